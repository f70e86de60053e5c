namespace CryptoScalp.Rules.MarketData;

/// <summary>The life of a book: <c>Waiting → Live</c>, back to <c>Waiting</c> on a gap, to <c>Crossed</c> and back, to <c>TickerOnly</c> when no snapshot comes.</summary>
public enum BookState : byte
{
    /// <summary>No snapshot yet, or a gap: updates are held back until a snapshot arrives.</summary>
    Waiting = 0,

    /// <summary>The levels are the venue's.</summary>
    Live = 1,

    /// <summary>Bid meets ask: updates are applied, nothing should trade on the levels.</summary>
    Crossed = 2,

    /// <summary>Too many updates waited for a snapshot; a later snapshot still revives the book.</summary>
    TickerOnly = 3,
}
