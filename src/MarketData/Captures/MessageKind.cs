namespace CryptoScalp.Rules.MarketData;

/// <summary>The messages that the reader understands.</summary>
internal enum MessageKind : byte
{
    Unknown = 0,
    Depth,
    Snapshot,
    Ticker,
    Trade,
    AggregateTrade,
    Kline,
    MarkPrice,
    HyperliquidBook,
    HyperliquidTrades,
}
