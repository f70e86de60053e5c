using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>A feed that fails after so many events.</summary>
internal sealed class BreakingFeed(IMarketFeed inner, int goodEvents) : IMarketFeed
{
    private int _given;

    public string Name => inner.Name;

    public FeedStatistics Statistics => inner.Statistics;

    public bool TryNext(out MarketEvent marketEvent) =>
        _given++ < goodEvents ? inner.TryNext(out marketEvent) : throw new IOException("the disk is gone");

    public void Dispose() => inner.Dispose();
}
