namespace CryptoScalp.Rules.Features;

/// <summary>What a matrix profile needs to know of each window of a series: its mean, its norm about the mean and how the next window differs.</summary>
/// <remarks>
/// The covariance of two windows follows from that of the windows one before by four of these numbers (Zhu et al., SCAMP, 2019):
/// <c>cov(i, j) = cov(i-1, j-1) + df(i) dg(j) + df(j) dg(i)</c>, which does not change when a constant is added to the series, so prices do not cancel.
/// Rounding adds up along a diagonal, so every <see cref="AnchorEvery"/> steps the covariance is computed anew. A window with a value that is
/// not finite has no norm (NaN); a constant window has the norm 0.
/// </remarks>
internal sealed class Subsequences(int window, int capacity)
{
    public const int AnchorEvery = 256;

    private readonly double[] _values = new double[capacity + window - 1];
    private readonly double[] _means = new double[capacity];
    private readonly double[] _norms = new double[capacity];
    private readonly double[] _df = new double[capacity];
    private readonly double[] _dg = new double[capacity];
    private int _valueCount;
    private int _run;
    private int _finite;

    /// <summary>The number of windows known.</summary>
    public int Count => Math.Max(0, _valueCount - window + 1);

    public int Window => window;

    public bool IsFull => _valueCount == _values.Length;

    public ReadOnlySpan<double> DifferenceHalves => _df;

    public ReadOnlySpan<double> DeviationSums => _dg;

    public ReadOnlySpan<double> Norms => _norms;

    /// <summary>Adds the next value; there must be room.</summary>
    public void Append(double value)
    {
        _run = _valueCount > 0 && value == _values[_valueCount - 1] ? _run + 1 : 1;
        _finite = double.IsFinite(value) ? _finite + 1 : 0;
        _values[_valueCount++] = value;
        if (_valueCount >= window)
        {
            Describe(_valueCount - window);
        }
    }

    /// <summary>Forgets the oldest windows.</summary>
    public void DropOldest(int windows)
    {
        _values.AsSpan(windows, _valueCount - windows).CopyTo(_values);
        int kept = Count - windows;
        _means.AsSpan(windows, kept).CopyTo(_means);
        _norms.AsSpan(windows, kept).CopyTo(_norms);
        _df.AsSpan(windows, kept).CopyTo(_df);
        _dg.AsSpan(windows, kept).CopyTo(_dg);
        _valueCount -= windows;
    }

    /// <summary>The covariance of two windows, times the window's length, from their values.</summary>
    public double Covariance(int i, int j)
    {
        double sum = 0;
        for (int k = 0; k < window; k++)
        {
            sum += (_values[i + k] - _means[i]) * (_values[j + k] - _means[j]);
        }

        return sum;
    }

    /// <summary>Pearson's correlation from a covariance: 1 for two constant windows, 0.5 for one (a distance of √window), NaN where a window is not finite.</summary>
    public double Correlation(int i, int j, double covariance)
    {
        double scale = _norms[i] * _norms[j];
        if (scale == 0)
        {
            return _norms[i] == _norms[j] ? 1 : double.IsNaN(_norms[i] + _norms[j]) ? double.NaN : 0.5;
        }

        return Math.Min(covariance / scale, 1);
    }

    /// <summary>The z-normalised Euclidean distance from the values themselves, 0 to 2√window: exact also where the correlation is all but 1.</summary>
    public double Distance(int i, int j)
    {
        if (_norms[i] == 0 || _norms[j] == 0)
        {
            return _norms[i] == _norms[j] ? 0 : Math.Sqrt(window);
        }

        double root = Math.Sqrt(window);
        double sum = 0;
        for (int k = 0; k < window; k++)
        {
            double difference = ((_values[i + k] - _means[i]) / _norms[i]) - ((_values[j + k] - _means[j]) / _norms[j]);
            sum += difference * difference;
        }

        return Math.Sqrt(sum) * root;
    }

    private void Describe(int i)
    {
        ReadOnlySpan<double> values = _values.AsSpan(i, window);
        double mean = Mean(values);
        _means[i] = mean;
        _norms[i] = _finite < window ? double.NaN : _run >= window ? 0 : Norm(values, mean);
        if (i > 0)
        {
            double arriving = _values[i + window - 1];
            double leaving = _values[i - 1];
            _df[i] = (arriving - leaving) / 2;
            _dg[i] = arriving - mean + (leaving - _means[i - 1]);
        }
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

    private static double Norm(ReadOnlySpan<double> values, double mean)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum);
    }
}
