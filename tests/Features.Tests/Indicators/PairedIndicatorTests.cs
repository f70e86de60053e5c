namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Functions of two series against their definitions, recomputed from the raw closes of the window.</summary>
public class PairedIndicatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly IndicatorBar[] Walk = Pair(3_000, lag: 0, noise: 0.5);

    [Fact]
    public void Basis_is_the_distance_in_basis_points_of_the_second() =>
        Each("BASIS", 0, static i => ((Walk[i].Close / Walk[i].Second) - 1) * 10_000);

    [Fact]
    public void Realised_covariance_sums_the_products_of_returns()
    {
        Each("REALISED_COV", 0, i => Products(i, 30, First, Second) * 1440 / 30, new("timeperiod", 30), new("horizon", 1440));
        Each("REALISED_COV", 1, i => Products(i, 30, First, Second) / Math.Sqrt(Products(i, 30, First, First) * Products(i, 30, Second, Second)), new KeyValuePair<string, double>("timeperiod", 30));
        Each("REALISED_COV", 2, i => Products(i, 30, First, Second) / Products(i, 30, First, First), new KeyValuePair<string, double>("timeperiod", 30));
    }

    [Fact]
    public void Rolling_correlation_and_beta_are_the_cells_of_a_matrix_of_returns()
    {
        const int Window = 40;
        RollingMatrix matrix = new(2, Window);
        Indicator correlation = IndicatorTable.Find("ROLLING_CORRELATION")!.Create(new KeyValuePair<string, double>("timeperiod", Window));
        Indicator beta = IndicatorTable.Find("ROLLING_BETA")!.Create(new KeyValuePair<string, double>("timeperiod", Window));
        for (int i = 0; i < Walk.Length; i++)
        {
            correlation.Update(Walk[i]);
            beta.Update(Walk[i]);
            if (i > 0)
            {
                matrix.Push([First(i), Second(i)]);
            }

            Assert.Equal(matrix.Correlation(0, 1), correlation.Value, Tolerance);
            Assert.Equal(matrix.Beta(0, 1), beta.Value, Tolerance);
        }
    }

    [Fact]
    public void Funding_is_the_weighted_premium_pulled_towards_the_interest()
    {
        Each("FUNDING", 1, static i => Premium(i, 40), new("timeperiod", 40), new("interest", 0.0003));
        Each("FUNDING", 0, static i => Premium(i, 40) + Math.Clamp(0.0003 - Premium(i, 40), -0.0005, 0.0005), new("timeperiod", 40), new("interest", 0.0003));
    }

    [Fact]
    public void Who_leads_is_the_lag_with_the_strongest_correlation()
    {
        Each("LEAD_LAG", 0, static i => Strongest(i, 50, 4).Lag, new("timeperiod", 50), new("longest", 4));
        Each("LEAD_LAG", 1, static i => Strongest(i, 50, 4).Correlation, new("timeperiod", 50), new("longest", 4));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-2)]
    public void A_series_that_runs_ahead_is_found_by_as_much(int lag)
    {
        Indicator indicator = IndicatorTable.Find("LEAD_LAG")!.Create();
        foreach (IndicatorBar bar in Pair(400, lag, noise: 0.2))
        {
            indicator.Update(bar);
        }

        Assert.Equal(lag, indicator.Value);
        Assert.InRange(indicator.Outputs[1], 0.8, 1);
    }

    /// <summary>Two walks; the second's steps are the first's so many bars later, and some of its own.</summary>
    private static IndicatorBar[] Pair(int count, int lag, double noise)
    {
        Random random = new(61);
        double[] steps = [.. Enumerable.Range(0, count + 20).Select(_ => (random.NextDouble() - 0.5) * 0.002)];
        (double first, double second) = (100, 50);
        return [.. Enumerable.Range(10, count).Select(i => IndicatorBar.OfValue(
            first *= Math.Exp(steps[i]), second *= Math.Exp(steps[i + lag] + (noise * 0.002 * (random.NextDouble() - 0.5)))))];
    }

    private static double First(int i) => Math.Log(Walk[i].Close / Walk[i - 1].Close);

    private static double Second(int i) => Math.Log(Walk[i].Second / Walk[i - 1].Second);

    private static double Products(int last, int count, Func<int, double> a, Func<int, double> b) => Enumerable.Range(last - count + 1, count).Sum(i => a(i) * b(i));

    private static double Premium(int last, int count) =>
        Enumerable.Range(0, count).Sum(ago => (count - ago) * ((Walk[last - ago].Close / Walk[last - ago].Second) - 1)) / (count * (count + 1) / 2);

    private static (int Lag, double Correlation) Strongest(int last, int window, int longest)
    {
        (int Lag, double Correlation) best = (0, 0);
        foreach (int lag in Enumerable.Range(-longest, (2 * longest) + 1).OrderBy(Math.Abs).ThenByDescending(static l => l))
        {
            double[] firsts = [.. Enumerable.Range(last - window + 1, window).Select(i => First(lag >= 0 ? i : i + lag))];
            double[] seconds = [.. Enumerable.Range(last - window + 1, window).Select(i => Second(lag >= 0 ? i - lag : i))];
            double correlation = Correlation(firsts, seconds);
            best = Math.Abs(correlation) > Math.Abs(best.Correlation) + 1e-12 ? (lag, correlation) : best;
        }

        return best;
    }

    private static double Correlation(double[] a, double[] b)
    {
        (double meanA, double meanB) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }

    private static void Each(string name, int output, Func<int, double> expected, params KeyValuePair<string, double>[] parameters)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        double[] actual = Bars.Run(definition, Walk, parameters)[output];
        int first = definition.Lookback(parameters);
        Assert.Equal(first, Array.FindIndex(actual, double.IsFinite));
        for (int i = first; i < actual.Length; i += 7)
        {
            Assert.True(Math.Abs(expected(i) - actual[i]) <= Tolerance * Math.Max(1e-3, Math.Abs(expected(i))), $"{name} bar {i}: {actual[i]:R} instead of {expected(i):R}");
        }
    }
}
