namespace CryptoScalp.Rules.MarketData;

/// <summary>The schemes of a feed specification.</summary>
public enum FeedKind : byte
{
    /// <summary><c>replay:FILE</c>: a raw exchange capture.</summary>
    Replay = 0,

    /// <summary><c>bars:FILE</c>: a CSV of bars.</summary>
    Bars = 1,

    /// <summary><c>sim:SEED</c>: the simulated market.</summary>
    Simulation = 2,

    /// <summary><c>funding:FILE</c>: a CSV of funding rates.</summary>
    Funding = 3,
}
