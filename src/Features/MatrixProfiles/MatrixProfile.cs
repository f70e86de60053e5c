namespace CryptoScalp.Rules.Features;

/// <summary>For each window of a series the z-normalised distance to its nearest neighbour elsewhere, and which that is.</summary>
/// <remarks>
/// Neighbours closer than a quarter of a window (rounded up) are trivial and do not count; among equals the first. Two constant windows have the
/// distance 0, a constant and another √window, as in STUMPY. O(n²) time, O(n) memory. Source: Yeh et al., Matrix Profile I (2016).
/// </remarks>
public sealed class MatrixProfile
{
    /// <summary>The fewest values a window may have.</summary>
    public const int ShortestWindow = 3;

    private MatrixProfile(int window, int count)
    {
        Window = window;
        Distances = new double[count];
        Neighbours = new int[count];
        LeftNeighbours = new int[count];
        RightNeighbours = new int[count];
    }

    /// <summary>Values in a window.</summary>
    public int Window { get; }

    /// <summary>The number of windows.</summary>
    public int Count => Distances.Length;

    /// <summary>To the nearest neighbour, 0 to 2√window; NaN where there is none.</summary>
    public double[] Distances { get; }

    /// <summary>Where the nearest neighbour starts; -1 where there is none.</summary>
    public int[] Neighbours { get; }

    /// <summary>The nearest neighbour that starts earlier; -1 where there is none.</summary>
    public int[] LeftNeighbours { get; }

    /// <summary>The nearest neighbour that starts later; -1 where there is none.</summary>
    public int[] RightNeighbours { get; }

    /// <summary>Windows that start this far apart or less are trivial matches.</summary>
    public static int ExclusionZone(int window) => (window + 3) / 4;

    /// <param name="series">At least one window long; a value that is not finite leaves the windows over it without neighbours.</param>
    /// <param name="window">At least <see cref="ShortestWindow"/>.</param>
    /// <exception cref="ArgumentException">The window is too short or longer than the series.</exception>
    public static MatrixProfile Compute(ReadOnlySpan<double> series, int window)
    {
        if (window < ShortestWindow || window > series.Length)
        {
            throw new ArgumentException($"a matrix profile of {series.Length} values needs a window of {ShortestWindow} to {series.Length}, not {window}", nameof(window));
        }

        Subsequences windows = new(window, series.Length - window + 1);
        foreach (double value in series)
        {
            windows.Append(value);
        }

        MatrixProfile profile = new(window, windows.Count);
        profile.FindNeighbours(windows);
        return profile;
    }

    private void FindNeighbours(Subsequences windows)
    {
        double[] left = new double[Count];
        double[] right = new double[Count];
        Array.Fill(left, double.NegativeInfinity);
        Array.Fill(right, double.NegativeInfinity);
        Array.Fill(LeftNeighbours, -1);
        Array.Fill(RightNeighbours, -1);
        for (int lag = ExclusionZone(Window) + 1; lag < Count; lag++)
        {
            WalkDiagonal(windows, lag, left, right);
        }

        for (int i = 0; i < Count; i++)
        {
            Neighbours[i] = left[i] >= right[i] ? LeftNeighbours[i] : RightNeighbours[i];
            Distances[i] = Neighbours[i] < 0 ? double.NaN : windows.Distance(i, Neighbours[i]);
        }
    }

    private void WalkDiagonal(Subsequences windows, int lag, double[] left, double[] right)
    {
        ReadOnlySpan<double> df = windows.DifferenceHalves;
        ReadOnlySpan<double> dg = windows.DeviationSums;
        double covariance = double.NaN;
        for (int i = lag; i < Count; i++)
        {
            int j = i - lag;
            bool anew = j == 0 || lag % Subsequences.AnchorEvery == i % Subsequences.AnchorEvery || !double.IsFinite(covariance);
            covariance = anew ? windows.Covariance(i, j) : covariance + (df[i] * dg[j]) + (df[j] * dg[i]);
            double correlation = windows.Correlation(i, j, covariance);
            if (correlation >= left[i])
            {
                (left[i], LeftNeighbours[i]) = (correlation, j);
            }

            if (correlation > right[j])
            {
                (right[j], RightNeighbours[j]) = (correlation, i);
            }
        }
    }
}
