namespace CryptoScalp.Rules.MarketData;

/// <summary>A source of market events in order of event time. Read by one thread.</summary>
public interface IMarketFeed : IDisposable
{
    /// <summary>What to call the feed in messages and proofs, usually its specification.</summary>
    string Name { get; }

    /// <summary>What was read, delivered and refused so far.</summary>
    FeedStatistics Statistics { get; }

    /// <summary>True of a feed that waits for the market, such as a socket: <see cref="TryNext"/> then blocks for as long as nothing comes. Files do not.</summary>
    bool MayWait => false;

    /// <summary>The next event; false at the end. Bad input is counted and skipped, never thrown.</summary>
    bool TryNext(out MarketEvent marketEvent);
}
