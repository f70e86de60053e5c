namespace CryptoScalp.Rules.MarketData;

/// <summary>What an event did to a book.</summary>
public enum BookOutcome : byte
{
    /// <summary>The event is not for books, or a ticker was noted.</summary>
    None = 0,

    /// <summary>An update was applied.</summary>
    Applied = 1,

    /// <summary>An update is held back until a snapshot arrives.</summary>
    Held = 2,

    /// <summary>An update, or a snapshot, older than the book: ignored.</summary>
    Stale = 3,

    /// <summary>An update does not follow: the book waits for a snapshot.</summary>
    Gap = 4,

    /// <summary>A snapshot made the book live (held updates applied).</summary>
    Synchronised = 5,

    /// <summary>Applied, and bid meets ask now.</summary>
    BecameCrossed = 6,

    /// <summary>Applied, and bid no longer meets ask.</summary>
    Uncrossed = 7,

    /// <summary>The bound on held updates was reached: only tickers from here.</summary>
    FellBackToTicker = 8,

    /// <summary>A snapshot is older than the first update held back: still waiting.</summary>
    SnapshotTooOld = 9,

    /// <summary>Applied, but a side was at its bound and its farthest level gave way.</summary>
    AppliedWithLoss = 10,
}
