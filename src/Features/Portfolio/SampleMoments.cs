namespace CryptoScalp.Rules.Features;

/// <summary>Count, mean and standard deviation of the numbers of a sample that are there.</summary>
/// <param name="Mean">NaN for none.</param>
/// <param name="Deviation">n - 1; NaN below two.</param>
internal readonly record struct SampleMoments(int Count, double Mean, double Deviation)
{
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        (int count, double mean) = MeanOf(values);
        DoubleDouble squares = 0;
        foreach (double value in values)
        {
            double distance = double.IsNaN(value) ? 0 : value - mean;
            squares += DoubleDouble.Product(distance, distance);
        }

        return new SampleMoments(count, mean, count < 2 ? double.NaN : Math.Sqrt(squares.Value / (count - 1)));
    }

    /// <summary>The covariance (n - 1) over the rows in which both are there; NaN below two.</summary>
    public static double Covariance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        (DoubleDouble a, DoubleDouble b) = (0, 0);
        int count = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (AreBoth(first[i], second[i]))
            {
                (a, b, count) = (a + first[i], b + second[i], count + 1);
            }
        }

        return count < 2 ? double.NaN : CoMoment(first, second, a.Value / count, b.Value / count) / (count - 1);
    }

    /// <summary>The square of the correlation of values with their places.</summary>
    public static double Determination(ReadOnlySpan<double> values)
    {
        double[] places = new double[values.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        double covariance = Covariance(values, places);
        double spread = Covariance(values, values) * Covariance(places, places);
        return spread > 0 ? covariance * covariance / spread : double.NaN;
    }

    private static double CoMoment(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double firstMean, double secondMean)
    {
        DoubleDouble sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (AreBoth(first[i], second[i]))
            {
                sum += DoubleDouble.Product(first[i] - firstMean, second[i] - secondMean);
            }
        }

        return sum.Value;
    }

    private static (int Count, double Mean) MeanOf(ReadOnlySpan<double> values)
    {
        DoubleDouble sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                (sum, count) = (sum + value, count + 1);
            }
        }

        return (count, sum.Value / count);
    }

    private static bool AreBoth(double first, double second) => !double.IsNaN(first) && !double.IsNaN(second);
}
