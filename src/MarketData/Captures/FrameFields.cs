namespace CryptoScalp.Rules.MarketData;

/// <summary>Which fields a frame had; a message kind names the ones it cannot do without.</summary>
[Flags]
internal enum FrameFields
{
    None = 0,
    Symbol = 1 << 0,
    EventTime = 1 << 1,
    TransactionTime = 1 << 2,
    FirstId = 1 << 3,
    LastId = 1 << 4,
    PreviousId = 1 << 5,
    Bids = 1 << 6,
    Asks = 1 << 7,
    BidPrice = 1 << 8,
    BidSize = 1 << 9,
    AskPrice = 1 << 10,
    AskSize = 1 << 11,
    TradeId = 1 << 12,
    Price = 1 << 13,
    Size = 1 << 14,
    Maker = 1 << 15,
    Execution = 1 << 16,
    SpotMarker = 1 << 17,
    Pair = 1 << 18,
    Candle = 1 << 19,
    AggregateId = 1 << 20,
    SnapshotId = 1 << 21,
    Trades = 1 << 22,
    IndexPrice = 1 << 23,
    FundingRate = 1 << 24,
}
