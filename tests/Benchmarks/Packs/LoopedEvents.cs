using System.Diagnostics;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>The same events again and again, up to a number, each round some seconds behind the one before: a market whose time never goes back, as feeds promise.</summary>
/// <param name="events">One round: quotes, trades and statuses, by time.</param>
/// <param name="most">How many are given.</param>
/// <param name="watched">Told of the beginning and the end of what is done with each.</param>
internal sealed class LoopedEvents(IReadOnlyList<MarketEvent> events, long most, SlowStretches watched) : IMarketFeed
{
    /// <summary>Long enough that no feature takes the jump back to the first price for a move of the market.</summary>
    private const long GapNs = 10_000_000_000;

    private readonly long _roundNs = events[^1].Time.Nanoseconds - events[0].Time.Nanoseconds + GapNs;
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
        marketEvent = has ? Later(events[(int)(_given % events.Count)], _given / events.Count * _roundNs) : default;
        _given++;
        watched.Begin();
        return has;
    }

    public void Dispose()
    {
    }

    private static MarketEvent Later(in MarketEvent marketEvent, long ns)
    {
        EventStamp stamp = marketEvent.Stamp with { Time = new EventTime(marketEvent.Time.Nanoseconds + ns) };
        return marketEvent.Kind switch
        {
            MarketEventKind.Quote => MarketEvent.OfQuote(marketEvent.Instrument, stamp, marketEvent.Quote),
            MarketEventKind.Trade => MarketEvent.OfTrade(marketEvent.Instrument, stamp, marketEvent.Trade),
            MarketEventKind.Status => MarketEvent.OfStatus(marketEvent.Instrument, stamp, marketEvent.Status, marketEvent.Text),
            _ => throw new UnreachableException(),
        };
    }
}
