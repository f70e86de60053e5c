namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Risks of the portfolios that Riskfolio-Lib publishes as those of least risk.</summary>
public class RiskMeasureTests
{
    private const int Window = 200;

    private static readonly Dictionary<RiskMeasure, string> Columns = new()
    {
        [RiskMeasure.Deviation] = "MV",
        [RiskMeasure.MeanAbsoluteDeviation] = "MAD",
        [RiskMeasure.GiniMeanDifference] = "GMD",
        [RiskMeasure.SemiDeviation] = "MSV",
        [RiskMeasure.FirstLowerPartialMoment] = "FLPM",
        [RiskMeasure.SecondLowerPartialMoment] = "SLPM",
        [RiskMeasure.ConditionalValueAtRisk] = "CVaR",
        [RiskMeasure.EntropicValueAtRisk] = "EVaR",
        [RiskMeasure.WorstRealisation] = "WR",
        [RiskMeasure.Range] = "RG",
        [RiskMeasure.ConditionalValueAtRiskRange] = "CVRG",
        [RiskMeasure.MaximumDrawdown] = "MDD",
        [RiskMeasure.AverageDrawdown] = "ADD",
        [RiskMeasure.ConditionalDrawdown] = "CDaR",
        [RiskMeasure.EntropicDrawdown] = "EDaR",
        [RiskMeasure.UlcerIndex] = "UCI",
    };

    public static TheoryData<RiskMeasure> Published => [.. Columns.Keys];

    [SharedTheory]
    [InlineData(RiskMeasure.ConditionalValueAtRisk, 0.0154290674, 10)]
    [InlineData(RiskMeasure.WorstRealisation, 0.0217656804, 10)]
    [InlineData(RiskMeasure.MaximumDrawdown, 0.0318480010, 10)]
    public void The_least_risk_is_the_published_one(RiskMeasure measure, double expected, int digits) =>
        Assert.Equal(expected, RiskMeasures.Of(measure, Recent().Portfolio(Weights(measure))), digits);

    /// <summary>The weights are a solver's, near the optimum: their bound lies above it, by less than the solver's tolerance.</summary>
    [SharedFact]
    public void The_least_entropic_bound_is_the_published_one()
    {
        const double Published = 0.019425135;
        const double Tolerance = 2e-5;

        Assert.InRange(RiskMeasures.Of(RiskMeasure.EntropicValueAtRisk, Recent().Portfolio(Weights(RiskMeasure.EntropicValueAtRisk))), Published, Published * (1 + Tolerance));
    }

    /// <summary>An oracle without figures: whoever moves a part of the published weights elsewhere must not find less risk.</summary>
    [SharedTheory]
    [MemberData(nameof(Published))]
    public void No_other_weights_near_the_published_ones_have_less_risk(RiskMeasure measure)
    {
        const double Moved = 0.02;
        const double SolverTolerance = 1e-5;
        AssetReturns returns = Recent();
        double[] best = Weights(measure);
        double least = RiskMeasures.Of(measure, returns.Portfolio(best));
        for (int from = 0; from < best.Length; from++)
        {
            for (int to = 0; to < best.Length; to++)
            {
                double[] other = [.. best];
                double moved = Math.Min(Moved, best[from]);
                (other[from], other[to]) = from == to ? (best[from], best[to]) : (best[from] - moved, best[to] + moved);
                Assert.True(RiskMeasures.Of(measure, returns.Portfolio(other)) >= least * (1 - SolverTolerance), $"{measure}: {moved} from {returns.Names[from]} to {returns.Names[to]}");
            }
        }
    }

    [Fact]
    public void Small_samples_have_the_risks_worked_out_by_hand()
    {
        double[] returns = [0.02, -0.04, 0.01, -0.02, 0.03];

        Assert.Equal(0.04, RiskMeasures.Of(RiskMeasure.ValueAtRisk, returns, 0.2), 15);
        Assert.Equal(0.03, RiskMeasures.Of(RiskMeasure.ConditionalValueAtRisk, returns, 0.4), 15);
        Assert.Equal(0.055, RiskMeasures.Of(RiskMeasure.ConditionalValueAtRiskRange, returns, 0.4), 15);
        Assert.Equal(0.05, RiskMeasures.Of(RiskMeasure.MaximumDrawdown, returns), 15);
        Assert.Equal((0 + 0.04 + 0.03 + 0.05 + 0.02) / 5, RiskMeasures.Of(RiskMeasure.AverageDrawdown, returns), 15);
        Assert.Equal(Math.Sqrt((0.0016 + 0.0009 + 0.0025 + 0.0004) / 5), RiskMeasures.Of(RiskMeasure.UlcerIndex, returns), 15);
        Assert.Equal(0.012, RiskMeasures.Of(RiskMeasure.FirstLowerPartialMoment, returns), 15);
        Assert.Equal(0.07, RiskMeasures.Of(RiskMeasure.Range, returns), 15);
        Assert.Equal(0.36 / 10, RiskMeasures.Of(RiskMeasure.GiniMeanDifference, returns), 15);
    }

    [Fact]
    public void The_entropic_bound_lies_between_the_conditional_value_at_risk_and_the_worst()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            double scale = Math.Pow(10, random.Next(-12, 12));
            double[] returns = [.. Enumerable.Range(0, random.Next(2, 60)).Select(_ => (random.NextDouble() - 0.5) * scale)];
            double bound = RiskMeasures.Of(RiskMeasure.EntropicValueAtRisk, returns, 0.1);

            Assert.InRange(bound, RiskMeasures.Of(RiskMeasure.ConditionalValueAtRisk, returns, 0.1) - (1e-6 * scale), RiskMeasures.Of(RiskMeasure.WorstRealisation, returns) + (1e-6 * scale));
        }
    }

    [Fact]
    public void A_risk_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(static () => RiskMeasures.Of(RiskMeasure.Deviation, [0.1]));
        Assert.Throws<ArgumentException>(static () => RiskMeasures.Of(RiskMeasure.Deviation, [0.1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => RiskMeasures.Of(RiskMeasure.Deviation, [0.1, 0.2], 0));
    }

    private static AssetReturns Recent()
    {
        AssetReturns all = PriceTable.Returns("riskfolio/stock_prices.csv", "SPY");
        return new AssetReturns(all.Names, [.. Enumerable.Range(0, all.Names.Length).Select(a => all[a][^Window..].ToArray())]);
    }

    private static double[] Weights(RiskMeasure measure) => PriceTable.Weights("riskfolio/Classic_MinRisk.csv")[Columns[measure]];
}
