using System.Buffers.Text;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Where the columns of a bar file are. Files of bars have no quoted cells, so a comma always separates.</summary>
internal sealed class CsvLayout
{
    private static readonly string[] BarColumns = ["open", "high", "low", "close", "volume"];
    private static readonly string[] QuoteColumns = ["bid_close", "bid_size", "ask_close", "ask_size"];

    // Per column of the file: the slot of the value that it fills, or one of these.
    private const int Ignored = -1, Timestamp = -2;
    private readonly int[] _slots;

    private CsvLayout(int[] slots, bool isQuotes)
    {
        _slots = slots;
        IsQuotes = isQuotes;
    }

    /// <summary>True for bid and ask columns.</summary>
    public bool IsQuotes { get; }

    /// <summary>How many values a row gives.</summary>
    public int Columns => IsQuotes ? QuoteColumns.Length : BarColumns.Length;

    /// <summary>Null when the header lacks a column.</summary>
    public static CsvLayout? TryParse(ReadOnlySpan<byte> header)
    {
        string[] names = Encoding.UTF8.GetString(header).TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries);
        return TryParse(names, BarColumns, isQuotes: false) ?? TryParse(names, QuoteColumns, isQuotes: true);
    }

    /// <summary>Fills <paramref name="values"/> in the order open, high, low, close, volume (or bid, its size, ask, its size).</summary>
    public FeedFault? Read(ReadOnlySpan<byte> line, out long openMs, Span<Dec8> values, out bool rounded)
    {
        openMs = 0;
        rounded = false;
        for (int column = 0; column < _slots.Length; column++)
        {
            int comma = line.IndexOf((byte)',');
            bool isLast = column == _slots.Length - 1;
            if (comma < 0 != isLast)
            {
                return FeedFault.WrongColumnCount;
            }

            ReadOnlySpan<byte> cell = (isLast ? line : line[..comma]).Trim((byte)' ');
            if (ReadCell(cell, _slots[column], ref openMs, values) is { } fault)
            {
                if (fault != FeedFault.RoundedNumber)
                {
                    return fault;
                }

                rounded = true;
            }

            line = isLast ? line : line[(comma + 1)..];
        }

        return null;
    }

    private static FeedFault? ReadCell(ReadOnlySpan<byte> cell, int slot, ref long openMs, Span<Dec8> values)
    {
        if (slot == Timestamp)
        {
            bool read = Utf8Parser.TryParse(cell, out openMs, out int used) && used == cell.Length;
            return !read ? FeedFault.NotANumber
                : openMs < 0 ? FeedFault.NegativeNumber
                : openMs > FrameTime.MaxMilliseconds / 2 ? FeedFault.NumberOutOfRange
                : null;
        }

        return slot == Ignored ? null : CsvNumber.Read(cell, out values[slot]);
    }

    private static CsvLayout? TryParse(string[] names, string[] wanted, bool isQuotes)
    {
        int[] slots = [.. names.Select(n => n == "ts_ms" ? Timestamp : Array.IndexOf(wanted, n))];
        bool complete = slots.Count(static s => s == Timestamp) == 1
            && Enumerable.Range(0, wanted.Length).All(slot => slots.Count(s => s == slot) == 1);
        return complete ? new CsvLayout(slots, isQuotes) : null;
    }
}
