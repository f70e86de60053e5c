using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models.Tests;

public sealed class DriftTests
{
    private static readonly ImmutableArray<double> _edges = [.. Enumerable.Range(0, 11).Select(static i => i / 10.0)];

    [Fact]
    public void The_same_distribution_does_not_drift_and_a_moved_one_does()
    {
        Random random = new(3);
        BinnedDrift same = new(_edges, 500), moved = new(_edges, 500);
        for (int i = 0; i < 2000; i++)
        {
            same.Add(random.NextDouble());
            moved.Add(0.3 + random.NextDouble());
        }

        Assert.InRange(same.PopulationStability, 0, 0.1);
        Assert.InRange(same.KolmogorovSmirnov, 0, 0.1);
        Assert.True(moved.PopulationStability > 0.25);
        Assert.Equal(0.3, moved.KolmogorovSmirnov, 1);
    }

    /// <summary>The rolling counts against counting the window anew.</summary>
    [Fact]
    public void A_window_counts_its_last_values_only()
    {
        Random random = new(5);
        BinnedDrift rolling = new(_edges, 50);
        List<double> all = [];
        for (int i = 0; i < 300; i++)
        {
            all.Add((random.NextDouble() * 1.4) - 0.2);
            rolling.Add(all[^1]);
            BinnedDrift fresh = new(_edges, 50);
            all.TakeLast(50).ToList().ForEach(fresh.Add);
            Assert.Equal(fresh.PopulationStability, rolling.PopulationStability);
            Assert.Equal(fresh.KolmogorovSmirnov, rolling.KolmogorovSmirnov);
        }
    }

    [Fact]
    public void A_feature_that_was_often_one_value_in_training_joins_its_tenths()
    {
        BinnedDrift drift = new([0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5], 100);
        for (int i = 0; i < 100; i++)
        {
            drift.Add(i < 60 ? 0 : (i % 4) + 1.5);
        }

        Assert.InRange(drift.PopulationStability, 0, 0.2);
        Assert.True(double.IsFinite(drift.PopulationStability));
    }

    [Fact]
    public void Quality_equals_judging_the_last_scores_anew()
    {
        EnsembleManifest manifest = ModelEnsemble.ReadManifest(Shipped.Registry.PathOf(Shipped.Registry.Find("/second", null)), null);
        QualityMonitor monitor = new(manifest, window: 40);
        TripleBarrier barrier = new(manifest.HorizonBars, manifest.CostBps);
        BarrierOutcome[] ended = new BarrierOutcome[manifest.HorizonBars];
        Dictionary<long, double[]> said = [];
        List<(double[] P, BarrierClass Came)> judged = [];
        Random random = new(11);
        double price = 100;
        EnsembleScore score = new(3);
        for (int bar = 0; bar < 400; bar++)
        {
            price *= 1 + ((random.NextDouble() - 0.5) * 0.004);
            monitor.OnBar(price * 1.0005, price * 0.9995, price, 0.001);
            int count = barrier.Next(price * 1.0005, price * 0.9995, price, 0.001, ended);
            judged.AddRange(ended.Take(count).Where(o => said.ContainsKey(o.Entry)).Select(o => (said[o.Entry], o.Class)));
            if (bar % 3 != 0)
            {
                double a = random.NextDouble(), b = random.NextDouble() * (1 - a);
                double[] p = [a, b, 1 - a - b];
                p.CopyTo(score.EnsembleBuffer);
                said[bar] = p;
                monitor.OnScore(score);
            }
        }

        var last = judged.TakeLast(40).ToArray();
        Assert.Equal(40, monitor.Count);
        Assert.Equal(last.Average(static j => j.P.Select((p, i) => Math.Pow(p - ((int)j.Came == i ? 1 : 0), 2)).Sum()), monitor.Brier, 9);
        Assert.Equal(last.Average(static j => Array.IndexOf(j.P, j.P.Max()) == (int)j.Came ? 1.0 : 0), monitor.Accuracy, 9);
        double error = last.GroupBy(static j => Math.Min(9, (int)(j.P.Max() * 10)))
            .Sum(static g => Math.Abs(g.Sum(static j => j.P.Max()) - g.Count(static j => Array.IndexOf(j.P, j.P.Max()) == (int)j.Came)));
        Assert.Equal(error / 40, monitor.CalibrationError, 9);
    }

    [Fact]
    public void Watching_allocates_nothing()
    {
        EnsembleManifest manifest = ModelEnsemble.ReadManifest(Shipped.Registry.PathOf(Shipped.Registry.Find("/second", null)), null);
        DriftMonitor drift = new(manifest);
        QualityMonitor quality = new(manifest);
        EnsembleScore score = new(3);
        float[] row = new float[manifest.Features.Length];
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            for (int i = 0; i < 300; i++)
            {
                drift.AddRow(row);
                drift.Score.Add(0.1);
                quality.OnBar(101, 99, 100, 0.001);
                quality.OnScore(score);
            }
        }));
    }
}
