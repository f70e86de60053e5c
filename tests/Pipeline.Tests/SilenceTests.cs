using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Who is silent, by a mapper that looks only when somebody may be, against a look at everybody at every event.</summary>
public sealed class SilenceTests
{
    private const string Reads = "Use market!\nUse venues!\np(V, S) :- quote(V, S, _, _, _, _), feed(V, S, _), funding_rate(V, S, _).";

    private readonly Dictionary<Instrument, (FeedState State, long LastSeenMs)> _expected = [];
    private int _stale;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Looking_when_somebody_is_due_finds_those_whom_looking_always_finds(int seed)
    {
        Random random = new(seed);
        Market[] markets = [.. Enumerable.Range(0, 6).Select(static i => new Market { Instrument = new Instrument("/v" + i, "BTCUSDT") })];
        FactMapper mapper = new(new SuppliedPredicates(Rules.Bind(Reads)), static (in _) => null);
        int ms = 1_000;
        for (int i = 0; i < 3_000; i++)
        {
            ms += random.Next(8) == 0 ? random.Next(1_500) : random.Next(40);
            Market market = markets[Math.Min(random.Next(markets.Length), random.Next(markets.Length))]; // some speak rarely
            MarketEvent marketEvent = random.Next(12) switch
            {
                0 or 1 => market.Funding(ms, "0.0001"),
                2 => market.Status(ms, random.Next(2) == 0 ? FeedStatusKind.Outage : FeedStatusKind.SequenceGap),
                3 => market.Status(ms, FeedStatusKind.Resumed),
                _ => market.Quote(ms, "100", "101"),
            };
            mapper.Map(marketEvent, new RowChanges());
            Expect(market.Instrument, marketEvent, ms);
            Assert.All(_expected, e => Assert.Equal((e.Key, e.Value.State), (e.Key, mapper.Find(e.Key)!.State)));
        }

        Assert.InRange(_stale, 20, 3_000);
    }

    private void Expect(Instrument instrument, MarketEvent marketEvent, long ms)
    {
        foreach (Instrument other in _expected.Keys.Where(k => k != instrument && _expected[k].State == FeedState.Live && ms - _expected[k].LastSeenMs > 2_000).ToArray())
        {
            _expected[other] = (FeedState.Stale, _expected[other].LastSeenMs);
            _stale++;
        }

        bool isKnown = _expected.TryGetValue(instrument, out (FeedState State, long LastSeenMs) own);
        _expected[instrument] = marketEvent.Kind switch
        {
            MarketEventKind.Funding => isKnown && own.LastSeenMs > 0 ? own : (FeedState.Stale, 0),
            MarketEventKind.Status => (marketEvent.Status.Kind switch { FeedStatusKind.Outage => FeedState.Down, FeedStatusKind.SequenceGap => FeedState.Gap, _ => FeedState.Live }, ms),
            _ => (own.State == FeedState.Down ? FeedState.Down : FeedState.Live, ms),
        };
    }
}
