using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Hyperliquid's messages: <c>{"channel":"l2Book","data":{"coin","levels":[[{px,sz,n}…],[…]],"time"}}</c> and trades. Books are whole snapshots without ids.</summary>
internal static class HyperliquidParser
{
    public static void ReadChannel(ref Utf8JsonReader reader, Frame frame)
    {
        ReadOnlySpan<byte> text = reader.TokenType == JsonTokenType.String ? reader.ValueSpan : [];
        if (text.SequenceEqual("l2Book"u8))
        {
            frame.Kind = MessageKind.HyperliquidBook;
        }
        else if (text.SequenceEqual("trades"u8))
        {
            frame.Kind = MessageKind.HyperliquidTrades;
        }
        else
        {
            frame.Blame(FeedFault.UnknownKind);
            reader.Skip();
        }
    }

    /// <summary>Two lists: bids, then asks.</summary>
    public static void ReadLevels(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            frame.Blame(FeedFault.IllTypedField);
            reader.Skip();
            return;
        }

        int side = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            ReadSide(ref reader, frame, bids: side++ == 0);
        }

        frame.Present |= FrameFields.Bids | FrameFields.Asks;
        if (side != 2 || reader.TokenType != JsonTokenType.EndArray)
        {
            frame.Blame(FeedFault.IllTypedField);
        }
    }

    public static void ReadTrades(ref Utf8JsonReader reader, Frame frame)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadTrade(ref reader, frame);
        }

        frame.Present |= FrameFields.Trades;
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            frame.Blame(FeedFault.IllTypedField);
            JsonField.SkipRestOfArray(ref reader);
        }
    }

    private static void ReadSide(ref Utf8JsonReader reader, Frame frame, bool bids)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            (Dec8 price, Dec8 size) = ReadLevel(ref reader, frame);
            LevelsParser.Add(frame, price, size, bids);
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            frame.Blame(FeedFault.IllTypedField);
            JsonField.SkipRestOfArray(ref reader);
        }
    }

    /// <summary><c>{"px":"105055.0","sz":"3.03622","n":5}</c>.</summary>
    private static (Dec8 Price, Dec8 Size) ReadLevel(ref Utf8JsonReader reader, Frame frame)
    {
        Dec8 price = default, size = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("px"u8): price = Amount(ref reader, frame); break;
                case 2 when name.SequenceEqual("sz"u8): size = Amount(ref reader, frame); break;
                default: reader.Skip(); break;
            }
        }

        return (price, size);
    }

    private static void ReadTrade(ref Utf8JsonReader reader, Frame frame)
    {
        Trade trade = default;
        long millis = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("px"u8): trade = trade with { Price = Amount(ref reader, frame) }; break;
                case 2 when name.SequenceEqual("sz"u8): trade = trade with { Size = Amount(ref reader, frame) }; break;
                case 3 when name.SequenceEqual("tid"u8): trade = trade with { TradeId = Integer(ref reader, frame) }; break;
                case 4 when name.SequenceEqual("time"u8): millis = Integer(ref reader, frame); break;
                case 4 when name.SequenceEqual("side"u8): trade = trade with { Aggressor = Side(ref reader, frame) }; break;
                case 4 when name.SequenceEqual("coin"u8): JsonField.Symbol(ref reader, frame); break;
                default: reader.Skip(); break;
            }
        }

        frame.EventMs = Math.Max(frame.EventMs, millis);
        frame.Trades.Add(trade with { TradeTime = FrameTime.FromMilliseconds(millis) });
        if (trade.Price.IsZero || trade.Size.IsZero || trade.TradeId == 0 || millis == 0)
        {
            frame.Blame(FeedFault.MissingField);
        }
    }

    /// <summary>B: an aggressive buyer; A: an aggressive seller (hit the bid).</summary>
    private static TradeSide Side(ref Utf8JsonReader reader, Frame frame)
    {
        bool isText = reader.TokenType == JsonTokenType.String;
        if (isText && reader.ValueSpan.SequenceEqual("B"u8))
        {
            return TradeSide.Buy;
        }

        if (isText && reader.ValueSpan.SequenceEqual("A"u8))
        {
            return TradeSide.Sell;
        }

        frame.Blame(FeedFault.IllTypedField);
        reader.Skip();
        return TradeSide.Unknown;
    }

    private static Dec8 Amount(ref Utf8JsonReader reader, Frame frame) => JsonField.Amount(ref reader, frame, FrameFields.None);

    private static long Integer(ref Utf8JsonReader reader, Frame frame) => JsonField.Integer(ref reader, frame, FrameFields.None);
}
