namespace CryptoScalp.Rules.Features;

/// <summary>A natural logarithm that gives the same bits on every machine.</summary>
/// <remarks>
/// The C library's logarithm may differ in the last bit from one platform to the next, and a decision may hang on it.
/// This one uses only operations that IEEE 754 rounds exactly: ln(a / b) = 2 artanh((a - b) / (a + b)), a series in odd powers.
/// Error below 1e-15 relative to the larger of the result and 1e-3.
/// </remarks>
internal static class PortableLog
{
    private const double SeriesLimit = 0.05;
    private const int LastPower = 13;

    /// <summary>ln(a / b) for finite, positive numbers.</summary>
    public static double OfRatio(double a, double b)
    {
        double z = (a - b) / (a + b);
        return Math.Abs(z) <= SeriesLimit ? Series(z) : OfLargeRatio(a / b);
    }

    /// <summary>Takes roots until the ratio is near 1: ln(x) = 2 ln(sqrt(x)).</summary>
    private static double OfLargeRatio(double ratio)
    {
        double scale = 1;
        double z;
        for (z = (ratio - 1) / (ratio + 1); Math.Abs(z) > SeriesLimit; z = (ratio - 1) / (ratio + 1))
        {
            ratio = Math.Sqrt(ratio);
            scale *= 2;
        }

        return scale * Series(z);
    }

    private static double Series(double z)
    {
        double square = z * z;
        double sum = 0;
        for (int power = LastPower; power >= 1; power -= 2)
        {
            sum = (sum * square) + (1.0 / power);
        }

        return 2 * z * sum;
    }
}
