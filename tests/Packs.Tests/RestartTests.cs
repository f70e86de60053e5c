using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A run that goes on with the journal of one that was killed knows what it would know had it never stopped.</summary>
public sealed class RestartTests
{
    private const int Ticks = 90;

    /// <summary>More with SCALP_LONG_TESTS set.</summary>
    private static readonly int Kills = Environment.GetEnvironmentVariable("SCALP_LONG_TESTS") is null ? 12 : 200;

    /// <summary>One of everything that keeps a past: a window, a held condition, a window of rows, stored rows, hysteresis, expiry; and a position that is left by an exit.</summary>
    private const string AllThatKeepsAPast = """
        Use market!
        Use venues!

        Decl propose(Sym, Action, Size, Confidence) bound [/string, .Struct</kind: /name, opt /venue: /name>, /dec8, /float64].
        Decl veto(Sym, Reason) bound [/string, /name].
        decide decision(Sym, Action, Size) from propose [key([Sym]), veto(veto, except: [/exit]), cooldown(2s), classes([/exit, /entry])].
        veto(Sym, /no_price) :- quote(_, Sym, Bid, _, _, _), Bid <= 0.0.

        high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        peak(Sym, P) :- quote(_, Sym, Bid, _, _, _) over [0s, 3s] |> do fn:group_by(Sym), let P = fn:max(Bid).
        steady(Venue, Sym) :- high(Venue, Sym, _), [-[0ms, 400ms] up(Venue, Sym).
        up(Venue, Sym) :- high(Venue, Sym, _).
        lately(Sym, N) :- quote(_, Sym, Bid, _, _, _) over rows 5 |> do fn:group_by(Sym), let N = fn:count().
        #[id("hy"), hysteresis(enter: 100.2, exit: 99.8)]
        strong(Venue, Sym) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.2.
        assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.5.
        retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.5.

        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- strong(Venue, Sym), armed(Sym), !position_held(Sym).
        position_held(Sym) :- position(Sym, Q), Q > 0.4.
        #[id("leave"), class(/exit), priority(100)]
        propose(Sym, {/kind: /exit_all}, Q, 1.0) :- position(Sym, Q), Q > 0.0, quote(_, Sym, Bid, _, _, _), Bid < 99.6.
        """;

    /// <summary>What does not rest on orders: a run killed between a decision and its record decides anew, and so later.</summary>
    private static readonly string[] _ofTheMarket = ["quote", "high", "peak", "steady", "up", "lately", "strong", "armed"];

    [Fact]
    public void After_a_kill_between_two_ticks_every_relation_is_that_of_a_run_that_never_stopped()
    {
        int decided = 0, compared = AfterKills(TicksOf, TestRules.Bind(AllThatKeepsAPast).Predicates.Select(static p => p.Name), ref decided);
        Assert.True(compared > Kills * 20, $"{compared} states compared");
        Assert.True(decided > Kills, $"{decided} decisions after restarts");
    }

    [Fact]
    public void After_a_kill_at_any_byte_everything_that_rests_on_the_market_is_that_of_a_run_that_never_stopped()
    {
        int decided = 0;
        Assert.True(AfterKills(static (records, bytes) => [records.Where(static r => r.Type == JournalRecordType.FactChanges).ElementAt(2).Place.Offset, bytes], _ofTheMarket, ref decided) > Kills * 20);
    }

    /// <summary>Where ticks begin in a journal.</summary>
    private static long[] TicksOf(JournalRecord[] records, long bytes) =>
        [.. records.Where((r, i) => r.Type is JournalRecordType.FactChanges or JournalRecordType.Timer && r.At > records[i - 1].At).Select(static r => r.Place.Offset)];

    /// <param name="places">Offsets to cut at; of two any byte between them.</param>
    /// <param name="predicates">Whose relations are compared after each tick.</param>
    /// <param name="decided">Counts decisions after restarts.</param>
    /// <returns>States compared.</returns>
    private static int AfterKills(Func<JournalRecord[], long, long[]> places, IEnumerable<string> predicates, ref int decided)
    {
        using TempFolder folder = new();
        MarketEvent[] market = WalkingMarket.Events(Ticks);
        string[] names = [.. predicates];
        Dictionary<EventTime, string> whole = [];
        Run(TestRules.Bind(AllThatKeepsAPast), market, folder["whole"], null, names, whole);
        long[] cuts = places([.. new JournalReader(folder["whole"]).ReadAll()], new FileInfo(SegmentOf(folder["whole"])).Length);
        int compared = 0;
        for (int i = 0; i < Kills; i++)
        {
            uint chance = unchecked((uint)(i + 1) * 2_654_435_761);
            string journal = folder[$"kill{i}"];
            Cut(folder["whole"], journal, cuts.Length == 2 ? cuts[0] + (chance % (cuts[1] - cuts[0])) : cuts[chance % cuts.Length]);
            JournalRestart restart = JournalRestart.Of(journal);
            (JournalRecord cut, EventTime resumes) = Seam(folder["whole"], journal);
            Dictionary<EventTime, string> after = [];
            decided += Run(restart.Program!, [.. market.Where(e => e.Time >= resumes)], journal, restart, names, after);
            Assert.All(after, seen => Assert.True(whole[seen.Key] == seen.Value, $"{cut.Place} {cut.Type}\n-{string.Join("\n-", whole[seen.Key].Split('\n').Except(seen.Value.Split('\n')))}\n+{string.Join("\n+", seen.Value.Split('\n').Except(whole[seen.Key].Split('\n')))}"));
            compared += after.Count;
            Assert.Null(JournalReplay.Of(journal).FirstDifference);
            Assert.Empty(JournalAudit.Of(journal).Faults);
        }

        return compared;
    }

    /// <summary>The last transaction of what is left, and the time of the tick that comes next: a tick that told nothing left no trace.</summary>
    private static (JournalRecord Last, EventTime Next) Seam(string whole, string left)
    {
        JournalRecord last = new JournalReader(left).ReadAll().Last(static r => r.Type is JournalRecordType.FactChanges or JournalRecordType.Timer);
        JournalRecord? next = new JournalReader(whole).ReadAll()
            .FirstOrDefault(r => r.Type == JournalRecordType.FactChanges && r.Place.Record > last.Place.Record && (r.At > last.At || last.Type == JournalRecordType.Timer));
        return (last, next?.At ?? new EventTime(long.MaxValue));
    }

    /// <summary>Runs to the end; the state after each tick, by the tick's time.</summary>
    private static int Run(BoundProgram program, MarketEvent[] market, string journal, JournalRestart? restart, string[] names, Dictionary<EventTime, string> states)
    {
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Remembered = restart?.Emitted, Past = restart?.Past };
        using SwitchedRun run = new(program, new ListFeed(market), [], journal, options: options);
        run.OnTick = tick =>
        {
            if (tick > 0)
            {
                states[market[tick - 1].Time] = StateOf(names, run.Pipeline);
            }
        };
        run.Run();
        if (market.Length > 0)
        {
            states[market[^1].Time] = StateOf(names, run.Pipeline);
        }

        return run.Watcher.Decisions.Count;
    }

    private static string StateOf(string[] names, TickPipeline pipeline) =>
        string.Join('\n', names.SelectMany(pipeline.LiveSession.FactsOf).Select(static f => f.ToString()));

    private static string SegmentOf(string journal) => Assert.Single(Directory.GetFiles(journal, "*.log"));

    /// <summary>A journal as a kill leaves it: its first bytes.</summary>
    private static void Cut(string journal, string copy, long bytes)
    {
        Directory.CreateDirectory(copy);
        File.WriteAllBytes(Path.Combine(copy, Path.GetFileName(SegmentOf(journal))), File.ReadAllBytes(SegmentOf(journal))[..(int)bytes]);
    }
}
