using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>The same events again and again, up to a number; their times go back at each round, which a run takes as the latest time seen.</summary>
/// <param name="events">One round.</param>
/// <param name="most">How many are given.</param>
/// <param name="watched">Told of the beginning and the end of what is done with each.</param>
internal sealed class LoopedEvents(IReadOnlyList<MarketEvent> events, long most, SlowStretches watched) : IMarketFeed
{
    private long _given;

    /// <summary>Tells the version in force.</summary>
    public Func<string>? Version { get; set; }

    public string Name => "recorded";

    public FeedStatistics Statistics { get; } = new();

    public bool TryNext(out MarketEvent marketEvent)
    {
        if (Version is not null)
        {
            watched.End(Version());
        }

        bool has = _given < most;
        marketEvent = has ? events[(int)(_given++ % events.Count)] : default;
        watched.Begin();
        return has;
    }

    public void Dispose()
    {
    }
}
