using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>A feed from which nothing comes.</summary>
internal sealed class BlockingFeed : IMarketFeed
{
    public string Name => "silence";

    public FeedStatistics Statistics { get; } = new();

    public bool TryNext(out MarketEvent marketEvent)
    {
        marketEvent = default;
        return false;
    }

    public void Dispose()
    {
    }
}
