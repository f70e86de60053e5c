namespace CryptoScalp.Rules.Features.Tests;

/// <summary>The figures that empyrical's own tests publish, to their printed precision.</summary>
public class ReturnStatisticsTests
{
    private const double Daily = 252;
    private const int Digits = 11;

    private static readonly double[] Mixed = [double.NaN, 0.01, 0.10, -0.04, 0.02, 0.03, 0.02, 0.01, -0.10];
    private static readonly double[] Negative = [0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05];
    private static readonly double[] MixedFromNothing = [0, .. Mixed.AsSpan(1)];

    [Fact]
    public void Growth_and_drawdown_are_the_published_ones()
    {
        Assert.Equal(0.03893, ReturnStatistics.CumulativeReturn(Mixed), 5);
        Assert.InRange(ReturnStatistics.CumulativeReturn(Negative), -0.36591, -0.36590); // the printed -0.36590 is cut off, not rounded
        Assert.Equal(-0.1, ReturnStatistics.MaximumDrawdown(Mixed), Digits);
    }

    [Fact]
    public void Annual_figures_are_the_published_ones()
    {
        Assert.Equal(1.9135925373194231, ReturnStatistics.AnnualReturn(Mixed, Daily), Digits);
        Assert.Equal(0.24690830513998208, ReturnStatistics.AnnualReturn(MixedFromNothing, 52), Digits);
        Assert.Equal(0.052242061386048144, ReturnStatistics.AnnualReturn(MixedFromNothing, 12), Digits);
        Assert.Equal(0.9136465399704637, ReturnStatistics.AnnualVolatility(Mixed, Daily), Digits);
        Assert.Equal(0.60448325038829653, ReturnStatistics.DownsideRisk(Mixed, Daily), Digits);
    }

    [Fact]
    public void Ratios_are_the_published_ones()
    {
        Assert.Equal(19.135925373194233, ReturnStatistics.Calmar(Mixed, Daily), Digits);
        Assert.Equal(0.83354263497557934, ReturnStatistics.Omega(Mixed, Daily, required: 10), Digits);
        Assert.Equal(1.7238613961706866, ReturnStatistics.Sharpe(Mixed, Daily), Digits);
        Assert.Equal(-24.406808633910085, ReturnStatistics.Sharpe(Negative, Daily), Digits);
        Assert.Equal(2.605531251673693, ReturnStatistics.Sortino(Mixed, Daily), Digits);
        Assert.Equal(-13.532743075043401, ReturnStatistics.Sortino(Negative, Daily), Digits);
        Assert.Equal(0.1529973665111273, ReturnStatistics.Stability(Mixed), Digits);
    }

    [Theory]
    [InlineData(0.1, 41)]
    [InlineData(0.2, 81)]
    [InlineData(0.3, 81.5)]
    public void Quantiles_are_the_published_values_at_risk(double share, double expected) =>
        Assert.Equal(expected, ReturnStatistics.Quantile([1, 81, 82, 83, 84, 85], share), Digits);

    [Fact]
    public void A_series_that_never_moves_has_no_ratios_and_nothing_lost()
    {
        double[] still = new double[10];

        Assert.Equal(0, ReturnStatistics.MaximumDrawdown(still));
        Assert.All(
            [ReturnStatistics.Sharpe(still, Daily), ReturnStatistics.Sortino(still, Daily), ReturnStatistics.Calmar(still, Daily), ReturnStatistics.Omega(still, Daily), ReturnStatistics.Stability(still)],
            static v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void No_returns_have_no_statistics()
    {
        Assert.Equal(double.NaN, ReturnStatistics.AnnualReturn([], Daily));
        Assert.Equal(double.NaN, ReturnStatistics.MaximumDrawdown([]));
        Assert.Equal(double.NaN, ReturnStatistics.AnnualVolatility([0.1], Daily));
        Assert.Equal(double.NaN, ReturnStatistics.Quantile([double.NaN], 0.5));
    }

    [Fact]
    public void Everything_lost_is_a_drawdown_of_all()
    {
        Assert.Equal(-1, ReturnStatistics.MaximumDrawdown([0.1, -1, 0.5]));
        Assert.Equal(-1, ReturnStatistics.AnnualReturn([0.1, -1, 0.5], Daily));
    }
}
