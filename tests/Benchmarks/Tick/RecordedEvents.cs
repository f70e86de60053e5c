using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>The first events of a feed, kept to be played again: what is measured is then the tick, not the simulator.</summary>
internal sealed class RecordedEvents(IReadOnlyList<MarketEvent> events) : IMarketFeed
{
    private int _next;

    public string Name => "recorded";

    public FeedStatistics Statistics { get; } = new();

    public static List<MarketEvent> Take(IMarketFeed feed, int count)
    {
        List<MarketEvent> events = new(count);
        while (events.Count < count && feed.TryNext(out MarketEvent marketEvent))
        {
            events.Add(marketEvent);
        }

        return events;
    }

    public bool TryNext(out MarketEvent marketEvent)
    {
        bool has = _next < events.Count;
        marketEvent = has ? events[_next++] : default;
        return has;
    }

    public void Dispose()
    {
    }
}
