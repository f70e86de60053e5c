using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>What a tick leaves for the garbage collector: nothing, unless something is decided.</summary>
public sealed class TickAllocationTests
{
    private const int Round = 2_000;

    /// <summary>Reads quotes, prices, feeds, features and a call; proposes only above a price that is never reached. No groups: the engine recomputes those.</summary>
    private const string Watching = """
        Use market!

        decide decision(Sym, Action, Size) from propose.

        dear(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), price(Venue, Sym, Last), Bid > Last, spread_bps(Venue, Sym, Bps), Bps < 150.0.
        dear_for_its_average(Sym, V) :- feature(Sym, sma(2, 1s), V), mid(_, Sym, Mid), Mid > V, return_1s(_, Sym, _).

        #[id("never"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5) :-
            dear(Venue, Sym, Bid), Bid > 1000000.0, dear_for_its_average(Sym, _), feed(Venue, Sym, /live).
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_tick_that_decides_nothing_allocates_nothing_once_it_is_warm(bool journalled)
    {
        using TempFolder folder = new();
        TickPipelineOptions options = new()
        {
            Instruments = DefaultInstruments.Create(),
            FeedNames = ["capture"],
            Journal = journalled ? JournalWriter.Open(Path.Combine(folder.Path, "journal")) : null,
        };
        Watcher watcher = new();
        using TickPipeline pipeline = new(Rules.Bind(Watching), options, static (in MarketEvent _) => null, watcher);
        MarketEvent[] events = Events(rounds: 8);
        long least = long.MaxValue;
        for (int start = 0; start < events.Length; start += Round)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = start; i < start + Round; i++)
            {
                pipeline.Process(events[i]);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.True(pipeline.Counters.Transactions > events.Length / 2, "the market was too quiet to show anything");
        Assert.True(pipeline.Counters.DerivedChanges > events.Length / 8, "the rules were too quiet to show anything");
        Assert.Empty(watcher.Decisions);
    }

    /// <summary>Decided once and held; from then on every quote of the spot market moves its size, and the veto's and cap's rows stay.</summary>
    private const string Proposing = """
        Use market!

        decide decision(Sym, Action, Size) from propose [key([Sym]), veto(veto), cap(cap)].

        #[id("always")]
        propose(Sym, {/kind: /long, /venue: /binance_spot}, Size) :- quote(/binance_spot, Sym, _, _, Size, _), feed(/binance_spot, Sym, /live).
        veto(Sym, /dear) :- quote(/binance_spot, Sym, Bid, _, _, _), Bid > 1000000.0.
        cap(Sym, 1000.0) :- propose(Sym, _, _).
        """;

    /// <summary>While something is proposed most ticks end here: a resolution that brings no news (docs/adr/0190).</summary>
    [Fact]
    public void A_tick_that_moves_the_size_of_what_stands_leaves_little_behind()
    {
        const int MostBytes = 700;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), FeedNames = ["capture"] };
        Watcher watcher = new();
        using TickPipeline pipeline = new(Rules.Bind(Proposing), options, static (in MarketEvent _) => null, watcher);
        MarketEvent[] events = [.. Events(rounds: 10).Where(static e => e.Kind == MarketEventKind.Quote && e.Instrument.Venue == "/binance_spot")];
        int round = events.Length / 5;
        long least = long.MaxValue;
        for (int start = 0; start + round <= events.Length; start += round)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = start; i < start + round; i++)
            {
                pipeline.Process(events[i]);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Single(watcher.Decisions);
        Assert.True(pipeline.Counters.DerivedChanges > events.Length, "sizes did not move");
        Assert.True(least < (long)MostBytes * round, $"{least / round} bytes a tick");
    }

    private static MarketEvent[] Events(int rounds)
    {
        Market spot = new() { Instrument = new Instrument("/binance_spot", "BTCUSDT") };
        Market swap = new();
        Random random = new(5);
        return [.. Enumerable.Range(0, rounds * Round).Select(i =>
        {
            Market market = i % 2 == 0 ? spot : swap;
            int at = 1_000 + (i * 3);
            int cents = random.Next(100);
            return random.Next(4) == 0 ? market.Trade(at, $"100.{cents:D2}") : market.Quote(at, $"100.{cents:D2}", $"101.{cents:D2}", $"{1 + random.Next(9)}.{random.Next(10)}");
        })];
    }
}
