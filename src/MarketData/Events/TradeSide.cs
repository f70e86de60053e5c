namespace CryptoScalp.Rules.MarketData;

/// <summary>Who crossed the spread. Binance's <c>m</c> (buyer is maker) true means the seller did.</summary>
public enum TradeSide : byte
{
    /// <summary>The source does not say.</summary>
    Unknown = 0,

    /// <summary>An aggressive buyer lifted the ask.</summary>
    Buy = 1,

    /// <summary>An aggressive seller hit the bid.</summary>
    Sell = 2,
}
