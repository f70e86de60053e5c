using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>The top of a book. Prices in quote currency; sizes in base units, or contracts on a coin-margined venue.</summary>
/// <param name="UpdateId">The venue's update id of this top; 0 where the source has none.</param>
public readonly record struct Quote(Dec8 BidPrice, Dec8 BidSize, Dec8 AskPrice, Dec8 AskSize, long UpdateId)
{
    /// <summary>True when the bid meets or passes the ask, which no single venue can show at rest.</summary>
    public bool IsCrossed => BidPrice >= AskPrice;
}
