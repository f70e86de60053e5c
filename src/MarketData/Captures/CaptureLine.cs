using System.Buffers.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>A line of a capture, taken apart: when it was received and the JSON behind it.</summary>
/// <remarks>
/// Three forms: <c>1723161255030314667 {…}</c> (nanoseconds), <c>1633998512.0633569: {…}</c> (Unix seconds, as cryptofeed writes), and bare JSON.
/// A REST line of cryptofeed, <c>https://…depth?symbol=X… -> seconds: {…}</c>, names the symbol of its snapshot in the address.
/// </remarks>
internal readonly ref struct CaptureLine
{
    private CaptureLine(EventTime receiveTime, ReadOnlySpan<byte> json, ReadOnlySpan<byte> symbol)
    {
        ReceiveTime = receiveTime;
        Json = json;
        Symbol = symbol;
    }

    /// <summary>0 for bare JSON.</summary>
    public EventTime ReceiveTime { get; }

    public ReadOnlySpan<byte> Json { get; }

    /// <summary>Empty unless the line names it outside the JSON.</summary>
    public ReadOnlySpan<byte> Symbol { get; }

    /// <summary>False when the line has none of the forms.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> line, out CaptureLine parts)
    {
        parts = default;
        line = StripAddress(line, out ReadOnlySpan<byte> symbol);
        int brace = line.IndexOf((byte)'{');
        if (brace < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> stamp = line[..brace].TrimEnd((byte)' ');
        if (stamp.IsEmpty)
        {
            parts = new CaptureLine(default, line[brace..], symbol);
            return true;
        }

        bool read = stamp[^1] == ':' ? TrySeconds(stamp[..^1], out long received) : TryNanoseconds(stamp, out received);
        parts = new CaptureLine(new EventTime(received), line[brace..], symbol);
        return read;
    }

    private static ReadOnlySpan<byte> StripAddress(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> symbol)
    {
        symbol = [];
        if (!line.StartsWith("http"u8))
        {
            return line;
        }

        int arrow = line.IndexOf(" -> "u8);
        int query = line.IndexOf("symbol="u8);
        if (query < 0 || query > arrow)
        {
            return line;
        }

        symbol = line[(query + 7)..arrow];
        int end = symbol.IndexOf((byte)'&');
        symbol = end < 0 ? symbol : symbol[..end];
        return line[(arrow + 4)..];
    }

    private static bool TryNanoseconds(ReadOnlySpan<byte> text, out long nanoseconds) =>
        Utf8Parser.TryParse(text, out nanoseconds, out int used) && used == text.Length && nanoseconds > 0;

    private static bool TrySeconds(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        // Eight decimals are more than these stamps hold, so the decimal reader serves.
        bool read = DecimalText.Read(text, out Dec8 seconds) is null;
        nanoseconds = read && seconds.Raw <= long.MaxValue / 10 ? seconds.Raw * 10 : 0;
        return nanoseconds > 0;
    }
}
