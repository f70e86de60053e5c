namespace CryptoScalp.Rules.MarketData;

/// <summary>Tells a message's kind where it does not say, demands the fields of its kind, and tells the venue from the shape.</summary>
internal static class MessageShape
{
    private const FrameFields TickerFields =
        FrameFields.Symbol | FrameFields.LastId | FrameFields.BidPrice | FrameFields.BidSize | FrameFields.AskPrice | FrameFields.AskSize;

    /// <summary>Sets the kind and blames a frame that lacks fields or has values that its kind forbids.</summary>
    public static void Complete(Frame frame)
    {
        if (frame.Kind == MessageKind.Unknown)
        {
            frame.Kind = frame.Has(FrameFields.SnapshotId) ? MessageKind.Snapshot
                : frame.Has(FrameFields.BidPrice | FrameFields.AskPrice) ? MessageKind.Ticker
                : MessageKind.Unknown;
        }

        if (frame.Kind == MessageKind.Unknown)
        {
            // Other exchanges use the same field names in other ways; what is wrong with such a message is that it is not one of ours.
            frame.BlameOnly(FeedFault.UnknownKind);
        }
        else if (!frame.Has(Required(frame.Kind)))
        {
            frame.Blame(FeedFault.MissingField);
        }
        else if (!HasPositiveAmounts(frame))
        {
            frame.Blame(FeedFault.NumberOutOfRange);
        }
    }

    /// <summary>
    /// The venue that the shape proves, or null. Spot alone has <c>M</c>, tickers without <c>e</c> and updates without <c>pu</c>; coin-margined
    /// messages carry <c>ps</c> or <c>pair</c> or a symbol like <c>BTCUSD_PERP</c>; what else has <c>pu</c>, <c>X</c> or <c>T</c> is USD-margined.
    /// </summary>
    public static string? VenueOf(Frame frame)
    {
        if (frame.Kind is MessageKind.HyperliquidBook or MessageKind.HyperliquidTrades)
        {
            return Venues.Hyperliquid;
        }

        if (frame.Has(FrameFields.Pair) || IsCoinMargined(frame.Symbol))
        {
            return Venues.BinanceCoinm;
        }

        return frame.Kind switch
        {
            MessageKind.Depth => frame.Has(FrameFields.PreviousId) ? Venues.BinanceUsdm : Venues.BinanceSpot,
            MessageKind.Snapshot or MessageKind.Ticker => frame.Has(FrameFields.TransactionTime) ? Venues.BinanceUsdm : Venues.BinanceSpot,
            MessageKind.MarkPrice => Venues.BinanceUsdm, // spot has no mark
            MessageKind.Trade or MessageKind.AggregateTrade => frame.Has(FrameFields.SpotMarker) ? Venues.BinanceSpot : Venues.BinanceUsdm,
            _ => null,
        };
    }

    private static FrameFields Required(MessageKind kind) => kind switch
    {
        MessageKind.Depth => FrameFields.Symbol | FrameFields.EventTime | FrameFields.FirstId | FrameFields.LastId | FrameFields.Bids | FrameFields.Asks,
        MessageKind.Snapshot => FrameFields.SnapshotId | FrameFields.Bids | FrameFields.Asks,
        MessageKind.Ticker => TickerFields,
        MessageKind.Trade => FrameFields.Symbol | FrameFields.EventTime | FrameFields.TransactionTime | FrameFields.TradeId
            | FrameFields.Price | FrameFields.Size | FrameFields.Maker,
        MessageKind.AggregateTrade => FrameFields.Symbol | FrameFields.EventTime | FrameFields.TransactionTime | FrameFields.AggregateId
            | FrameFields.Price | FrameFields.Size | FrameFields.Maker,
        MessageKind.Kline => FrameFields.Symbol | FrameFields.EventTime | FrameFields.Candle,
        MessageKind.MarkPrice => FrameFields.Symbol | FrameFields.EventTime | FrameFields.Price,
        MessageKind.HyperliquidBook => FrameFields.Symbol | FrameFields.EventTime | FrameFields.Bids | FrameFields.Asks,
        MessageKind.HyperliquidTrades => FrameFields.Trades,
        _ => FrameFields.None,
    };

    private static bool HasPositiveAmounts(Frame frame) => frame.Kind switch
    {
        MessageKind.Ticker => !frame.BidPrice.IsZero && !frame.AskPrice.IsZero,
        MessageKind.Trade or MessageKind.AggregateTrade => !frame.Price.IsZero && !frame.Size.IsZero,
        MessageKind.MarkPrice => !frame.Price.IsZero,
        _ => true,
    };

    /// <summary><c>BTCUSD_PERP</c>, <c>ETHUSD_240927</c>; a USD-margined delivery is <c>BTCUSDT_240927</c>.</summary>
    private static bool IsCoinMargined(ReadOnlySpan<byte> symbol)
    {
        int underscore = symbol.IndexOf((byte)'_');
        return underscore > 0 && symbol[..underscore].EndsWith("USD"u8);
    }
}
