namespace CryptoScalp.Rules.MarketData;

/// <summary>What a status event reports about an instrument's feed. Journals persist the number, so the list is append-only.</summary>
public enum FeedStatusKind : byte
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>Book updates are missing: the book is invalid until a snapshot arrives. Expected and actual ids are given.</summary>
    SequenceGap = 1,

    /// <summary>The book is valid (again): first synchronisation, or the one after a gap.</summary>
    Synchronised = 2,

    /// <summary>An update left bid at or above ask: the book is invalid until it uncrosses or a snapshot arrives.</summary>
    CrossedBook = 3,

    /// <summary>A crossed book uncrossed.</summary>
    Uncrossed = 4,

    /// <summary>No snapshot came within the bound on waiting updates: only tickers tell the top of this book until one does.</summary>
    TickerOnly = 5,

    /// <summary>A quote with bid at or above ask was refused; the last good quote is stale from this moment.</summary>
    CrossedQuote = 6,

    /// <summary>The venue stopped sending.</summary>
    Outage = 7,

    /// <summary>The venue sends again; books wait for a snapshot.</summary>
    Resumed = 8,

    /// <summary>The simulator entered another phase (<see cref="MarketEvent.Text"/>). For displays only: rules must not see this ground truth.</summary>
    SimulatedPhase = 9,
}
