namespace CryptoScalp.Rules.MarketData;

/// <summary>What the simulated market does for a while.</summary>
public enum MarketPhase : byte
{
    /// <summary>Small moves, tight spreads.</summary>
    Calm = 0,

    /// <summary>A steady rise.</summary>
    Trending = 1,

    /// <summary>Moves several times as large, wider spreads, thinner books.</summary>
    Volatile = 2,

    /// <summary>The last venue trades dearer than the others: an arbitrage that outlasts fees.</summary>
    Gap = 3,

    /// <summary>A fall within a second and a half on heavy selling, then half of it back.</summary>
    FlashCrash = 4,

    /// <summary>The last venue falls silent; when the phase ends it resumes with new snapshots.</summary>
    Outage = 5,
}
