namespace CryptoScalp.Rules.Features;

/// <summary>The streaming matrix profile: how far the newest window lies from the nearest one before it, and which that is.</summary>
/// <remarks>
/// The left profile of the batch, looking back over at most a given number of windows: a value costs O(history), allocates nothing and its memory is
/// fixed. Small distances say that what happens now has happened before; large ones are discords. Not thread-safe: one writer.
/// Source: Yeh et al., Matrix Profile I (2016); left profiles as in Zhu et al. (2017), the definition of STUMPY.
/// </remarks>
public sealed class LeftMatrixProfile
{
    /// <summary>The longest history in windows.</summary>
    public const int LongestHistory = 100_000;

    private readonly Subsequences _windows;
    private readonly double[] _covariances;
    private readonly int _exclusion;
    private readonly int _history;
    private long _dropped;

    /// <param name="window">Values in a window, 3 or more.</param>
    /// <param name="history">Windows looked back over, more than the exclusion zone and at most <see cref="LongestHistory"/>.</param>
    public LeftMatrixProfile(int window, int history)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, MatrixProfile.ShortestWindow);
        _exclusion = MatrixProfile.ExclusionZone(window);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(history, _exclusion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(history, LongestHistory);
        _history = history;
        _windows = new Subsequences(window, 2 * (history + 1));
        _covariances = new double[history + 1];
    }

    /// <summary>The z-normalised distance to the nearest earlier window outside the exclusion zone; NaN while there is none.</summary>
    public double Distance { get; private set; } = double.NaN;

    /// <summary>Where that window starts, counted from the first value as 0; -1 while there is none.</summary>
    public long Neighbour { get; private set; } = -1;

    /// <summary>Takes in the next value. Windows with a value that is not finite are nobody's neighbour and have none.</summary>
    public void Append(double value)
    {
        if (_windows.IsFull)
        {
            int drop = _windows.Count - _history;
            _windows.DropOldest(drop);
            _dropped += drop;
        }

        _windows.Append(value);
        (Distance, Neighbour) = (double.NaN, -1);
        if (_windows.Count > 0)
        {
            FindNeighbour(_windows.Count - 1);
        }
    }

    private void FindNeighbour(int i)
    {
        (double best, int nearest) = (double.NegativeInfinity, -1);
        ReadOnlySpan<double> df = _windows.DifferenceHalves;
        ReadOnlySpan<double> dg = _windows.DeviationSums;
        int anchor = (int)((_dropped + i) % Subsequences.AnchorEvery);
        for (int lag = Math.Min(_history, i); lag > _exclusion; lag--)
        {
            int j = i - lag;
            bool anew = j == 0 || lag % Subsequences.AnchorEvery == anchor || !double.IsFinite(_covariances[lag]);
            double covariance = anew ? _windows.Covariance(i, j) : _covariances[lag] + (df[i] * dg[j]) + (df[j] * dg[i]);
            _covariances[lag] = covariance;
            double correlation = _windows.Correlation(i, j, covariance);
            if (correlation > best)
            {
                (best, nearest) = (correlation, j);
            }
        }

        if (nearest >= 0)
        {
            (Distance, Neighbour) = (_windows.Distance(i, nearest), _dropped + nearest);
        }
    }
}
