namespace CryptoScalp.Rules.Features;

/// <summary>Covariances, correlations and betas of many series over a rolling window, updated in place: O(n²) a row, O(1) a pair, without drift.</summary>
/// <remarks>
/// A row holds one number for each series, the returns of one bar for example. Sums carry twice the digits of a double and are added up afresh when a spike
/// leaves the window. An update allocates nothing. Not thread-safe: one writer.
/// </remarks>
public sealed class RollingMatrix
{
    /// <summary>The most series.</summary>
    public const int MostSeries = 256;

    private readonly double[] _rows;
    private readonly DoubleDouble[] _sums;
    private readonly DoubleDouble[] _products;
    private int _next;
    private int _count;

    /// <param name="series">2 to <see cref="MostSeries"/>.</param>
    /// <param name="period">Rows of the window, 2 to <see cref="IndicatorParameter.LongestPeriod"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of these ranges.</exception>
    public RollingMatrix(int series, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(series, MostSeries);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, IndicatorParameter.LongestPeriod);
        (Series, Period) = (series, period);
        _rows = new double[series * period];
        _sums = new DoubleDouble[series];
        _products = new DoubleDouble[series * (series + 1) / 2];
    }

    public int Series { get; }

    public int Period { get; }

    /// <summary>As many rows as the window has came; before, every statistic is NaN.</summary>
    public bool IsFull => _count == Period;

    /// <summary>Takes in the next row; false, and nothing changes, when a number of it is not finite.</summary>
    /// <exception cref="ArgumentException">The row has not one number for each series.</exception>
    public bool Push(ReadOnlySpan<double> row)
    {
        if (row.Length != Series)
        {
            throw new ArgumentException($"a row of {Series} series has {Series} numbers, not {row.Length}", nameof(row));
        }

        if (!Columns.AreFinite(row))
        {
            return false;
        }

        Span<double> place = _rows.AsSpan(_next * Series, Series);
        bool afresh = Roll(row, place);
        row.CopyTo(place);
        _next = _next + 1 == Period ? 0 : _next + 1;
        _count = Math.Min(_count + 1, Period);
        if (afresh)
        {
            AddUp();
        }

        return true;
    }

    /// <summary>Of the sample (n - 1).</summary>
    public double Covariance(int a, int b) => IsFull ? Moment(a, b) / ((double)Period * (Period - 1)) : double.NaN;

    /// <summary>-1 to 1; NaN where one of the two stands still.</summary>
    public double Correlation(int a, int b)
    {
        double scale = Math.Sqrt(Math.Max(0, Moment(a, a))) * Math.Sqrt(Math.Max(0, Moment(b, b)));
        return IsFull && scale > 0 ? Math.Clamp(Moment(a, b) / scale, -1, 1) : double.NaN;
    }

    /// <summary>How much <paramref name="a"/> moves when <paramref name="market"/> moves by one; NaN where that stands still.</summary>
    public double Beta(int a, int market)
    {
        double variance = Moment(market, market);
        return IsFull && variance > 0 ? Moment(a, market) / variance : double.NaN;
    }

    private static int Pair(int a, int b) => a >= b ? (a * (a + 1) / 2) + b : Pair(b, a);

    /// <summary>The covariance times the square of the period, before rounding in twice the digits.</summary>
    private double Moment(int a, int b) => ((_products[Pair(a, b)] * Period) - (_sums[a] * _sums[b])).Value;

    private bool Roll(ReadOnlySpan<double> row, ReadOnlySpan<double> gone)
    {
        bool afresh = false;
        int pair = 0;
        for (int a = 0; a < Series; a++)
        {
            _sums[a] += DoubleDouble.Difference(row[a], gone[a]);
            afresh |= _sums[a].IsResidueOf(gone[a]);
            for (int b = 0; b <= a; b++)
            {
                _products[pair++] += DoubleDouble.Product(row[a], row[b]) - DoubleDouble.Product(gone[a], gone[b]);
            }

            afresh |= _products[pair - 1].IsResidueOf(gone[a] * gone[a]);
        }

        return afresh;
    }

    private void AddUp()
    {
        Array.Clear(_sums);
        Array.Clear(_products);
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<double> row = _rows.AsSpan(i * Series, Series);
            int pair = 0;
            for (int a = 0; a < Series; a++)
            {
                _sums[a] += row[a];
                for (int b = 0; b <= a; b++)
                {
                    _products[pair++] += DoubleDouble.Product(row[a], row[b]);
                }
            }
        }
    }
}
