using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Rules that look back further than the tape are told the rest by the journal: they are what a build from scratch would be.</summary>
public sealed class JournalHistoryTests
{
    private const int Ticks = 60;

    private const string Present = """
        Use decisions!

        high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
        """;

    private static readonly string _lookingBack = Present + """

        peak(Sym, P) :- quote(_, Sym, Bid, _, _, _) over [0s, 2s] |> do fn:group_by(Sym), let P = fn:max(Bid).
        up(Venue, Sym) :- high(Venue, Sym, _).
        steady(Venue, Sym) :- up(Venue, Sym), [-[0ms, 400ms] up(Venue, Sym).
        #[id("dip")]
        veto(Sym, /dip) :- peak(Sym, P), P < 100.4.
        """;

    private static readonly string _storing = _lookingBack + """

        assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.5.
        retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.6.
        lately(Sym, N) :- quote(_, Sym, Bid, _, _, _) over rows 12 |> do fn:group_by(Sym), let N = fn:count().
        """;

    public static TheoryData<int> Capacities => [.. Enumerable.Range(1, 14), 20, 33];

    /// <summary>The tape keeps so many transactions, so the seam of journal and tape falls behind every one of the last dozen.</summary>
    [Theory]
    [MemberData(nameof(Capacities))]
    public void At_every_seam_of_journal_and_tape_nothing_is_missing_and_nothing_twice(int capacity)
    {
        foreach (string after in new[] { _lookingBack, _storing })
        {
            using TempFolder folder = new();
            using SwitchedRun run = Run(folder["journal"], after, capacity, out PackView? staged);

            Assert.Null(staged!.WarmsUntil);
            BoundProgram[] programs = [TestRules.Bind(Present), TestRules.Bind(after)];
            FromScratch expected = FromScratch.Follow(new JournalReader(folder["journal"]).ReadAll(), programs.ToDictionary(static p => p.Version, StringComparer.Ordinal));
            Assert.Equal(expected.Decisions, run.Watcher.Decisions.Select(static d => $"{d.Decision.At} {d.Decision.RuleId} {d.Decision}"));
            Assert.All(programs[1].Predicates, p => Assert.Equal(expected.Session.FactsOf(p.Name), run.Pipeline.LiveSession.FactsOf(p.Name)));
            Assert.Null(JournalReplay.Of(folder["journal"]).FirstDifference);
            Assert.Empty(JournalAudit.Of(folder["journal"]).Faults);
        }
    }

    [Fact]
    public void Without_a_journal_rules_that_look_back_further_than_the_tape_warm()
    {
        using SwitchedRun run = Run(null, _lookingBack, 5, out PackView? staged);
        Assert.NotNull(staged!.WarmsUntil);
    }

    public static TheoryData<string, string> Accidents => new()
    {
        { "deleted", "CSR7106" },
        { "cut off", "CSR7107" },
        { "altered", "CSR7103" },
    };

    [Theory]
    [MemberData(nameof(Accidents))]
    public void A_journal_that_cannot_be_read_meanwhile_tells_rules_nothing_and_says_why(string accident, string code)
    {
        using TempFolder folder = new();
        using SwitchedRun run = Run(folder["journal"], _lookingBack, 5, out PackView? staged, () => Break(Path.Combine(folder["journal"], "journal-000001.log"), accident));

        Assert.NotNull(staged!.WarmsUntil); // entries are vetoed until then
        GateStep history = Assert.Single(staged.Report!.Steps, static s => s.Name == "history");
        Assert.Equal(StepOutcome.Noted, history.Outcome);
        Diagnostic told = Assert.Single(history.Diagnostics);
        Assert.Equal((code, DiagnosticSeverity.Warning), (told.Code, told.Severity));
        Assert.Contains(accident == "altered" ? "journal-000001.log" : folder["journal"], told.Message, StringComparison.Ordinal);
    }

    private static void Break(string segment, string accident)
    {
        byte[] bytes = File.ReadAllBytes(segment);
        File.Delete(segment);
        switch (accident)
        {
            case "cut off": File.WriteAllBytes(segment, bytes[..(bytes.Length / 2)]); break;
            case "altered": bytes[bytes.Length / 2] ^= 1; File.WriteAllBytes(segment, bytes); break;
            default: break;
        }
    }

    private static SwitchedRun Run(string? journal, string after, int capacity, out PackView? staged, Action? meanwhile = null)
    {
        MarketEvent[] market = WalkingMarket.Events(Ticks);
        PackView? found = null;
        JournalWriter? writer = journal is null ? null : JournalWriter.Open(journal, new JournalOptions { BufferBytes = 1 });
        SwitchedRun run = new(TestRules.Bind(Present), new ListFeed(market), [], null, capacity, SwitchedRun.Policy with { ReplayTransactions = 3 }, new TickPipelineOptions { Instruments = DefaultInstruments.Create(), Journal = writer });
        run.OnTick = tick =>
        {
            run.Keeper.Pump();
            if (tick == 45)
            {
                meanwhile?.Invoke();
                found = run.Switch(after);
            }
        };
        run.Run();
        staged = found;
        return run;
    }
}
