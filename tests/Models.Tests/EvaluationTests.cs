namespace CryptoScalp.Rules.Models.Tests;

public sealed class EvaluationTests
{
    [Fact]
    public void The_rank_area_equals_counting_all_pairs()
    {
        Random random = new(1);
        ScoredSample[] samples = [.. Enumerable.Range(0, 80).Select(i => Sample(i, Math.Round(random.NextDouble(), 1) / 2, (BarrierClass)random.Next(3)))];
        double won = 0, pairs = 0;
        foreach (ScoredSample hit in samples.Where(static s => s.Outcome.Class == BarrierClass.Up))
        {
            foreach (ScoredSample other in samples.Where(static s => s.Outcome.Class != BarrierClass.Up))
            {
                pairs++;
                won += hit.Up > other.Up ? 1 : hit.Up == other.Up ? 0.5 : 0;
            }
        }

        Assert.Equal(won / pairs, RankArea.Of(samples, BarrierClass.Up), 12);
    }

    [Fact]
    public void An_oracle_is_perfect_and_a_coin_is_not()
    {
        Random random = new(2);
        ScoredSample[] knowing = [.. Enumerable.Range(0, 400).Select(i => (BarrierClass)random.Next(3)).Select((c, i) =>
            new ScoredSample(0, i, c == BarrierClass.Down ? 1 : 0, c == BarrierClass.None ? 1 : 0, c == BarrierClass.Up ? 1 : 0, Outcome(i, c)))];
        Evaluation good = Evaluation.Of(knowing, block: 5, act: 0.9);
        Assert.Equal((1, 0, 0, 1), (good.Accuracy.Value, good.LogLoss.Value, good.Brier.Value, good.AucUp.Value));
        Assert.True(good.Expectation.Low > 0);
        ScoredSample[] guessing = [.. knowing.Select(s => s with { Down = random.NextDouble() / 3, Up = random.NextDouble() / 3 }).Select(static s => s with { None = 1 - s.Up - s.Down })];
        Evaluation bad = Evaluation.Of(guessing, block: 5, act: null);
        Assert.InRange(0.5, bad.AucUp.Low, bad.AucUp.High);
        Assert.Equal(0, bad.Trades);
        Assert.True(double.IsNaN(bad.Expectation.Value));
    }

    [Fact]
    public void Two_versions_are_compared_on_the_moments_that_both_scored()
    {
        Random random = new(6);
        ScoredSample[] noisy = [.. Enumerable.Range(0, 600).Select(i => Sample(i, random.NextDouble(), (BarrierClass)random.Next(3)))];
        ScoredSample[] surer = [.. noisy.Skip(100).Select(s => s with { Down = Drawn(s, BarrierClass.Down), None = Drawn(s, BarrierClass.None), Up = Drawn(s, BarrierClass.Up) })];
        ScoreComparison won = ScoreComparison.Of(surer, noisy, block: 5)!, lost = ScoreComparison.Of(noisy, surer, block: 5)!, same = ScoreComparison.Of(noisy, noisy, block: 5)!;
        Assert.Equal((500, ComparisonVerdict.Better), (won.Count, won.Verdict));
        Assert.Equal(noisy.Skip(100).Average(static s => s.LogLoss) - surer.Average(static s => s.LogLoss), won.Gain.Value, 9);
        Assert.Equal(ComparisonVerdict.NotBetter, lost.Verdict);
        Assert.Equal((ComparisonVerdict.NotBetter, 0), (same.Verdict, same.Gain.Value));
        ScoredSample[] lucky = [.. noisy.Select(static (s, i) => i == 300 ? s with { Down = 0.5, None = 0.5, Up = 0.5 } : s)]; // one moment only
        Assert.Equal(ComparisonVerdict.PerhapsBetter, ScoreComparison.Of(lucky, [.. noisy.Select(static (s, i) => i == 300 ? s with { Down = 0.1, None = 0.1, Up = 0.1 } : s)], block: 5)!.Verdict);
        Assert.Null(ScoreComparison.Of([.. noisy.Select(static s => s with { Outcome = s.Outcome with { LongBps = 77 } })], noisy, block: 5)); // another horizon, other costs

        static double Drawn(ScoredSample s, BarrierClass of) => (s.Probability(of) + (s.Outcome.Class == of ? 1 : 0)) / 2;
    }

    [Fact]
    public void A_position_is_held_for_the_horizon_and_never_runs_into_another_series()
    {
        ScoredSample[] samples = [.. Enumerable.Range(0, 10).Select(static i => Sample(i, 0.99, BarrierClass.Up)), .. Enumerable.Range(0, 3).Select(static i => Sample(i, 0.99, BarrierClass.Up) with { Series = 1 })];
        Assert.Equal(3 + 1, Evaluation.Of(samples, block: 4, act: 0.9).Trades);
        Evaluation advisedAgainst = Evaluation.Of(samples, block: 4, act: null);
        Assert.Equal((0, 4, 10), (advisedAgainst.Trades, advisedAgainst.FollowTrades, advisedAgainst.FollowExpectation.Value));
    }

    [Fact]
    public void The_same_samples_give_the_same_interval()
    {
        Random random = new(4);
        ScoredSample[] samples = [.. Enumerable.Range(0, 100).Select(i => Sample(i, random.NextDouble(), (BarrierClass)random.Next(3)))];
        Assert.Equal(Evaluation.Of(samples, 5, 0.5).LogLoss, Evaluation.Of(samples, 5, 0.5).LogLoss);
    }

    private static ScoredSample Sample(long bar, double up, BarrierClass came) => new(0, bar, (1 - up) / 2, (1 - up) / 2, up, Outcome(bar, came));

    private static BarrierOutcome Outcome(long bar, BarrierClass came) => new(bar, came, came == BarrierClass.Up ? 10 : -10, came == BarrierClass.Down ? 10 : -10);
}
