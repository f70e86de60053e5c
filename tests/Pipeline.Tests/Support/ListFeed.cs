using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Events of a list as a feed.</summary>
internal sealed class ListFeed(params MarketEvent[] events) : IMarketFeed
{
    private int _next;

    public string Name => "list";

    public FeedStatistics Statistics { get; } = new();

    public bool TryNext(out MarketEvent marketEvent)
    {
        bool has = _next < events.Length;
        marketEvent = has ? events[_next++] : default;
        return has;
    }

    public void Dispose()
    {
    }
}
