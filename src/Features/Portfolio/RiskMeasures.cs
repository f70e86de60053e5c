using System.Diagnostics;

namespace CryptoScalp.Rules.Features;

/// <summary>The risk of a series of returns by every <see cref="RiskMeasure"/>.</summary>
/// <remarks>
/// Returns are fractions a period, all finite, oldest first; drawdowns are of their sum, not compounded. The worst share is <c>alpha</c> of the periods.
/// Definitions as in Riskfolio-Lib; R. T. Rockafellar, S. Uryasev (2000) for the conditional value at risk, A. Ahmadi-Javid (2012) for the entropic one.
/// </remarks>
public static class RiskMeasures
{
    /// <param name="alpha">The worst share, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">Fewer than two returns, or one that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is none.</exception>
    public static double Of(RiskMeasure measure, ReadOnlySpan<double> returns, double alpha = 0.05)
    {
        if (!(alpha > 0 && alpha <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "the worst share is above 0 and at most 1");
        }

        if (returns.Length < 2 || !Columns.AreFinite(returns))
        {
            throw new ArgumentException("a risk is measured of at least two returns, all of them finite", nameof(returns));
        }

        return measure >= RiskMeasure.MaximumDrawdown ? OfDrawdowns(measure, Drawdowns(returns), alpha) : OfReturns(measure, returns, alpha);
    }

    private static double OfReturns(RiskMeasure measure, ReadOnlySpan<double> returns, double alpha) => measure switch
    {
        RiskMeasure.Deviation => SampleMoments.Of(returns).Deviation,
        RiskMeasure.MeanAbsoluteDeviation => MeanAbsoluteDeviation(returns),
        RiskMeasure.GiniMeanDifference => GiniMeanDifference(Sorted(returns)),
        RiskMeasure.SemiDeviation => LowerDeviation(returns, SampleMoments.Of(returns).Mean),
        RiskMeasure.FirstLowerPartialMoment => MeanLoss(returns),
        RiskMeasure.SecondLowerPartialMoment => LowerDeviation(returns, 0),
        RiskMeasure.ValueAtRisk => -Sorted(returns)[TailRisk.LastOf(alpha, returns.Length)],
        RiskMeasure.ConditionalValueAtRisk => TailRisk.Conditional(Sorted(returns), alpha),
        RiskMeasure.EntropicValueAtRisk => TailRisk.Entropic(returns, alpha),
        RiskMeasure.WorstRealisation => -Sorted(returns)[0],
        RiskMeasure.Range => Sorted(returns) is var sorted ? sorted[^1] - sorted[0] : double.NaN,
        RiskMeasure.ConditionalValueAtRiskRange => TailRisk.Conditional(Sorted(returns), alpha) + TailRisk.Conditional(Sorted(Negated(returns)), alpha),
        _ => throw new UnreachableException(),
    };

    private static double OfDrawdowns(RiskMeasure measure, double[] drawdowns, double alpha) => measure switch
    {
        RiskMeasure.MaximumDrawdown => -Sorted(drawdowns)[0],
        RiskMeasure.AverageDrawdown => MeanLoss(drawdowns),
        RiskMeasure.ConditionalDrawdown => TailRisk.Conditional(Sorted(drawdowns), alpha),
        RiskMeasure.EntropicDrawdown => TailRisk.Entropic(drawdowns, alpha),
        RiskMeasure.UlcerIndex => LowerDeviation(drawdowns, 0) * Math.Sqrt((drawdowns.Length - 1.0) / drawdowns.Length),
        _ => throw new UnreachableException(),
    };

    /// <summary>How far the sum of returns stands below its peak so far, its start included; at most 0.</summary>
    private static double[] Drawdowns(ReadOnlySpan<double> returns)
    {
        double[] falls = new double[returns.Length];
        (double sum, double peak) = (0, 0);
        for (int i = 0; i < falls.Length; i++)
        {
            sum += returns[i];
            peak = Math.Max(peak, sum);
            falls[i] = sum - peak;
        }

        return falls;
    }

    private static double MeanAbsoluteDeviation(ReadOnlySpan<double> returns)
    {
        double mean = SampleMoments.Of(returns).Mean;
        DoubleDouble sum = 0;
        foreach (double value in returns)
        {
            sum += Math.Abs(value - mean);
        }

        return sum.Value / returns.Length;
    }

    private static double GiniMeanDifference(double[] sorted)
    {
        DoubleDouble sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += DoubleDouble.Product((2.0 * i) - sorted.Length + 1, sorted[i]);
        }

        return 2 * sum.Value / ((double)sorted.Length * (sorted.Length - 1));
    }

    private static double MeanLoss(ReadOnlySpan<double> returns)
    {
        DoubleDouble sum = 0;
        foreach (double value in returns)
        {
            sum += Math.Max(0, -value);
        }

        return sum.Value / returns.Length;
    }

    private static double LowerDeviation(ReadOnlySpan<double> returns, double below)
    {
        DoubleDouble squares = 0;
        foreach (double value in returns)
        {
            double shortfall = Math.Min(0, value - below);
            squares += DoubleDouble.Product(shortfall, shortfall);
        }

        return Math.Sqrt(squares.Value / (returns.Length - 1));
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static double[] Negated(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), static v => -v);
}
