using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads single values of a message and blames the frame for those that are wrong; the reader always ends on the value's last token.</summary>
internal static class JsonField
{
    public static long Integer(ref Utf8JsonReader reader, Frame frame, FrameFields field)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long value))
        {
            frame.Blame(reader.TokenType == JsonTokenType.Number ? FeedFault.NumberOutOfRange : FeedFault.IllTypedField);
            reader.Skip();
            return 0;
        }

        if (value < 0)
        {
            frame.Blame(FeedFault.NegativeNumber);
        }

        frame.Present |= field;
        return value;
    }

    /// <summary>A decimal in a string (Binance, Hyperliquid) or, tolerated, as a bare number.</summary>
    public static Dec8 Amount(ref Utf8JsonReader reader, Frame frame, FrameFields field)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            frame.Blame(FeedFault.IllTypedField);
            reader.Skip();
            return default;
        }

        if (DecimalText.Read(reader.ValueSpan, out Dec8 value) is { } fault)
        {
            frame.Blame(fault);
        }

        frame.Present |= field;
        return value;
    }

    /// <summary>A decimal in a string that only some messages have: an empty one, or another type, says nothing.</summary>
    public static Dec8 Stated(ref Utf8JsonReader reader, Frame frame, FrameFields field, bool isSigned)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty)
        {
            reader.Skip();
            return default;
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        bool isNegative = isSigned && text is [(byte)'-', ..];
        if (DecimalText.Read(isNegative ? text[1..] : text, out Dec8 value) is { } fault)
        {
            frame.Blame(fault);
        }

        frame.Present |= field;
        return isNegative ? new Dec8(-value.Raw) : value;
    }

    public static void SkipRestOfArray(ref Utf8JsonReader reader)
    {
        do
        {
            reader.Skip();
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray);
    }

    public static void Symbol(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            frame.SetSymbol(reader.ValueSpan);
        }
        else
        {
            frame.Blame(FeedFault.IllTypedField);
            reader.Skip();
        }
    }
}
