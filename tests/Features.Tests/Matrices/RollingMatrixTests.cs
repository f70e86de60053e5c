namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Every entry against its definition, recomputed from the rows of the window.</summary>
public class RollingMatrixTests
{
    private const int Series = 5;
    private const int Period = 40;

    [Fact]
    public void Every_entry_is_that_of_the_window_after_every_row_and_a_spike_leaves_no_trace()
    {
        RollingMatrix matrix = new(Series, Period);
        double[][] rows = Rows(400, seed: 81);
        rows[150][2] = 1e9;
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.True(matrix.Push(rows[i]));
            Assert.Equal(i >= Period - 1, matrix.IsFull);
            if (matrix.IsFull)
            {
                Compare(matrix, rows[(i - Period + 1)..(i + 1)]);
            }
        }
    }

    [Fact]
    public void Covariances_are_those_of_the_sample_and_betas_are_their_ratios()
    {
        double[][] returns = Rows(Period, seed: 82);
        RollingMatrix matrix = new(Series, Period);
        Array.ForEach(returns, r => Assert.True(matrix.Push(r)));
        Assert.Equal(Covariance(returns, 0, 1), matrix.Covariance(0, 1), 1e-15);
        Assert.Equal(matrix.Covariance(0, 1), matrix.Covariance(1, 0));
        Assert.Equal(1, matrix.Correlation(3, 3), 1e-15);
        Assert.Equal(1, matrix.Beta(3, 3), 1e-15);
    }

    [Fact]
    public void A_row_that_is_not_finite_is_refused_and_a_series_that_stands_still_has_no_correlation()
    {
        RollingMatrix matrix = new(2, 3);
        Assert.False(matrix.Push([1, double.NaN]));
        Assert.True(matrix.Push([1, 5]));
        Assert.True(matrix.Push([2, 5]));
        Assert.True(double.IsNaN(matrix.Covariance(0, 0)));
        Assert.True(matrix.Push([3, 5]));
        Assert.Equal(1, matrix.Covariance(0, 0));
        Assert.Equal(0, matrix.Covariance(0, 1));
        Assert.True(double.IsNaN(matrix.Correlation(0, 1)));
        Assert.True(double.IsNaN(matrix.Beta(0, 1)));
        Assert.Equal(0, matrix.Beta(1, 0));
        Assert.Equal("a row of 2 series has 2 numbers, not 1 (Parameter 'row')", Assert.Throws<ArgumentException>(() => matrix.Push([1])).Message);
    }

    [Fact]
    public void An_update_allocates_nothing()
    {
        RollingMatrix matrix = new(Series, Period);
        double[][] rows = Rows(200, seed: 83);
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            foreach (double[] row in rows)
            {
                matrix.Push(row);
            }
        }));
    }

    private static void Compare(RollingMatrix matrix, double[][] window)
    {
        for (int a = 0; a < Series; a++)
        {
            for (int b = 0; b < Series; b++)
            {
                double covariance = Covariance(window, a, b);
                Same(covariance, matrix.Covariance(a, b));
                Same(covariance / Math.Sqrt(Covariance(window, a, a) * Covariance(window, b, b)), matrix.Correlation(a, b));
                Same(covariance / Covariance(window, b, b), matrix.Beta(a, b));
            }
        }
    }

    private static double Covariance(double[][] window, int a, int b)
    {
        (double meanA, double meanB) = (window.Average(r => r[a]), window.Average(r => r[b]));
        return window.Sum(r => (r[a] - meanA) * (r[b] - meanB)) / (window.Length - 1);
    }

    private static double[][] Rows(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double common = random.NextDouble() - 0.5;
            return Enumerable.Range(0, Series).Select(k => ((k + 1) * common) + random.NextDouble()).ToArray();
        })];
    }

    private static void Same(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{expected:R} against {actual:R}");
}
