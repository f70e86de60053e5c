using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Where a past cannot fill windows, entries are vetoed until they are full, exits are not, and everybody can see it.</summary>
public sealed class WarmingTests
{
    private const string Rules = """
        Use decisions!

        peak(Sym, P) :- quote(_, Sym, Bid, _, _, _) over [0s, 5s] |> do fn:group_by(Sym), let P = fn:max(Bid).
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), peak(Sym, P), Bid >= P, !position_held(Sym).
        position_held(Sym) :- position(Sym, Q), Q > 0.0.
        #[id("leave"), class(/exit), priority(2000)]
        propose(Sym, {/kind: /exit_all}, Q, 1.0) :- position(Sym, Q), Q > 0.0, quote(_, Sym, Bid, _, _, _), Bid < 99.0.
        """;

    private static readonly Market _market = new();

    [Fact]
    public void A_run_whose_clock_began_again_vetoes_entries_until_its_windows_are_full_and_says_so()
    {
        using TempFolder folder = new();
        using (SwitchedRun first = new(Rules, new ListFeed(_market.Quote(500_000, "100.0", "100.01"), _market.Quote(500_100, "100.1", "100.11")), [], folder["journal"]))
        {
            first.Run();
            Assert.NotEmpty(first.Watcher.Decisions);
        }

        JournalRestart past = JournalRestart.Of(folder["journal"]);
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Remembered = past.Emitted, Past = past.Past };
        MarketEvent[] events = [_market.Quote(1_000, "98.0", "98.01"), _market.Quote(2_000, "98.1", "98.11"), _market.Quote(3_000, "98.2", "98.21"), _market.Quote(9_000, "98.3", "98.31"), _market.Quote(9_100, "98.4", "98.41"), _market.Quote(20_000, "98.5", "98.51"), _market.Quote(20_100, "98.6", "98.61")];
        using SwitchedRun run = new(Rules, new ListFeed(events), [], folder["journal"], options: options);
        List<EventTime?> seen = [];
        run.OnTick = _ =>
        {
            run.Keeper.Pump();
            seen.Add(run.Keeper.Packs[0].WarmsUntil);
        };
        run.Run();

        EventTime full = run.Pipeline.WarmsUntil!.Value;
        Assert.True(full >= EventTime.FromMilliseconds(6_000), full.ToString());
        Assert.Equal(full, seen[0]); // on the list of packs
        Assert.Equal("leave", run.Watcher.Decisions[0].Decision.RuleId); // exits are allowed
        Assert.True(run.Watcher.Decisions.Count > 1);
        Assert.All(run.Watcher.Decisions.Skip(1), d => Assert.True(d.Decision.At >= full));
        Assert.Null(JournalReplay.Of(folder["journal"]).FirstDifference);
        Assert.Empty(JournalAudit.Of(folder["journal"]).Faults);
        Assert.Contains("warming", WhyNot(folder["journal"], EventTime.FromMilliseconds(3_000)), StringComparison.Ordinal);
        Assert.DoesNotContain("warming", WhyNot(folder["journal"], EventTime.FromMilliseconds(20_050)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_packs_no_longer_says_warming_once_windows_are_full()
    {
        using SwitchedRun run = new("""
            Use decisions!
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
            """, new ListFeed(WalkingMarket.Events(150)), [], null, 5, SwitchedRun.Policy with { ReplayTransactions = 3 });
        List<bool> warms = [];
        run.OnTick = tick =>
        {
            run.Keeper.Pump();
            if (tick == 40)
            {
                run.Switch(Rules);
            }

            warms.Add(run.Keeper.Packs[^1].WarmsUntil is not null);
        };
        run.Run();

        Assert.True(warms[42]);
        Assert.False(warms[^1]);
    }

    private static string WhyNot(string journal, EventTime at)
    {
        DiagnosticBag faults = new();
        ReplayedRun run = new RunReplay(journal).To(null, at, RunChange.None, faults)!;
        Question question = QuestionReader.Read(run.Program, "decision(\"BTCUSDT\", {/kind: /long, /venue: /binance_usdm}, _)", run.Session.ParamOf, faults)!;
        WhyNotReport report = Explain.WhyNot.OfDecision(run.Session, run.Program, question.Pattern, question.Decide!, run.Agendas[0]);
        return Explanation.Of(report).ToText();
    }
}
