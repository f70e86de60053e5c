using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>Returns of several assets over the same periods: means, covariances, correlations and what a portfolio of them did.</summary>
/// <remarks>An asset without a return in a period has NaN there. A pair's covariance rests on the periods in which both have one. Immutable.</remarks>
public sealed class AssetReturns
{
    /// <summary>The most assets.</summary>
    public const int MostAssets = 1_000;

    private readonly double[][] _returns;

    /// <param name="names">One an asset.</param>
    /// <param name="returns">One column an asset, oldest first; fractions, NaN where there is none.</param>
    /// <exception cref="ArgumentException">No column an asset, columns of several lengths, too many assets, or an infinite return.</exception>
    public AssetReturns(ImmutableArray<string> names, double[][] returns)
    {
        if (names.Length is 0 or > MostAssets || returns.Length != names.Length)
        {
            throw new ArgumentException($"1 to {MostAssets} assets have a column each; there are {names.Length} names and {returns.Length} columns");
        }

        if (Array.Exists(returns, c => c.Length != returns[0].Length || Array.Exists(c, double.IsInfinity)))
        {
            throw new ArgumentException("every asset has a return or NaN for each period, and none is infinite");
        }

        (Names, _returns) = (names, returns);
    }

    public ImmutableArray<string> Names { get; }

    public int Periods => _returns[0].Length;

    /// <summary>From prices, one column an asset: the change from one to the next, NaN where one of the two is missing.</summary>
    /// <exception cref="ArgumentException">As of the constructor, or a price that is not positive.</exception>
    public static AssetReturns FromPrices(ImmutableArray<string> names, double[][] prices)
    {
        if (Array.Exists(prices, static c => Array.Exists(c, static p => p <= 0 || double.IsInfinity(p))))
        {
            throw new ArgumentException("prices are positive");
        }

        return new AssetReturns(names, Array.ConvertAll(prices, static c => Changes(c)));
    }

    /// <summary>Oldest first; NaN where there is none.</summary>
    public ReadOnlySpan<double> this[int asset] => _returns[asset];

    /// <summary>The yearly growth that compounds to an asset's own; its missing periods are no time.</summary>
    public double AnnualReturn(int asset, double periodsPerYear) =>
        ReturnStatistics.AnnualReturn([.. _returns[asset].Where(static r => !double.IsNaN(r))], periodsPerYear);

    /// <summary>A period, of the sample (n - 1).</summary>
    public double Covariance(int a, int b) => SampleMoments.Covariance(_returns[a], _returns[b]);

    /// <summary>-1 to 1, over the periods in which both have a return; NaN where one of the two stands still.</summary>
    public double Correlation(int a, int b)
    {
        double[] first = Common(a, b), second = Common(b, a);
        double scale = Math.Sqrt(SampleMoments.Covariance(first, first)) * Math.Sqrt(SampleMoments.Covariance(second, second));
        return scale > 0 ? Math.Clamp(SampleMoments.Covariance(first, second) / scale, -1, 1) : double.NaN;
    }

    /// <summary>The returns of a portfolio that is brought back to its weights each period; NaN where an asset that it holds has none.</summary>
    /// <exception cref="ArgumentException">Not one finite weight an asset.</exception>
    public double[] Portfolio(ReadOnlySpan<double> weights)
    {
        CheckWeights(weights);
        double[] sums = new double[Periods];
        for (int a = 0; a < weights.Length; a++)
        {
            for (int i = 0; i < sums.Length && weights[a] != 0; i++)
            {
                sums[i] += weights[a] * _returns[a][i];
            }
        }

        return sums;
    }

    /// <summary>Mean and fluctuation of a portfolio as its assets' moments foretell them.</summary>
    /// <param name="riskFree">A year.</param>
    /// <exception cref="ArgumentException">Not one finite weight an asset.</exception>
    public PortfolioPerformance Performance(ReadOnlySpan<double> weights, double periodsPerYear, double riskFree = 0)
    {
        CheckWeights(weights);
        (double mean, double variance) = (0, 0);
        for (int a = 0; a < weights.Length; a++)
        {
            mean += weights[a] == 0 ? 0 : weights[a] * AnnualReturn(a, periodsPerYear);
            for (int b = 0; b < weights.Length; b++)
            {
                double weight = weights[a] * weights[b];
                variance += weight == 0 ? 0 : weight * Covariance(a, b) * periodsPerYear;
            }
        }

        double volatility = Math.Sqrt(Math.Max(0, variance));
        return new PortfolioPerformance(mean, volatility, volatility > 0 ? (mean - riskFree) / volatility : double.NaN);
    }

    /// <summary>What a market pays for each unit of variance: how averse those who hold it are to risk.</summary>
    /// <param name="riskFree">A year.</param>
    public double RiskAversion(int market, double periodsPerYear, double riskFree = 0)
    {
        SampleMoments moments = SampleMoments.Of(_returns[market]);
        return ((moments.Mean * periodsPerYear) - riskFree) / (moments.Deviation * moments.Deviation * periodsPerYear);
    }

    private static double[] Changes(double[] prices)
    {
        double[] changes = new double[Math.Max(0, prices.Length - 1)];
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] = (prices[i + 1] / prices[i]) - 1;
        }

        return changes;
    }

    private double[] Common(int asset, int other) =>
        [.. _returns[asset].Where((r, i) => !double.IsNaN(r) && !double.IsNaN(_returns[other][i]))];

    private void CheckWeights(ReadOnlySpan<double> weights)
    {
        if (weights.Length != Names.Length || !Columns.AreFinite(weights))
        {
            throw new ArgumentException($"{Names.Length} assets have a finite weight each; {weights.Length} are given");
        }
    }
}
