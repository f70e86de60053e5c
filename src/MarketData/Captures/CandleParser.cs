using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads the <c>k</c> object of a kline message. Only closed klines (<c>x</c> true) become bars.</summary>
internal static class CandleParser
{
    private const int OpenTime = 1, CloseTime = 2, Open = 4, High = 8, Low = 16, Close = 32, Volume = 64, Closed = 128, All = 255;

    public static void Read(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            frame.Blame(FeedFault.IllTypedField);
            reader.Skip();
            return;
        }

        Bar bar = default;
        int seen = 0;
        long closeMs = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            byte letter = reader.ValueSpan is [byte only] ? only : (byte)0;
            reader.Read();
            seen |= ReadField(ref reader, frame, letter, ref bar, ref closeMs);
        }

        Finish(frame, bar, seen, closeMs);
    }

    private static int ReadField(ref Utf8JsonReader reader, Frame frame, byte letter, ref Bar bar, ref long closeMs)
    {
        switch (letter)
        {
            case (byte)'t':
                bar = bar with { OpenTime = FrameTime.FromMilliseconds(JsonField.Integer(ref reader, frame, FrameFields.None)) };
                return OpenTime;
            case (byte)'T':
                closeMs = JsonField.Integer(ref reader, frame, FrameFields.None);
                return CloseTime;
            case (byte)'o': bar = bar with { Open = Amount(ref reader, frame) }; return Open;
            case (byte)'h': bar = bar with { High = Amount(ref reader, frame) }; return High;
            case (byte)'l': bar = bar with { Low = Amount(ref reader, frame) }; return Low;
            case (byte)'c': bar = bar with { Close = Amount(ref reader, frame) }; return Close;
            case (byte)'v': bar = bar with { Volume = Amount(ref reader, frame) }; return Volume;
            case (byte)'x':
                frame.CandleClosed = reader.TokenType == JsonTokenType.True;
                return Closed;
            default:
                reader.Skip();
                return 0;
        }
    }

    /// <summary>Binance's close time is the last millisecond inside the bar, so the length is one more than the difference.</summary>
    private static void Finish(Frame frame, Bar bar, int seen, long closeMs)
    {
        if (seen != All)
        {
            frame.Blame(FeedFault.MissingField);
            return;
        }

        frame.Candle = bar with { LengthNs = FrameTime.FromMilliseconds(closeMs + 1).Nanoseconds - bar.OpenTime.Nanoseconds };
        frame.Present |= FrameFields.Candle;
        if (!BarRules.IsConsistent(frame.Candle))
        {
            frame.Blame(FeedFault.InconsistentBar);
        }
    }

    private static Dec8 Amount(ref Utf8JsonReader reader, Frame frame) => JsonField.Amount(ref reader, frame, FrameFields.None);
}
