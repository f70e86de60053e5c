namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Moments of assets and portfolios, held to the figures that PyPortfolioOpt's tests publish.</summary>
public class AssetReturnsTests
{
    private const double Daily = 252;
    private const double RiskFree = 0.02;
    private const int Digits = 9;

    [SharedFact]
    public void The_portfolio_of_least_variance_has_the_published_figures()
    {
        Check(0.1516319319875544, 0.1555915367269669, 0.8460095886741129, static (_, covariance, count) => LeastVariance.Free(covariance, Ones(count)));
        Check(0.15056821399482578, 0.15915084514118694, 0.8204054077060996, static (_, covariance, count) => LeastVariance.LongOnly(covariance, Ones(count)));
    }

    [SharedFact]
    public void The_portfolio_of_best_Sharpe_ratio_has_the_published_figures() =>
        Check(0.3047768672819914, 0.22165566922402932, 1.2847714127003216, static (excess, covariance, _) => LeastVariance.LongOnly(covariance, excess));

    [SharedFact]
    public void The_published_weights_of_a_hierarchical_portfolio_have_the_published_figures()
    {
        AssetReturns returns = Stocks();
        Dictionary<string, double> weights = File.ReadLines(TestData.File("portfolio/pypfopt/weights_hrp.csv"))
            .Select(static l => l.Split(',')).Where(static c => c[0].Length > 0).ToDictionary(static c => c[0], static c => double.Parse(c[1], System.Globalization.CultureInfo.InvariantCulture));
        double[] ordered = [.. returns.Names.Select(n => weights[n])];
        double mean = ordered.Select((w, a) => w * MeanOf(returns[a]) * Daily).Sum();

        PortfolioPerformance performance = returns.Performance(ordered, Daily, RiskFree);

        Assert.Equal(0.21353402380950973, mean, Digits);
        Assert.Equal(0.17844159743748936, performance.Volatility, Digits);
        Assert.Equal(1.084579081272277, (mean - RiskFree) / performance.Volatility, Digits);
    }

    [SharedFact]
    public void The_markets_aversion_to_risk_is_the_published_one() =>
        Assert.Equal(2.68549, PriceTable.Returns("pypfopt/spy_prices.csv").RiskAversion(0, Daily, RiskFree), 5);

    [Fact]
    public void A_pair_counts_where_both_have_a_return()
    {
        AssetReturns returns = new(["A", "B"], [[0.1, double.NaN, 0.2, 0.4], [0.3, 5, 0.1, double.NaN]]);

        Assert.Equal(-0.01, returns.Covariance(0, 1), 15);
        Assert.Equal(-1, returns.Correlation(0, 1), 15);
        Assert.Equal([0.2, double.NaN, 0.15, double.NaN], returns.Portfolio([0.5, 0.5]).Select(static v => Math.Round(v, 12)));
        Assert.Equal([0.1, double.NaN, 0.2, 0.4], returns.Portfolio([1, 0]));
    }

    [Fact]
    public void What_stands_still_is_correlated_with_nothing() =>
        Assert.Equal(double.NaN, new AssetReturns(["A", "B"], [[0.1, 0.2, 0.3], [0, 0, 0]]).Correlation(0, 1));

    [Fact]
    public void Wrong_tables_are_refused()
    {
        Assert.Throws<ArgumentException>(static () => new AssetReturns([], []));
        Assert.Throws<ArgumentException>(static () => new AssetReturns(["A", "B"], [[0.1], [0.1, 0.2]]));
        Assert.Throws<ArgumentException>(static () => AssetReturns.FromPrices(["A"], [[1, 0, 1]]));
        Assert.Throws<ArgumentException>(static () => new AssetReturns(["A"], [[0.1, 0.2]]).Performance([0.5, 0.5], Daily));
    }

    private static void Check(double mean, double volatility, double sharpe, Func<double[], double[,], int, double[]> solve)
    {
        AssetReturns returns = Stocks();
        int count = returns.Names.Length;
        double[] excess = [.. Enumerable.Range(0, count).Select(a => returns.AnnualReturn(a, Daily) - RiskFree)];
        double[,] covariance = new double[count, count];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                covariance[a, b] = returns.Covariance(a, b) * Daily;
            }
        }

        PortfolioPerformance performance = returns.Performance(solve(excess, covariance, count), Daily, RiskFree);

        Assert.Equal(mean, performance.Return, 5);
        Assert.Equal(volatility, performance.Volatility, 5);
        Assert.Equal(sharpe, performance.Sharpe, Digits);
    }

    private static AssetReturns Stocks() => PriceTable.Returns("pypfopt/stock_prices.csv");

    private static double MeanOf(ReadOnlySpan<double> returns) => returns.ToArray().Where(static r => !double.IsNaN(r)).Average();

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
