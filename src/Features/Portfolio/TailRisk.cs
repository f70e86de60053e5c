namespace CryptoScalp.Rules.Features;

/// <summary>Risks of the worst share of a sample.</summary>
internal static class TailRisk
{
    /// <summary>Halvings of the bracket of the entropic bound; more change no digit.</summary>
    private const int Steps = 120;

    private const double GoldenShare = 0.6180339887498949;

    /// <summary>The place of the last of the worst share in a sorted sample.</summary>
    public static int LastOf(double alpha, int count) => Math.Max(0, (int)Math.Ceiling(alpha * count) - 1);

    /// <param name="sorted">Worst first.</param>
    public static double Conditional(double[] sorted, double alpha)
    {
        int last = LastOf(alpha, sorted.Length);
        DoubleDouble beyond = 0;
        for (int i = 0; i < last; i++)
        {
            beyond += sorted[i] - sorted[last];
        }

        return -sorted[last] - (beyond.Value / (alpha * sorted.Length));
    }

    /// <summary>The least of t·(ln mean exp(-x/t) - ln alpha) over t above 0, which is convex in t: by golden sections of ln t.</summary>
    public static double Entropic(ReadOnlySpan<double> values, double alpha)
    {
        double scale = Largest(values);
        if (scale == 0)
        {
            return 0;
        }

        (double low, double high) = (Math.Log(scale) - 16, Math.Log(scale) + 16);
        double right = low + (GoldenShare * (high - low)), left = high - (GoldenShare * (high - low));
        (double atLeft, double atRight) = (Bound(values, alpha, left), Bound(values, alpha, right));
        for (int step = 0; step < Steps; step++)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (GoldenShare * (high - low));
                atLeft = Bound(values, alpha, left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (GoldenShare * (high - low));
                atRight = Bound(values, alpha, right);
            }
        }

        return Math.Min(atLeft, atRight);
    }

    /// <summary>The worst is taken out of the exponentials, so that none of them overflows.</summary>
    private static double Bound(ReadOnlySpan<double> values, double alpha, double logT)
    {
        double t = Math.Exp(logT);
        double worst = double.PositiveInfinity;
        foreach (double value in values)
        {
            worst = Math.Min(worst, value);
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Exp((worst - value) / t);
        }

        return -worst + (t * (Math.Log(sum) - Math.Log(values.Length * alpha)));
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
