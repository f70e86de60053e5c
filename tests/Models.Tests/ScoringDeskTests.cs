using System.Diagnostics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models.Tests;

public sealed class ScoringDeskTests
{
    /// <summary>Longer than any machine stalls.</summary>
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(120);

    [ModelFact]
    public void Many_seats_get_their_own_answers()
    {
        ModelEnsemble ensemble = Shipped.Load("/second");
        using EnsembleScorer scorer = ensemble.CreateScorer(1, new DiagnosticBag());
        using ScoringDesk desk = new(ensemble, TimeProvider.System, new DiagnosticBag()) { LongestWait = _bound };
        ScoringSeat[] seats = [.. Enumerable.Range(0, 8).Select(_ => desk.NewSeat())];
        EnsembleScore alone = scorer.NewScore();
        for (int round = 0; round < 30; round++)
        {
            for (int s = 0; s < seats.Length; s++)
            {
                Shipped.Windows(ensemble.Manifest, 1, (round * 8) + s + 1).CopyTo(seats[s].Rows, 0);
                seats[s].Regime = s % 5;
                seats[s].Ask();
            }

            foreach (ScoringSeat seat in seats)
            {
                Assert.True(desk.Wait(seat));
                Assert.Equal(ScoreState.Done, seat.State);
                Assert.True(scorer.TryScore(seat.Rows, [seat.Regime], [alone]));
                Assert.Equal(alone.Probabilities.ToArray(), seat.Score.Probabilities.ToArray());
                Assert.Equal(ensemble.Manifest.Version, seat.Version);
                seat.Release();
            }
        }

        Assert.Equal(240, desk.Answers);
    }

    [ModelFact]
    public void Rows_that_nobody_knows_fail_and_the_next_ones_are_scored()
    {
        ModelEnsemble ensemble = Shipped.Load("/second");
        using ScoringDesk desk = new(ensemble, TimeProvider.System, new DiagnosticBag()) { LongestWait = _bound };
        ScoringSeat seat = desk.NewSeat();
        seat.Rows[3] = float.NaN;
        seat.Ask();
        Assert.True(desk.Wait(seat));
        Assert.Equal(ScoreState.Failed, seat.State);
        seat.Release();
        seat.Rows[3] = 0;
        seat.Ask();
        Assert.True(desk.Wait(seat));
        Assert.Equal(ScoreState.Done, seat.State);
    }

    [Fact]
    public void A_stuck_model_costs_one_wait_and_then_nothing_until_it_moves()
    {
        using ManualResetEventSlim gate = new();
        EnsembleManifest manifest = Shipped.Registry is var r ? ModelEnsemble.ReadManifest(r.PathOf(r.Find("/second", null)), null) : null!;
        using ScoringDesk desk = new(manifest, new FakeScorer("a", _ => gate.Wait()), TimeProvider.System) { LongestWait = TimeSpan.FromMilliseconds(100) };
        ScoringSeat first = desk.NewSeat(), second = desk.NewSeat();
        first.Ask();
        second.Ask();
        Assert.False(desk.Wait(first));
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < 1000; i++)
        {
            Assert.False(desk.Wait(first));
            Assert.False(desk.Wait(second));
        }

        // Repeated waits would take 200 s.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(100), "waits were repeated");
        first.Release();
        Assert.Equal(ScoreState.Asked, first.State);
        gate.Set();
        Assert.True(SpinWait.SpinUntil(() => first.State == ScoreState.Done && second.State == ScoreState.Done, 120_000));
        first.Release();
        first.Ask();
        Assert.True(SpinWait.SpinUntil(() => desk.Wait(first), 120_000));
    }

    [Fact]
    public void Another_version_takes_over_between_two_scores_and_the_old_one_is_let_go()
    {
        EnsembleManifest manifest = ModelEnsemble.ReadManifest(Shipped.Registry.PathOf(Shipped.Registry.Find("/second", null)), null);
        FakeScorer older = new("older", static _ => { }), newer = new("newer", static _ => { });
        using ScoringDesk desk = new(manifest, older, TimeProvider.System) { LongestWait = _bound };
        ScoringSeat seat = desk.NewSeat();
        List<string> versions = [];
        for (int i = 0; i < 2000; i++)
        {
            if (i == 700)
            {
                desk.Exchange(newer);
            }

            seat.Ask();
            Assert.True(desk.Wait(seat)); // no ask is lost
            versions.Add(seat.Version);
            seat.Release();
        }

        Assert.Equal(2000, desk.Answers);
        Assert.Equal(["older", "newer"], versions.Distinct());
        Assert.Equal(700, versions.IndexOf("newer"));
        Assert.True(older.IsDisposed);
        Assert.False(newer.IsDisposed);
    }

    [ModelFact]
    public void Seats_of_one_round_are_scored_in_one_call_each_as_if_alone()
    {
        ModelEnsemble ensemble = Shipped.Load("/second");
        using EnsembleScorer scorer = ensemble.CreateScorer(1, new DiagnosticBag());
        using ScoringDesk desk = new(ensemble, TimeProvider.System, new DiagnosticBag()) { LongestWait = _bound };
        ScoringSeat[] seats = [.. Enumerable.Range(0, 20).Select(_ => desk.NewSeat())];
        for (int s = 0; s < seats.Length; s++)
        {
            Shipped.Windows(ensemble.Manifest, 1, s + 1).CopyTo(seats[s].Rows, 0);
            seats[s].Regime = s % 5;
            seats[s].AskLater();
        }

        seats[7].Rows[3] = float.NaN; // nobody knows it, which costs the others nothing
        desk.Send();
        EnsembleScore alone = scorer.NewScore();
        foreach (ScoringSeat seat in seats)
        {
            Assert.True(desk.Wait(seat));
            Assert.Equal(seat == seats[7] ? ScoreState.Failed : ScoreState.Done, seat.State);
            if (seat != seats[7])
            {
                Assert.True(scorer.TryScore(seat.Rows, [seat.Regime], [alone]));
                Assert.All(alone.Probabilities.ToArray().Zip(seat.Score.Probabilities.ToArray()), static p => Assert.Equal(p.First, p.Second, 1e-5));
                Assert.Equal((alone.Regime, alone.AttentionBarsAgo), (seat.Score.Regime, seat.Score.AttentionBarsAgo));
            }
        }

        Assert.Equal((1, 20), (desk.Batches, desk.Answers));
    }

    [ModelFact]
    public void Twenty_symbols_a_round_allocate_nothing()
    {
        using ScoringDesk desk = new(Shipped.Load("/second"), TimeProvider.System, new DiagnosticBag()) { LongestWait = _bound };
        ScoringSeat[] seats = [.. Enumerable.Range(0, 20).Select(_ => desk.NewSeat())];
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            foreach (ScoringSeat seat in seats)
            {
                seat.AskLater();
            }

            desk.Send();
            foreach (ScoringSeat seat in seats)
            {
                Assert.True(desk.Wait(seat));
                seat.Release();
            }
        }));
        using EnsembleScorer scorer = Shipped.Load("/second").CreateScorer(20, new DiagnosticBag());
        scorer.Warm();
        float[] windows = Shipped.Windows(Shipped.Load("/second").Manifest, 20, 1);
        int[] regimes = new int[20];
        EnsembleScore[] scores = [.. regimes.Select(_ => scorer.NewScore())];
        int turn = 0;
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            for (int i = 0; i < 20; i++)
            {
                regimes[i] = (turn + (i * i)) % 5; // each time other numbers of windows for the trees
            }

            turn++;
            Assert.True(scorer.TryScore(windows, regimes, scores));
        }));
    }

    [Theory]
    [InlineData(false, "1 2 3")]
    [InlineData(true, "1 5")]
    public void Rounds_are_scored_one_by_one_unless_the_desk_may_join_them(bool joins, string calls)
    {
        using ManualResetEventSlim gate = new();
        EnsembleManifest manifest = ModelEnsemble.ReadManifest(Shipped.Registry.PathOf(Shipped.Registry.Find("/second", null)), null);
        CallCounter scorer = new(gate);
        using ScoringDesk desk = new(manifest, scorer, TimeProvider.System) { JoinsRounds = joins, LongestWait = _bound };
        ScoringSeat[] seats = [.. Enumerable.Range(0, 7).Select(_ => desk.NewSeat())];
        seats[6].Ask();
        Assert.True(SpinWait.SpinUntil(() => scorer.Calls.Count == 1, 120_000)); // under way while the others are asked
        foreach (int[] round in new int[][] { [4, 0], [2, 3, 1], [5] })
        {
            Array.ForEach(round, s => seats[s].AskLater());
            if (round.Length > 1)
            {
                desk.Send();
            }
        }

        gate.Set();
        Assert.All(seats[..5], s => Assert.True(desk.Wait(s)));
        Assert.Equal(calls, string.Join(' ', scorer.Calls));
        Assert.Equal(ScoreState.Asked, seats[5].State); // its round was not sent
        desk.Send();
        Assert.True(desk.Wait(seats[5]));
    }

    [Fact]
    public void A_round_of_more_than_fit_takes_as_many_calls_as_it_needs()
    {
        using ManualResetEventSlim open = new(initialState: true);
        EnsembleManifest manifest = ModelEnsemble.ReadManifest(Shipped.Registry.PathOf(Shipped.Registry.Find("/second", null)), null);
        CallCounter scorer = new(open);
        using ScoringDesk desk = new(manifest, scorer, TimeProvider.System) { LongestWait = _bound };
        ScoringSeat[] seats = [.. Enumerable.Range(0, 50).Select(_ => desk.NewSeat())];
        Array.ForEach(seats, static s => s.AskLater());
        desk.Send();
        Assert.All(seats, s => Assert.True(desk.Wait(s)));
        Assert.Equal([ScoringDesk.LargestBatch, 50 - ScoringDesk.LargestBatch], scorer.Calls);
    }

    [ModelFact]
    public void An_ensemble_that_reads_other_rows_cannot_take_over_CSR6212()
    {
        using ScoringDesk desk = new(Shipped.Load("/second"), TimeProvider.System, new DiagnosticBag());
        Assert.Equal("CSR6212", Assert.Throws<ModelException>(() => desk.Exchange(Shipped.Load("/minute"), new DiagnosticBag())).Code);
    }

    [ModelFact]
    public void Asking_and_taking_allocate_nothing_on_the_tick_thread()
    {
        using ScoringDesk desk = new(Shipped.Load("/second"), TimeProvider.System, new DiagnosticBag()) { LongestWait = _bound };
        ScoringSeat seat = desk.NewSeat();
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            for (int i = 0; i < 100; i++)
            {
                seat.Ask();
                Assert.True(desk.Wait(seat));
                seat.Release();
            }
        }));
    }

    /// <summary>Keeps how many seats each call had; the calls wait for a gate.</summary>
    private sealed class CallCounter(ManualResetEventSlim gate) : IScorer
    {
        private readonly List<int> _calls = [];

        public string Version => "calls";

        public IReadOnlyList<int> Calls
        {
            get
            {
                lock (_calls)
                {
                    return [.. _calls];
                }
            }
        }

        public bool TryScore(ScoringSeat seat) => throw new InvalidOperationException();

        public void Score(ReadOnlySpan<ScoringSeat> seats)
        {
            lock (_calls)
            {
                _calls.Add(seats.Length);
            }

            gate.Wait();
            foreach (ScoringSeat seat in seats)
            {
                seat.IsScored = true;
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class FakeScorer(string version, Action<ScoringSeat> score) : IScorer
    {
        public string Version => version;

        public bool IsDisposed { get; private set; }

        public bool TryScore(ScoringSeat seat)
        {
            score(seat);
            return true;
        }

        public void Dispose() => IsDisposed = true;
    }
}
