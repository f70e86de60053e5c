namespace CryptoScalp.Rules.Features;

/// <summary>The founding document's regimes, in order of rank: the first that applies from the bottom up is the regime.</summary>
public enum MarketRegime
{
    /// <summary>None of the others.</summary>
    Normal = 0,

    /// <summary>The net change is a large share of the path.</summary>
    Trending = 1,

    /// <summary>Short volatility is far below long volatility.</summary>
    LowVolatility = 2,

    /// <summary>Short volatility is far above long volatility.</summary>
    Volatile = 3,

    /// <summary>The close has fallen far below the highest of the last bars.</summary>
    FlashCrash = 4,
}
