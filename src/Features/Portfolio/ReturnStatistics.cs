namespace CryptoScalp.Rules.Features;

/// <summary>What a series of returns was worth: growth, fluctuation, drawdown and their ratios.</summary>
/// <remarks>
/// A return is a fraction a period, 0.01 for one per cent, oldest first. NaN is a period without a return: it counts as time where growth is
/// annualised and is left out of everything else. A statistic without enough returns, or divided by zero, is NaN. Formulas as in the library empyrical.
/// Walks the whole series; nothing is kept.
/// </remarks>
public static class ReturnStatistics
{
    /// <summary>Growth over the whole series, compounded; 0 for none.</summary>
    public static double CumulativeReturn(ReadOnlySpan<double> returns)
    {
        double wealth = 1;
        foreach (double value in returns)
        {
            wealth *= 1 + (double.IsNaN(value) ? 0 : value);
        }

        return wealth - 1;
    }

    /// <summary>The deepest fall of the compounded series below an earlier peak, its start included: from -1 to 0.</summary>
    public static double MaximumDrawdown(ReadOnlySpan<double> returns)
    {
        (double wealth, double peak, double deepest) = (1, 1, 0);
        foreach (double value in returns)
        {
            wealth *= 1 + (double.IsNaN(value) ? 0 : value);
            peak = Math.Max(peak, wealth);
            deepest = Math.Min(deepest, (wealth - peak) / peak);
        }

        return returns.IsEmpty ? double.NaN : deepest;
    }

    /// <summary>The yearly growth that compounds to the whole.</summary>
    /// <param name="periodsPerYear">252 for trading days, 365 for days of a market that never closes.</param>
    public static double AnnualReturn(ReadOnlySpan<double> returns, double periodsPerYear) =>
        returns.IsEmpty ? double.NaN : Math.Pow(1 + CumulativeReturn(returns), periodsPerYear / returns.Length) - 1;

    /// <summary>Standard deviation of the sample (n - 1), scaled to a year.</summary>
    public static double AnnualVolatility(ReadOnlySpan<double> returns, double periodsPerYear) =>
        SampleMoments.Of(returns).Deviation * Math.Sqrt(periodsPerYear);

    /// <summary>Annual growth over the deepest drawdown.</summary>
    public static double Calmar(ReadOnlySpan<double> returns, double periodsPerYear) =>
        MaximumDrawdown(returns) is < 0 and double deepest ? AnnualReturn(returns, periodsPerYear) / -deepest : double.NaN;

    /// <summary>Mean over standard deviation of what exceeds the risk-free return, scaled to a year.</summary>
    /// <param name="riskFree">A period.</param>
    public static double Sharpe(ReadOnlySpan<double> returns, double periodsPerYear, double riskFree = 0)
    {
        SampleMoments moments = SampleMoments.Of(returns);
        return Ratio(moments.Mean - riskFree, moments.Deviation) * Math.Sqrt(periodsPerYear);
    }

    /// <summary>Root of the mean square of what falls short of a required return, scaled to a year.</summary>
    /// <param name="required">A period.</param>
    public static double DownsideRisk(ReadOnlySpan<double> returns, double periodsPerYear, double required = 0)
    {
        DoubleDouble squares = 0;
        int count = 0;
        foreach (double value in returns)
        {
            if (!double.IsNaN(value))
            {
                double shortfall = Math.Min(value - required, 0);
                squares += DoubleDouble.Product(shortfall, shortfall);
                count++;
            }
        }

        return count == 0 ? double.NaN : Math.Sqrt(squares.Value / count) * Math.Sqrt(periodsPerYear);
    }

    /// <summary>Mean excess over the downside risk, both scaled to a year.</summary>
    /// <param name="required">A period.</param>
    public static double Sortino(ReadOnlySpan<double> returns, double periodsPerYear, double required = 0) =>
        Ratio((SampleMoments.Of(returns).Mean - required) * periodsPerYear, DownsideRisk(returns, periodsPerYear, required));

    /// <summary>What exceeds a threshold over what falls short of it.</summary>
    /// <param name="riskFree">A period.</param>
    /// <param name="required">A year; the threshold of a period compounds to it. Above -1.</param>
    public static double Omega(ReadOnlySpan<double> returns, double periodsPerYear, double riskFree = 0, double required = 0)
    {
        double threshold = riskFree + Math.Pow(1 + required, 1 / periodsPerYear) - 1;
        (DoubleDouble above, DoubleDouble below) = (0, 0);
        foreach (double value in returns)
        {
            double excess = value - threshold;
            above += excess > 0 ? excess : 0;
            below += excess < 0 ? -excess : 0;
        }

        return Ratio(above.Value, below.Value);
    }

    /// <summary>How straight the compounded series grows: the determination of its logarithm by time, 0 to 1.</summary>
    public static double Stability(ReadOnlySpan<double> returns)
    {
        double[] wealth = new double[returns.Length];
        int count = 0;
        double logarithm = 0;
        foreach (double value in returns)
        {
            if (!double.IsNaN(value))
            {
                wealth[count++] = logarithm += Math.Log(1 + value);
            }
        }

        return SampleMoments.Determination(wealth.AsSpan(0, count));
    }

    /// <summary>The value below which a share of the sample lies, between two of them in proportion; NaN for no sample.</summary>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> values, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        double[] sorted = Array.FindAll(values.ToArray(), static v => !double.IsNaN(v));
        Array.Sort(sorted);
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return sorted.Length == 0 ? double.NaN
            : below + 1 == sorted.Length ? sorted[below]
            : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }

    private static double Ratio(double value, double by) => by > 0 ? value / by : double.NaN;
}
