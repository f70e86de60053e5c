using System.Text.Json;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads one JSON message into a <see cref="Frame"/>: bare or in a combined-stream wrapper, fields in any order, in one pass.</summary>
/// <remarks>
/// Binance reuses one-letter names by message (<c>b</c> is a price, a list of levels or a number), so the type of the value decides,
/// and the kind is told at the end from <c>e</c> or from which fields were there (spot tickers and REST snapshots have no <c>e</c>).
/// </remarks>
internal static class FrameParser
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    /// <summary>Fills <paramref name="frame"/>; what is wrong with it is in <see cref="Frame.Fault"/>.</summary>
    public static void Parse(ReadOnlySpan<byte> json, Frame frame)
    {
        frame.Clear();
        if (json.IsEmpty || json[0] != '{')
        {
            frame.Blame(FeedFault.NotJson);
            return;
        }

        if (PlainFrame.TryRead(json, frame))
        {
            MessageShape.Complete(frame);
            return;
        }

        ParseGeneral(json, frame);
    }

    /// <summary>Reads any message; what <see cref="PlainFrame"/> reads is read alike.</summary>
    internal static void ParseGeneral(ReadOnlySpan<byte> json, Frame frame)
    {
        frame.Clear();
        try
        {
            ReadWhole(json, frame);
        }
        catch (JsonException)
        {
            frame.Clear();
            frame.Blame(FeedFault.NotJson);
            return;
        }

        if (frame.Fault != FeedFault.NotJson)
        {
            MessageShape.Complete(frame);
        }
    }

    private static void ReadWhole(ReadOnlySpan<byte> json, Frame frame)
    {
        Utf8JsonReader reader = new(json, Options);
        reader.Read();
        ReadObject(ref reader, frame);
        if (reader.Read())
        {
            frame.Blame(FeedFault.NotJson);
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, Frame frame)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.Length == 1)
            {
                byte letter = name[0];
                reader.Read();
                ReadLetter(ref reader, letter, frame);
            }
            else
            {
                ReadNamed(ref reader, name, frame);
            }
        }
    }

    private static void ReadLetter(ref Utf8JsonReader reader, byte letter, Frame frame)
    {
        switch (letter)
        {
            case (byte)'e': ReadKind(ref reader, frame); break;
            case (byte)'E': frame.EventMs = JsonField.Integer(ref reader, frame, FrameFields.EventTime); break;
            case (byte)'T': frame.TransactionMs = JsonField.Integer(ref reader, frame, FrameFields.TransactionTime); break;
            case (byte)'s': JsonField.Symbol(ref reader, frame); break;
            case (byte)'U': frame.FirstId = JsonField.Integer(ref reader, frame, FrameFields.FirstId); break;
            case (byte)'u': frame.LastId = JsonField.Integer(ref reader, frame, FrameFields.LastId); break;
            case (byte)'b': ReadBid(ref reader, frame); break;
            case (byte)'a': ReadAsk(ref reader, frame); break;
            case (byte)'B': frame.BidSize = JsonField.Amount(ref reader, frame, FrameFields.BidSize); break;
            case (byte)'A': frame.AskSize = JsonField.Amount(ref reader, frame, FrameFields.AskSize); break;
            case (byte)'t': frame.TradeId = JsonField.Integer(ref reader, frame, FrameFields.TradeId); break;
            case (byte)'p': frame.Price = JsonField.Amount(ref reader, frame, FrameFields.Price); break;
            case (byte)'q': frame.Size = JsonField.Amount(ref reader, frame, FrameFields.Size); break;
            case (byte)'m': ReadMaker(ref reader, frame); break;
            case (byte)'M': frame.Present |= FrameFields.SpotMarker; break;
            case (byte)'X': ReadExecution(ref reader, frame); break;
            case (byte)'k': CandleParser.Read(ref reader, frame); break;
            case (byte)'i': frame.IndexPrice = JsonField.Stated(ref reader, frame, FrameFields.IndexPrice, isSigned: false); break;
            case (byte)'r': frame.FundingRate = JsonField.Stated(ref reader, frame, FrameFields.FundingRate, isSigned: true); break;
            default: reader.Skip(); break;
        }
    }

    private static void ReadNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, Frame frame)
    {
        reader.Read();
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("pu"u8): frame.PreviousId = JsonField.Integer(ref reader, frame, FrameFields.PreviousId); break;
            case 2 when name.SequenceEqual("ps"u8): SkipMarking(ref reader, frame, FrameFields.Pair); break;
            case 4 when name.SequenceEqual("data"u8): ReadData(ref reader, frame); break;
            case 4 when name.SequenceEqual("bids"u8): ReadBid(ref reader, frame); break;
            case 4 when name.SequenceEqual("asks"u8): ReadAsk(ref reader, frame); break;
            case 4 when name.SequenceEqual("pair"u8): SkipMarking(ref reader, frame, FrameFields.Pair); break;
            case 4 when name.SequenceEqual("coin"u8): JsonField.Symbol(ref reader, frame); break;
            case 4 when name.SequenceEqual("time"u8): frame.EventMs = JsonField.Integer(ref reader, frame, FrameFields.EventTime); break;
            case 6 when name.SequenceEqual("symbol"u8): JsonField.Symbol(ref reader, frame); break;
            case 6 when name.SequenceEqual("levels"u8): HyperliquidParser.ReadLevels(ref reader, frame); break;
            case 7 when name.SequenceEqual("channel"u8): HyperliquidParser.ReadChannel(ref reader, frame); break;
            case 12 when name.SequenceEqual("lastUpdateId"u8): frame.LastId = JsonField.Integer(ref reader, frame, FrameFields.SnapshotId); break;
            default: reader.Skip(); break;
        }
    }

    private static void ReadData(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref reader, frame);
        }
        else if (reader.TokenType == JsonTokenType.StartArray && frame.Kind == MessageKind.HyperliquidTrades)
        {
            HyperliquidParser.ReadTrades(ref reader, frame);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadKind(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            frame.Blame(FeedFault.IllTypedField);
            reader.Skip();
            return;
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (text.SequenceEqual("depthUpdate"u8))
        {
            frame.Kind = MessageKind.Depth;
        }
        else if (text.SequenceEqual("bookTicker"u8))
        {
            frame.Kind = MessageKind.Ticker;
        }
        else if (text.SequenceEqual("trade"u8))
        {
            frame.Kind = MessageKind.Trade;
        }
        else if (text.SequenceEqual("aggTrade"u8))
        {
            frame.Kind = MessageKind.AggregateTrade;
        }
        else if (text.SequenceEqual("markPriceUpdate"u8))
        {
            frame.Kind = MessageKind.MarkPrice;
        }
        else if (text.SequenceEqual("kline"u8))
        {
            frame.Kind = MessageKind.Kline;
        }
        else
        {
            frame.Blame(FeedFault.UnknownKind);
        }
    }

    private static void ReadBid(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            LevelsParser.Read(ref reader, frame, bids: true);
            frame.Present |= FrameFields.Bids;
        }
        else if (reader.TokenType != JsonTokenType.Number)
        {
            // A bare number is the buyer's order id of an old trade message.
            frame.BidPrice = JsonField.Amount(ref reader, frame, FrameFields.BidPrice);
        }
    }

    private static void ReadAsk(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            LevelsParser.Read(ref reader, frame, bids: false);
            frame.Present |= FrameFields.Asks;
        }
        else if (reader.TokenType == JsonTokenType.Number)
        {
            frame.AggregateId = JsonField.Integer(ref reader, frame, FrameFields.AggregateId);
        }
        else
        {
            frame.AskPrice = JsonField.Amount(ref reader, frame, FrameFields.AskPrice);
        }
    }

    private static void ReadMaker(ref Utf8JsonReader reader, Frame frame)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            frame.Blame(FeedFault.IllTypedField);
            reader.Skip();
            return;
        }

        frame.BuyerIsMaker = reader.TokenType == JsonTokenType.True;
        frame.Present |= FrameFields.Maker;
    }

    private static void ReadExecution(ref Utf8JsonReader reader, Frame frame)
    {
        frame.Present |= FrameFields.Execution;
        ReadOnlySpan<byte> text = reader.TokenType == JsonTokenType.String ? reader.ValueSpan : [];
        frame.Execution = text.SequenceEqual("MARKET"u8) ? ExecutionKind.Market
            : text.SequenceEqual("INSURANCE_FUND"u8) ? ExecutionKind.InsuranceFund
            : text.SequenceEqual("ADL"u8) ? ExecutionKind.AutoDeleveraging
            : ExecutionKind.Other;
        reader.Skip();
    }

    private static void SkipMarking(ref Utf8JsonReader reader, Frame frame, FrameFields field)
    {
        frame.Present |= field;
        reader.Skip();
    }
}
