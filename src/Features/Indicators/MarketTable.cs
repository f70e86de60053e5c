using System.Collections.Immutable;
using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>Indicators of bars beyond TA-Lib's: volatility at any horizon, basis and funding, who leads, jumps, memory, disorder, change, regime.</summary>
public static class MarketTable
{
    private const IndicatorInputs Both = IndicatorInputs.Close | IndicatorInputs.Second;

    /// <summary>The most bars a series may run ahead and be noticed; each costs some sums a bar.</summary>
    private const int LongestLag = 50;

    private const int LongestLagWindow = 5_000;

    /// <summary>By name.</summary>
    public static ImmutableArray<IndicatorDefinition> All { get; } =
    [
        new("BASIS", IndicatorGroup.Statistic, "How far the first series stands above the second, in basis points of the second", Both, [], ["value"],
            static _ => 0, static _ => new LaneIndicator(static (in b) => (b.Close - b.Second) / b.Second * new Vector<double>(10_000))),
        Define("CUSUM", "Evidence of a shift of returns up or down, in standard deviations, and the alarm", ["up", "down", "alarm"],
            [Positive("threshold", 5), IndicatorParameter.NotNegative("drift", 0.5), HalfLife(50)],
            static p => HalfLives(p[2]) + 1, static p => new CusumIndicator(p[0], p[1], p[2])),
        Define("ENTROPY", "Permutation entropy of three closes in a row, 0 to 1", ["value"], [IndicatorParameter.Period(100, minimum: 6)],
            static p => p.Period() + 1, static p => new PermutationEntropyIndicator(p.Period())),
        new("EWMA_COV", IndicatorGroup.Statistic, "Exponentially weighted covariance, correlation and beta of the log returns of two series", Both, [HalfLife(60)],
            ["covariance", "correlation", "beta"], static p => HalfLives(p[0]), static p => new EwmaCovarianceIndicator(p[0])),
        Define("EWMA_VOL", "Exponentially weighted volatility of log returns, per horizon in bars", ["value"], [HalfLife(20), Positive("horizon", 1)],
            static p => HalfLives(p[0]), static p => new EwmaVolatilityIndicator(p[0], p[1])),
        new("FUNDING", IndicatorGroup.Statistic, "Funding rate that the premium of a perpetual over its index foretells, a fraction per interval, and the mean premium", Both,
            [IndicatorParameter.Period(480, minimum: 1), IndicatorParameter.Real("interest", 0.0001)], ["rate", "premium"],
            static p => p.Period() - 1, static p => new FundingIndicator(p.Period(), p[1])),
        Define("HURST", "How the spread of price changes grows with their span: 0.5 for a random walk", ["value"], [IndicatorParameter.Period(128, minimum: 16)],
            static p => p.Period() - 1, static p => new HurstIndicator(p.Period())),
        Define("JUMP", "Share of the variance that came in jumps, and the statistic of the test", ["share", "statistic"], [IndicatorParameter.Period(60, minimum: 10)],
            static p => p.Period(), static p => new JumpIndicator(p.Period())),
        new("LEAD_LAG", IndicatorGroup.Statistic, "By how many bars the second series runs ahead of the first (behind it: negative), and their correlation then", Both,
            [new("timeperiod", 120, 10, LongestLagWindow, IsWhole: true), new("longest", 5, 1, LongestLag, IsWhole: true)], ["lag", "correlation"],
            static p => p.Period() + p.Period(1), static p => new LeadLagIndicator(p.Period(), p.Period(1))),
        Define("MATRIX_PROFILE", "How unlike anything in its history the last window is", ["value"],
            [IndicatorParameter.Period(50, MatrixProfile.ShortestWindow, "window"), new("history", 1_000, 100, LeftMatrixProfile.LongestHistory, IsWhole: true)],
            static p => p.Period() + MatrixProfile.ExclusionZone(p.Period()), static p => new ProfileIndicator(p.Period(), p.Period(1))),
        new("REALISED_COV", IndicatorGroup.Statistic, "Sum of the products of the log returns of two series, scaled to a horizon in bars; their correlation and beta", Both,
            [IndicatorParameter.Period(60, minimum: 1), Positive("horizon", 60)], ["covariance", "correlation", "beta"],
            static p => p.Period(), static p => new RealisedCovarianceIndicator(p.Period(), p[1])),
        Define("REALISED_VOL", "Root of the sum of squared log returns of the window, scaled to a horizon in bars", ["value"],
            [IndicatorParameter.Period(60, minimum: 1), Positive("horizon", 60)], static p => p.Period(), static p => new RealisedVolatilityIndicator(p.Period(), p[1])),
        Define("REGIME", "0 normal, 1 trending, 2 low volatility, 3 volatile, 4 flash crash; the ratio of short to long volatility; the efficiency of the path",
            ["regime", "ratio", "efficiency"],
            [
                IndicatorParameter.Period(30), Positive("high", 1.5), IndicatorParameter.NotNegative("low", 0.6), IndicatorParameter.Fraction("trend", 0.5, 0, 1),
                IndicatorParameter.Fraction("crash", 0.02, 0, 1), IndicatorParameter.Period(5, name: "crashbars"),
            ],
            static p => 8 * p.Period(), static p => new RegimeIndicator(p.Period(), p[1], p[2], p[3], p[4], p.Period(5))),
        RollingPair("ROLLING_BETA", "How much the log return of the first series moves when that of the second moves by one, over a window", beta: true),
        RollingPair("ROLLING_CORRELATION", "Correlation of the log returns of two series over a window", beta: false),
    ];

    private static IndicatorDefinition RollingPair(string name, string summary, bool beta) =>
        new(name, IndicatorGroup.Statistic, summary, Both, [IndicatorParameter.Period(60)], ["value"], static p => p.Period(), p => new RollingPairIndicator(p.Period(), beta));

    private static IndicatorDefinition Define(
        string name, string summary, ImmutableArray<string> outputs, ImmutableArray<IndicatorParameter> parameters, Func<ParameterValues, int> lookback, Func<ParameterValues, Indicator> create) =>
        new(name, IndicatorGroup.Statistic, summary, IndicatorInputs.Close, parameters, outputs, lookback, create);

    private static IndicatorParameter HalfLife(double standard) => new("halflife", standard, 1, IndicatorParameter.LongestPeriod, IsWhole: false);

    private static IndicatorParameter Positive(string name, double standard) => new(name, standard, 1e-9, 1e9, IsWhole: false);

    /// <summary>Returns until an exponential average of that half-life is warm.</summary>
    private static int HalfLives(double halfLife) => (int)Math.Ceiling(halfLife);
}
