namespace CryptoScalp.Rules.Features;

/// <summary>Describes a stretch of prices.</summary>
internal static class SegmentStatistics
{
    public static ProfileSegment Of(ReadOnlySpan<double> prices, int start, int end)
    {
        ReadOnlySpan<double> own = prices[start..end];
        double[] returns = new double[Math.Max(own.Length - 1, 0)];
        for (int i = 0; i < returns.Length; i++)
        {
            returns[i] = (own[i + 1] - own[i]) / own[i];
        }

        double[] clock = [.. Enumerable.Range(0, own.Length).Select(static i => (double)i)];
        double mean = Mean(returns);
        return new ProfileSegment(
            start, end, mean, Math.Sqrt(Moment(returns, mean, 2) * returns.Length / (returns.Length - 1)), Standardised(returns, mean, 3), Standardised(returns, mean, 4) - 3,
            Drawdown(own), Correlation(own, clock), returns.Length < 2 ? double.NaN : Correlation(returns.AsSpan(1), returns.AsSpan(0, returns.Length - 1)));
    }

    /// <summary>Pearson's; NaN when a series does not vary.</summary>
    public static double Correlation(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        double meanX = Mean(xs);
        double meanY = Mean(ys);
        (double xx, double yy, double xy) = (0, 0, 0);
        for (int i = 0; i < xs.Length; i++)
        {
            xx += (xs[i] - meanX) * (xs[i] - meanX);
            yy += (ys[i] - meanY) * (ys[i] - meanY);
            xy += (xs[i] - meanX) * (ys[i] - meanY);
        }

        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1) : double.NaN;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Moment(ReadOnlySpan<double> values, double mean, int power)
    {
        double sum = 0;
        foreach (double value in values)
        {
            double term = 1;
            for (int i = 0; i < power; i++)
            {
                term *= value - mean;
            }

            sum += term;
        }

        return sum / values.Length;
    }

    private static double Standardised(ReadOnlySpan<double> values, double mean, int power)
    {
        double variance = Moment(values, mean, 2);
        return variance > 0 ? Moment(values, mean, power) / Math.Pow(Math.Sqrt(variance), power) : double.NaN;
    }

    private static double Drawdown(ReadOnlySpan<double> prices)
    {
        (double peak, double worst) = (prices[0], 0);
        foreach (double price in prices)
        {
            peak = Math.Max(peak, price);
            worst = Math.Max(worst, (peak - price) / peak);
        }

        return worst;
    }
}
