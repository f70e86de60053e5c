using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>What was held when a run was killed is held when it goes on: exits come, once, and caps count what is held.</summary>
public sealed class RestartedAccountTests
{
    private const string Rules = """
        Use market!

        Decl propose(Sym, Action, Size, Confidence) bound [/string, .Struct</kind: /name, opt /venue: /name>, /dec8, /float64].
        Decl veto(Sym, Reason) bound [/string, /name].
        Decl cap(Sym, Left) bound [/string, /dec8].
        decide decision(Sym, Action, Size) from propose [key([Sym]), veto(veto, except: [/exit]), cap(cap, except: [/exit]), cooldown(1s), classes([/exit, /entry])].
        veto(Sym, /stopped) :- trading_state(_, /halted), quote(_, Sym, _, _, _, _).

        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        cap(Sym, Left) :- position(Sym, Q), Left = 0.6 - Q.
        cap(Sym, 0.6) :- quote(_, Sym, _, _, _, _).

        #[id("leave"), class(/exit), priority(2000)]
        propose(Sym, {/kind: /exit_all}, Q, 1.0) :- position(Sym, Q), Q > 0.0, quote(_, Sym, Bid, _, _, _), Bid < 99.0.
        """;

    private static readonly Market _market = new();

    /// <summary>Up, so that the rules enter; later down, so that they leave; and once more, when there is nothing to leave.</summary>
    private static readonly MarketEvent[] _events =
    [
        _market.Quote(1_000, "99.9", "99.91"), _market.Quote(1_500, "100.5", "100.51"), _market.Quote(2_000, "100.6", "100.61"), _market.Quote(2_500, "100.4", "100.41"),
        _market.Quote(8_000, "100.2", "100.21"), _market.Quote(8_500, "98.0", "98.01"), _market.Quote(9_000, "97.9", "97.91"), _market.Quote(9_500, "99.5", "99.51"), _market.Quote(10_000, "98.1", "98.11"),
    ];

    [Theory]
    [InlineData(2)] // right after the entry, and the market goes on at once
    [InlineData(4)] // and after a silence of seconds
    [InlineData(5)]
    public void After_a_kill_between_entry_and_exit_the_exit_comes_once(int killedAfter)
    {
        using TempFolder folder = new();
        Assert.Equal(["buy"], Run(folder["journal"], _events[..killedAfter], restart: false, out _));

        string[] decided = Run(folder["journal"], _events[killedAfter..], restart: true, out PositionBook book);

        Assert.Equal(["leave"], decided.Where(static d => d != "buy"));
        Assert.True(book.Get(new InstrumentId(Market.Venue, Market.Symbol)).IsFlat);
        Assert.Null(JournalReplay.Of(folder["journal"]).FirstDifference);
        Assert.Empty(JournalAudit.Of(folder["journal"]).Faults);
    }

    [Fact]
    public void A_cap_counts_what_was_held_before_the_kill()
    {
        using TempFolder folder = new();
        Run(folder["journal"], _events[..2], restart: false, out _);

        // Another rule enters where the first did not: only a tenth is left.
        string second = Rules + """

            #[id("add"), class(/entry), priority(20)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.4, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.3.
            """;
        Run(folder["journal"], [_market.Quote(60_000, "100.0", "100.01"), _market.Quote(60_500, "99.95", "99.96"), _market.Quote(61_000, "100.7", "100.71")], restart: true, out PositionBook book, second);

        Assert.True(book.Get(new InstrumentId(Market.Venue, Market.Symbol)).Quantity <= Dec8.Parse("0.6"));
    }

    [Fact]
    public void Profit_and_equity_are_those_of_a_run_that_never_stopped()
    {
        using TempFolder folder = new();
        Run(folder["whole"], _events[..7], restart: false, out PositionBook whole);
        Run(folder["journal"], _events[..3], restart: false, out _);
        Run(folder["journal"], _events[3..7], restart: true, out PositionBook joined);

        Assert.Equal(whole.RealisedPnl, joined.RealisedPnl);
        Assert.Equal(whole.Equity, joined.Equity);
        Assert.Equal(whole.PeakEquity, joined.PeakEquity);
    }

    [Fact]
    public void Where_the_markets_clock_begins_again_positions_stay_and_windows_do_not()
    {
        using TempFolder folder = new();
        Run(folder["journal"], _events[..3], restart: false, out _);
        string[] decided = Run(folder["journal"], [_market.Quote(100, "100.1", "100.11"), _market.Quote(600, "98.5", "98.51"), _market.Quote(1_100, "98.4", "98.41")], restart: true, out PositionBook book);

        Assert.Equal(["leave"], decided);
        Assert.True(book.Get(new InstrumentId(Market.Venue, Market.Symbol)).IsFlat);
        Assert.Null(JournalReplay.Of(folder["journal"]).FirstDifference);
        Assert.Empty(JournalAudit.Of(folder["journal"]).Faults);
    }

    [Fact]
    public void For_a_feed_that_may_be_long_in_coming_nobody_waits_and_the_market_counts_as_having_been_silent()
    {
        using TempFolder folder = new();
        Run(folder["journal"], _events[..2], restart: false, out _);
        JournalRestart past = JournalRestart.Of(folder["journal"]);
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Remembered = past.Emitted, Past = past.Past };
        using MarketRun run = new(past.Program!, [new SilentFeed()], options, new Watcher());

        Assert.Empty(run.Pipeline.LiveSession.FactsOf("quote"));
        Assert.Equal("position(\"BTCUSDT\", 0.5)", Assert.Single(run.Pipeline.LiveSession.FactsOf("position")).ToString());
    }

    private static string[] Run(string journal, MarketEvent[] events, bool restart, out PositionBook book, string rules = Rules)
    {
        JournalRestart? past = restart ? JournalRestart.Of(journal) : null;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Remembered = past?.Emitted, Past = past?.Past };
        using SwitchedRun run = new(rules, new ListFeed(events), [], journal, options: options);
        run.Run();
        book = run.Pipeline.Positions;
        return [.. run.Watcher.Decisions.Select(static d => d.Decision.RuleId)];
    }

    /// <summary>A market of which nothing is heard.</summary>
    private sealed class SilentFeed : IMarketFeed
    {
        private readonly ManualResetEventSlim _over = new();

        public string Name => "silent";

        public FeedStatistics Statistics { get; } = new();

        public bool MayWait => true;

        public bool TryNext(out MarketEvent marketEvent)
        {
            _over.Wait();
            marketEvent = default;
            return false;
        }

        public void Dispose() => _over.Set();
    }
}
