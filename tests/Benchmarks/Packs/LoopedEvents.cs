using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>The same events again and again, up to a number; their times go back at each round, which a run takes as the latest time seen.</summary>
internal sealed class LoopedEvents(IReadOnlyList<MarketEvent> events, long most) : IMarketFeed
{
    private long _given;

    public string Name => "recorded";

    public FeedStatistics Statistics { get; } = new();

    public bool TryNext(out MarketEvent marketEvent)
    {
        bool has = _given < most;
        marketEvent = has ? events[(int)(_given++ % events.Count)] : default;
        return has;
    }

    public void Dispose()
    {
    }
}
