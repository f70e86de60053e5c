using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Many reloads (40; 200 with SCALP_LONG_TESTS set) while the market runs as fast as it can: the desk works on its own thread, and where each switch falls is left to chance.</summary>
public sealed class ManyReloadsTests
{
    /// <summary>What the gate's replay finds is tested elsewhere; at its usual length it was most of the time that this test took, and the oracle's, since the market goes on meanwhile.</summary>
    private static readonly PackPolicy _policy = SwitchedRun.Policy with { ReplayTransactions = 200 };

    private static readonly int Reloads = Environment.GetEnvironmentVariable("SCALP_LONG_TESTS") is null ? 40 : 200;

    [Fact]
    public async Task Reloads_at_full_speed_decide_what_each_version_would_have_decided_from_the_start()
    {
        using TempFolder folder = new();
        Dictionary<string, BoundProgram> programs = new(StringComparer.Ordinal);
        Watcher watcher = new();
        int ticks = 0;
        using (MarketRun run = new(Bound(0, programs), [new EndlessWalk()], Options(folder["journal"]), watcher))
        {
            using PackDesk desk = new(run.Pipeline, _policy);
            using CancellationTokenSource stop = new();
            Task reloading = Task.Run(() => Reload(desk, programs)).ContinueWith(done => { stop.Cancel(); done.GetAwaiter().GetResult(); }, TaskScheduler.Default);
            run.Run(_ => ticks++, stop.Token);
            await reloading;
            Assert.Equal(ticks, run.Pipeline.Counters.Ticks);
        }

        JournalRecord[] journal = [.. new JournalReader(folder["journal"]).ReadAll()];
        Assert.Equal(Reloads, journal.Count(static r => r.Type == JournalRecordType.PackChanged));
        AssertNothingLost(journal);
        OpenLedger.Follow(journal, programs, watcher.Decisions.Select(static d => $"{d.Decision.At} {d.Decision.RuleId} {d.Decision}"));
        Assert.Null(JournalReplay.Of(journal).FirstDifference);
    }

    private static async Task Reload(PackDesk desk, Dictionary<string, BoundProgram> programs)
    {
        for (int i = 1; i <= Reloads; i++)
        {
            PackView staged = await desk.Stage(PackSources.Of([("test.rules", Text(i))]), "test");
            Assert.True(staged.State is PackState.Ready or PackState.Previous, staged.Cause);
            lock (programs)
            {
                Bound(i, programs);
            }

            Assert.Equal(PackState.Active, (await desk.Activate(staged.Version, "test")).State);
        }
    }

    /// <summary>Transactions are numbered without a gap and without a repetition, timers and those of fills included.</summary>
    private static void AssertNothingLost(JournalRecord[] journal)
    {
        long[] numbers = [.. journal.Where(static r => r.Type is JournalRecordType.FactChanges or JournalRecordType.Timer).Select(static r => r.Sequence)];
        Assert.Equal(Enumerable.Range(1, numbers.Length).Select(static n => (long)n), numbers);
    }

    /// <summary>Every version differs from the one before in its threshold, every third in what it looks at.</summary>
    private static string Text(int version)
    {
        string bound = (99.6 + (version % 9 * 0.1)).ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
        string extra = version % 3 == 0 ? $"other(V, {version}) :- price(V, _, P), P > {bound}.\n" : "";
        return $$"""
            Use decisions!

            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > {{bound}}.
            #[id("buy.{{version % 2}}"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            {{extra}}unique({{version}}).
            """;
    }

    private static BoundProgram Bound(int version, Dictionary<string, BoundProgram> programs)
    {
        BoundProgram program = TestRules.Bind(Text(version));
        programs[program.Version] = program;
        return program;
    }

    private static TickPipelineOptions Options(string journal) =>
        new() { Instruments = DefaultInstruments.Create(), KeepsTape = true, Journal = JournalWriter.Open(journal), RecordNonDecisionsEvery = 0 };

    /// <summary>The walking market, on and on; a little slower than full speed every hundred ticks, so that the test's oracle has an end.</summary>
    private sealed class EndlessWalk : IMarketFeed
    {
        private const int Round = 400;

        private int _next;

        public string Name => "walk";

        public FeedStatistics Statistics { get; } = new();

        public bool TryNext(out MarketEvent marketEvent)
        {
            Thread.Sleep(_next % 10 == 0 ? 1 : 0);
            marketEvent = WalkingMarket.At(_next, 90, _next / Round % 2 == 0 ? 0.0 : 0.15);
            _next++;
            return true;
        }

        public void Dispose()
        {
        }
    }
}
