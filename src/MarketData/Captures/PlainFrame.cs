using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads the messages that make up nearly all of a stream (tickers, depth updates, trades) when they are written as exchanges write them.</summary>
/// <remarks>
/// A shortcut beside <see cref="FrameParser"/>, which is what a frame means: whatever this reads, that would have read alike, and whatever is
/// unusual (a blank, an escape, an unknown field, a long number, a value of another type) is left to it. Tests hold the two together on every
/// recorded frame and on damaged ones. Why: docs/adr/0086.
/// </remarks>
internal static class PlainFrame
{
    /// <summary>False when the frame is to be read by <see cref="FrameParser"/>; what stands in <paramref name="frame"/> is then half done.</summary>
    /// <param name="json">Begins with <c>{</c>.</param>
    /// <param name="frame">Cleared.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, Frame frame)
    {
        if (json[^1] != '}')
        {
            return false;
        }

        PlainText text = new(json);
        bool wrapped = text.TryPass("{\"stream\":"u8);
        if (wrapped && !(text.TryString(out _) && text.TryPass(",\"data\":"u8)))
        {
            return false;
        }

        return TryObject(ref text, frame) && (!wrapped || (!text.IsAtEnd && text.TryPass((byte)'}'))) && text.IsAtEnd;
    }

    private static bool TryObject(ref PlainText text, Frame frame)
    {
        if (!text.TryPass((byte)'{'))
        {
            return false;
        }

        do
        {
            if (!text.TryName(out byte first, out byte second) || text.IsAtEnd || !TryField(ref text, frame, first, second))
            {
                return false;
            }
        }
        while (text.TryPass((byte)','));
        return text.TryPass((byte)'}');
    }

    private static bool TryField(ref PlainText text, Frame frame, byte first, byte second)
    {
        if (second != 0)
        {
            return first == 'p' && TryNamed(ref text, frame, second);
        }

        switch (first)
        {
            case (byte)'e': return TryKind(ref text, frame);
            case (byte)'s': return TrySymbol(ref text, frame);
            case (byte)'b': return text.Next == '[' ? TryLevels(ref text, frame, bids: true) : TryAmount(ref text, frame, first);
            case (byte)'a': return text.Next == '[' ? TryLevels(ref text, frame, bids: false) : TryAmount(ref text, frame, first);
            case (byte)'B' or (byte)'A' or (byte)'p' or (byte)'q': return TryAmount(ref text, frame, first);
            case (byte)'E' or (byte)'T' or (byte)'U' or (byte)'u' or (byte)'t': return TryInteger(ref text, frame, first);
            case (byte)'m' or (byte)'M': return TryTruth(ref text, frame, first);
            case (byte)'X': return TryExecution(ref text, frame);
            default: return false;
        }
    }

    /// <summary><c>pu</c> and <c>ps</c>.</summary>
    private static bool TryNamed(ref PlainText text, Frame frame, byte second)
    {
        if (second == 'u')
        {
            bool read = text.TryInteger(out long previous);
            frame.PreviousId = previous;
            frame.Present |= FrameFields.PreviousId;
            return read;
        }

        frame.Present |= FrameFields.Pair;
        return second == 's' && text.TryString(out _);
    }

    private static bool TryKind(ref PlainText text, Frame frame)
    {
        frame.Kind = text.TryPass("\"bookTicker\""u8) ? MessageKind.Ticker
            : text.TryPass("\"depthUpdate\""u8) ? MessageKind.Depth
            : text.TryPass("\"trade\""u8) ? MessageKind.Trade
            : text.TryPass("\"aggTrade\""u8) ? MessageKind.AggregateTrade
            : MessageKind.Unknown;
        return frame.Kind != MessageKind.Unknown;
    }

    private static bool TrySymbol(ref PlainText text, Frame frame)
    {
        if (!text.TryString(out ReadOnlySpan<byte> symbol))
        {
            return false;
        }

        frame.SetSymbol(symbol);
        return true;
    }

    private static bool TryInteger(ref PlainText text, Frame frame, byte letter)
    {
        if (!text.TryInteger(out long value))
        {
            return false;
        }

        switch (letter)
        {
            case (byte)'E': frame.EventMs = value; frame.Present |= FrameFields.EventTime; break;
            case (byte)'T': frame.TransactionMs = value; frame.Present |= FrameFields.TransactionTime; break;
            case (byte)'U': frame.FirstId = value; frame.Present |= FrameFields.FirstId; break;
            case (byte)'u': frame.LastId = value; frame.Present |= FrameFields.LastId; break;
            default: frame.TradeId = value; frame.Present |= FrameFields.TradeId; break;
        }

        return true;
    }

    private static bool TryAmount(ref PlainText text, Frame frame, byte letter)
    {
        if (!text.TryAmount(out Dec8 amount))
        {
            return false;
        }

        switch (letter)
        {
            case (byte)'b': frame.BidPrice = amount; frame.Present |= FrameFields.BidPrice; break;
            case (byte)'B': frame.BidSize = amount; frame.Present |= FrameFields.BidSize; break;
            case (byte)'a': frame.AskPrice = amount; frame.Present |= FrameFields.AskPrice; break;
            case (byte)'A': frame.AskSize = amount; frame.Present |= FrameFields.AskSize; break;
            case (byte)'p': frame.Price = amount; frame.Present |= FrameFields.Price; break;
            default: frame.Size = amount; frame.Present |= FrameFields.Size; break;
        }

        return true;
    }

    private static bool TryTruth(ref PlainText text, Frame frame, byte letter)
    {
        bool read = text.TryTruth(out bool value);
        if (letter == 'M')
        {
            frame.Present |= FrameFields.SpotMarker;
            return read;
        }

        frame.BuyerIsMaker = value;
        frame.Present |= FrameFields.Maker;
        return read;
    }

    /// <summary>Nearly every execution is an order of the market; the others are told apart elsewhere.</summary>
    private static bool TryExecution(ref PlainText text, Frame frame)
    {
        frame.Execution = ExecutionKind.Market;
        frame.Present |= FrameFields.Execution;
        return text.TryPass("\"MARKET\""u8);
    }

    /// <summary><c>[["price","size"],…]</c>, or none.</summary>
    private static bool TryLevels(ref PlainText text, Frame frame, bool bids)
    {
        frame.Present |= bids ? FrameFields.Bids : FrameFields.Asks;
        if (text.TryPass("[]"u8))
        {
            return true;
        }

        text.TryPass((byte)'[');
        do
        {
            if (!TryLevel(ref text, frame, bids))
            {
                return false;
            }
        }
        while (text.TryPass((byte)','));
        return text.TryPass((byte)']');
    }

    private static bool TryLevel(ref PlainText text, Frame frame, bool bids)
    {
        if (!(text.TryPass((byte)'[') && text.TryAmount(out Dec8 price) && text.TryPass((byte)',') && text.TryAmount(out Dec8 size) && text.TryPass((byte)']')))
        {
            return false;
        }

        LevelsParser.Add(frame, price, size, bids);
        return true;
    }
}
