using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A mirror shows the state of the run it follows, however seldom it is looked into, and never makes the run wait.</summary>
public sealed class MirrorTests
{
    /// <summary>Facts with a time to live and a window: the state depends on when things happened.</summary>
    private const string WithPast = TestPrograms.WithPast;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void Looked_into_every_so_many_events_it_equals_evaluating_from_scratch(int every)
    {
        BoundProgram program = Rules.Bind(Rules.Eager);
        int looks = 0;

        Follow(program, every, RunMirror.DefaultCapacity, (pipeline, mirrored) =>
        {
            looks++;
            if (every > 1 || looks % 50 == 0)
            {
                EqualsFromScratch(program, mirrored);
            }
        });

        Assert.True(looks > 3);
    }

    [Fact]
    public void A_state_without_a_past_is_never_lost_however_seldom_it_is_looked_at()
    {
        BoundProgram program = Rules.Bind(Rules.Eager);
        int looks = 0, missed = 0;
        MirroredState? last = Follow(program, 400, capacity: 50, (pipeline, mirrored) =>
        {
            looks++;
            Assert.Equal(pipeline.Counters.Transactions, mirrored.Sequence);
            EqualsFromScratch(program, mirrored);
        }, () => missed++);

        Assert.True(looks > 3 && missed == 0 && last is not null, $"{looks} looks, {missed} of them without a state");
    }

    [Fact]
    public async Task A_reader_beside_a_run_at_full_speed_sees_whole_transactions_in_order_and_the_last_one_at_the_end()
    {
        BoundProgram program = Rules.Bind(Rules.Eager);
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MirrorCapacity = RunMirror.DefaultCapacity };
        Follow(program, 1, RunMirror.DefaultCapacity, static (_, _) => { }, events: 300); // or the run is over before the reader is compiled
        using MarketRun run = new(program, [Runs.Simulated(3, seconds: 120)], options, new Watcher());
        Task running = Task.Factory.StartNew(() => run.Run(null, CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        List<long> seen = [];
        while (!running.IsCompleted)
        {
            if (run.Pipeline.Mirror!.Refresh() is { } state)
            {
                seen.Add(state.Sequence);
                if (seen.Count % 20 == 0)
                {
                    EqualsFromScratch(program, state);
                }
            }
        }

        await running;
        MirroredState last = run.Pipeline.Mirror!.Refresh()!;

        EqualsFromScratch(program, last);
        Assert.True(seen.Count > 5, $"only {seen.Count} looks");
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(run.Pipeline.Counters.Transactions, last.Sequence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    public void A_program_with_a_past_is_followed_transaction_by_transaction(int every)
    {
        BoundProgram program = Rules.Bind(WithPast);
        MirroredState often = Follow(program, 1, RunMirror.DefaultCapacity, static (_, _) => { }, events: 300)!;
        MirroredState seldom = Follow(program, every, RunMirror.DefaultCapacity, static (_, _) => { }, events: 300)!;

        Assert.NotEmpty(seldom.Session.FactsOf("recent"));
        Assert.Equal(TestPrograms.FactsOf(program, often.Session), TestPrograms.FactsOf(program, seldom.Session));
    }

    [Fact]
    public void A_past_that_was_lost_is_never_made_up()
    {
        MirrorLostException? lost = null;
        TestPrograms.Drive(Rules.Bind(WithPast), capacity: 20, events: 300, static _ => { }, atEnd: pipeline => lost = Assert.Throws<MirrorLostException>(() => pipeline.Mirror!.Refresh()));

        Assert.Contains("keep a past", lost!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_past_that_was_lost_is_told_again_and_answers_once_its_windows_are_full()
    {
        BoundProgram program = Rules.Bind(WithPast);
        List<string> faults = [];
        List<(long Sequence, string[] Facts)> told = [];
        Dictionary<long, string[]> known = [];
        Drive(program, RunMirror.DefaultCapacity, 1, (_, state) => known[state!.Sequence] = [.. TestPrograms.FactsOf(program, state.Session)], static (lost, _) => Assert.Fail(lost.Message));
        Drive(program, 500, 1, (pipeline, state) => told.Add((state!.Sequence, [.. TestPrograms.FactsOf(program, state.Session)])), (lost, pipeline) =>
        {
            faults.Add(lost.Message);
            if (pipeline.Mirror!.IsLost)
            {
                pipeline.Mirror.AskForSnapshot();
            }
        }, looksFrom: 1_000);

        Assert.Contains(faults, static f => f.Contains("fell more than 500 changes behind", StringComparison.Ordinal));
        Assert.Contains(faults, static f => f.Contains("their windows are full at", StringComparison.Ordinal));
        Assert.True(told.Count > 300, $"{told.Count} states after {faults.Count} faults");
        Assert.All(told, state => Assert.Equal(known[state.Sequence], state.Facts));
    }

    [Theory]
    [InlineData("buffered(Sym, Bid) :- quote(_, Sym, Bid, _, _, _) over rows 5.", "window")]
    public void A_past_without_a_bound_is_never_made_up(string rule, string words)
    {
        List<string> faults = [];
        Drive(Rules.Bind("Use market!\n" + rule), 500, 1, static (_, _) => Assert.Fail("a state was made up"), (lost, pipeline) =>
        {
            faults.Add(lost.Message);
            pipeline.Mirror!.AskForSnapshot();
        }, looksFrom: 1_000);

        Assert.Contains(words, faults[^1], StringComparison.Ordinal);
        Assert.Contains("without a bound", faults[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_agendas_results_are_those_of_the_same_transaction()
    {
        BoundProgram program = Rules.Bind(Rules.Eager);
        Follow(program, 13, RunMirror.DefaultCapacity, (pipeline, mirrored) =>
        {
            Assert.Equal(program.Decides.Length, mirrored.Agendas.Count);
            Assert.All(mirrored.Agendas.SelectMany(static a => a.NonDecisions), struck => Assert.True(mirrored.Session.Holds(struck.Candidate.Fact), $"the mirror does not have {struck.Candidate.Fact}"));
        });
    }

    [Fact]
    public void A_run_that_is_mirrored_decides_as_one_that_is_not()
    {
        Watcher mirrored = new(), alone = new();
        BoundProgram program = Rules.Bind(Rules.Eager);
        Runs.Run(program, Runs.Simulated(5), mirrored, options: new TickPipelineOptions { Instruments = DefaultInstruments.Create(), MirrorCapacity = 10 });
        Runs.Run(program, Runs.Simulated(5), alone);

        Assert.NotEmpty(alone.Decisions);
        Assert.Equal(alone.Decisions.Select(static d => d.Decision.Id), mirrored.Decisions.Select(static d => d.Decision.Id));
    }

    private static void EqualsFromScratch(BoundProgram program, MirroredState mirrored)
    {
        RuleSession anew = RuleSession.Start(program, RuleEngineKind.Reference, SessionLimits.Default, mirrored.GivenFacts());
        anew.Session.Commit(mirrored.At, []);
        Assert.Equal(TestPrograms.FactsOf(program, anew.Session), TestPrograms.FactsOf(program, mirrored.Session));
    }

    /// <summary>Runs a simulated market, looking into the mirror every so many events from some event on; what is seen, and what is not.</summary>
    private static void Drive(BoundProgram program, int capacity, int every, Action<TickPipeline, MirroredState?> seen, Action<MirrorLostException, TickPipeline> lost, int looksFrom = 0)
    {
        int count = 0;
        TestPrograms.Drive(program, capacity, 2_500, pipeline =>
        {
            if (++count < looksFrom || count % every != 0)
            {
                return;
            }

            try
            {
                seen(pipeline, pipeline.Mirror!.Refresh());
            }
            catch (MirrorLostException e)
            {
                lost(e, pipeline);
            }
        }, atEnd: static _ => { });
    }

    /// <summary>Runs a simulated market, looking into the mirror every so many events and at the end; the last state seen.</summary>
    private static MirroredState? Follow(BoundProgram program, int every, int capacity, Action<TickPipeline, MirroredState> look, Action? missed = null, int events = 2_500)
    {
        MirroredState? last = null;
        int count = 0;
        void Look(TickPipeline pipeline)
        {
            last = pipeline.Mirror!.Refresh();
            if (last is null)
            {
                missed?.Invoke();
            }
            else
            {
                look(pipeline, last);
            }
        }

        TestPrograms.Drive(program, capacity, events, pipeline =>
        {
            if (++count % every == 0 || (last is null && count > every))
            {
                Look(pipeline);
            }
        }, atEnd: Look);
        return last;
    }
}
