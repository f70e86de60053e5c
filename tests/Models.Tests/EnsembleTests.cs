using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models.Tests;

public sealed class EnsembleTests
{
    /// <summary>Loading runs the examples of the training: exported and original, member by member and joined, agree to 1e-5.</summary>
    [ModelTheory]
    [InlineData("/minute")]
    [InlineData("/second")]
    public void Every_committed_ensemble_loads_and_gives_what_its_training_saw(string name)
    {
        ModelEnsemble ensemble = Shipped.Load(name);
        Assert.Equal(name, ensemble.Manifest.Name);
        Assert.Equal(["lstm", "transformer", "trees"], ensemble.Manifest.Members.Select(static m => m.Name));
    }

    [ModelTheory]
    [InlineData("/minute")]
    [InlineData("/second")]
    public void A_score_is_a_distribution_and_says_how_far_its_members_agree(string name)
    {
        ModelEnsemble ensemble = Shipped.Load(name);
        using EnsembleScorer scorer = ensemble.CreateScorer(1, new DiagnosticBag());
        EnsembleScore score = scorer.NewScore();
        for (int seed = 1; seed <= 50; seed++)
        {
            Assert.True(scorer.TryScore(Shipped.Windows(ensemble.Manifest, 1, seed), [seed % 5], [score]));
            Assert.Equal(1, score.Probabilities.ToArray().Sum(), 5);
            Assert.Equal(1, score.Regimes.ToArray().Sum(), 5);
            Assert.All(score.Probabilities.ToArray(), static p => Assert.InRange(p, 0, 1));
            Assert.Equal(seed % 5, score.Regime);
            Assert.InRange(score.Score, -1, 1);
            Assert.InRange(score.Call.Confidence, 1.0 / 3 - 1e-6, 1);
            Assert.InRange(score.AttentionBarsAgo, 0, ensemble.Manifest.Window - 1);
            Assert.InRange(score.AttentionWeight, 1.0 / ensemble.Manifest.Window - 1e-6, 1);
            double[] scores = [score.MemberScore(0), score.MemberScore(1), score.MemberScore(2)];
            Assert.Equal(Math.Sqrt(scores.Sum(s => Math.Pow(s - scores.Average(), 2)) / 3), score.Disagreement, 4);
        }
    }

    [ModelFact]
    public void A_batch_gives_each_window_what_it_gets_alone()
    {
        ModelEnsemble ensemble = Shipped.Load("/minute");
        using EnsembleScorer one = ensemble.CreateScorer(1, new DiagnosticBag());
        using EnsembleScorer many = ensemble.CreateScorer(20, new DiagnosticBag());
        float[] windows = Shipped.Windows(ensemble.Manifest, 17, 3);
        int[] regimes = [.. Enumerable.Range(0, 17).Select(static i => i % 5)];
        EnsembleScore[] scores = [.. regimes.Select(_ => many.NewScore())];
        Assert.True(many.TryScore(windows, regimes, scores));
        EnsembleScore alone = one.NewScore();
        int length = windows.Length / 17;
        for (int i = 0; i < 17; i++)
        {
            Assert.True(one.TryScore(windows.AsSpan(i * length, length), [regimes[i]], [alone]));
            for (int c = 0; c < 3; c++)
            {
                Assert.Equal(alone.Probabilities[c], scores[i].Probabilities[c], 5);
            }

            Assert.Equal(alone.AttentionBarsAgo, scores[i].AttentionBarsAgo);
        }
    }

    [ModelFact]
    public void A_score_allocates_nothing()
    {
        ModelEnsemble ensemble = Shipped.Load("/minute");
        using EnsembleScorer scorer = ensemble.CreateScorer(1, new DiagnosticBag());
        float[] rows = Shipped.Windows(ensemble.Manifest, 1, 1);
        int[] regime = [0];
        EnsembleScore[] score = [scorer.NewScore()];
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            for (int i = 0; i < 200; i++)
            {
                regime[0] = i % 5;
                Assert.True(scorer.TryScore(rows, regime, score));
            }
        }));
    }

    [ModelTheory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_known_gets_no_score_and_leaves_the_last_one_as_it_was(float unknown)
    {
        ModelEnsemble ensemble = Shipped.Load("/minute");
        using EnsembleScorer scorer = ensemble.CreateScorer(1, new DiagnosticBag());
        EnsembleScore score = scorer.NewScore();
        float[] rows = Shipped.Windows(ensemble.Manifest, 1, 1);
        Assert.True(scorer.TryScore(rows, [0], [score]));
        double before = score.Score;
        foreach (int at in new[] { 0, rows.Length / 2, rows.Length - 1 })
        {
            float[] spoilt = [.. rows];
            spoilt[at] = unknown;
            Assert.False(scorer.TryScore(spoilt, [0], [score]));
        }

        Assert.False(scorer.TryScore(rows, [5], [score]));
        Assert.False(scorer.TryScore(rows, [-1], [score]));
        Assert.False(scorer.TryScore(rows.AsSpan(1), [0], [score]));
        Assert.Equal(before, score.Score);
    }

    [Fact]
    public void Calibration_keeps_a_distribution_one_and_identity_changes_nothing()
    {
        Calibration identity = new(1, [0, 0, 0]), sharp = new(2, [0.5, 0, -0.5]);
        double[] p = [0.2, 0.5, 0.3];
        identity.Apply(p);
        Assert.Equal([0.2, 0.5, 0.3], p.Select(static v => Math.Round(v, 12)));
        sharp.Apply(p);
        Assert.Equal(1, p.Sum(), 12);
        Assert.Equal((0.04 * Math.Exp(0.5)) / ((0.04 * Math.Exp(0.5)) + 0.25 + (0.09 * Math.Exp(-0.5))), p[0], 12);
        double[] certain = [1, 0, 0];
        sharp.Apply(certain);
        Assert.All(certain, static v => Assert.True(double.IsFinite(v) && v > 0));
    }
}
