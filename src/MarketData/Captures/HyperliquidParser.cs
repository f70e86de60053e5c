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
            FrameParser.SkipRestOfArray(ref reader);
        }
    }

    private static void ReadSide(ref Utf8JsonReader reader, Frame frame, bool bids)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            Dec8 price = default, size = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isPrice = reader.ValueSpan.SequenceEqual("px"u8), isSize = reader.ValueSpan.SequenceEqual("sz"u8);
                reader.Read();
                if (isPrice)
                {
                    price = FrameParser.Amount(ref reader, frame, FrameFields.None);
                }
                else if (isSize)
                {
                    size = FrameParser.Amount(ref reader, frame, FrameFields.None);
                }
                else
                {
                    reader.Skip();
                }
            }

            FrameParser.AddLevel(frame, price, size, bids);
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            frame.Blame(FeedFault.IllTypedField);
            FrameParser.SkipRestOfArray(ref reader);
        }
    }

    private static void ReadTrade(ref Utf8JsonReader reader, Frame frame)
    {
        Trade trade = default;
        long millis = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            switch (name)
            {
                case [(byte)'p', (byte)'x']: trade = trade with { Price = FrameParser.Amount(ref reader, frame, FrameFields.None) }; break;
                case [(byte)'s', (byte)'z']: trade = trade with { Size = FrameParser.Amount(ref reader, frame, FrameFields.None) }; break;
                case [(byte)'t', (byte)'i', (byte)'d']:
                    trade = trade with { TradeId = FrameParser.Integer(ref reader, frame, FrameFields.None) };
                    break;
                case [(byte)'t', (byte)'i', (byte)'m', (byte)'e']: millis = FrameParser.Integer(ref reader, frame, FrameFields.None); break;
                case [(byte)'s', (byte)'i', (byte)'d', (byte)'e']: trade = trade with { Aggressor = Side(ref reader, frame) }; break;
                case [(byte)'c', (byte)'o', (byte)'i', (byte)'n'] when reader.TokenType == JsonTokenType.String:
                    frame.SetSymbol(reader.ValueSpan);
                    break;
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
}
