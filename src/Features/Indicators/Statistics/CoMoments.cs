namespace CryptoScalp.Rules.Features;

/// <summary>Variances and covariance of the last pairs of values, each times the period squared; O(1) and without drift.</summary>
internal sealed class CoMoments(int period)
{
    private readonly Ring _xs = new(period);
    private readonly Ring _ys = new(period);
    private DoubleDouble _x;
    private DoubleDouble _y;
    private DoubleDouble _xx;
    private DoubleDouble _yy;
    private DoubleDouble _xy;

    public bool IsFull => _xs.IsFull;

    public double VarianceX => ((_xx * period) - (_x * _x)).Value;

    public double VarianceY => ((_yy * period) - (_y * _y)).Value;

    public double Covariance => ((_xy * period) - (_x * _y)).Value;

    /// <summary>Pearson's, -1 to 1; NaN where a series stands still.</summary>
    public double Correlation
    {
        get
        {
            double scale = Math.Sqrt(Math.Max(0, VarianceX)) * Math.Sqrt(Math.Max(0, VarianceY));
            return scale > 0 ? Math.Clamp(Covariance / scale, -1, 1) : double.NaN;
        }
    }

    public void Push(double x, double y)
    {
        double oldX = _xs.Push(x);
        double oldY = _ys.Push(y);
        _x += DoubleDouble.Difference(x, oldX);
        _y += DoubleDouble.Difference(y, oldY);
        _xx += DoubleDouble.Product(x, x) - DoubleDouble.Product(oldX, oldX);
        _yy += DoubleDouble.Product(y, y) - DoubleDouble.Product(oldY, oldY);
        _xy += DoubleDouble.Product(x, y) - DoubleDouble.Product(oldX, oldY);
        if (_x.IsResidueOf(oldX) || _y.IsResidueOf(oldY) || _xx.IsResidueOf(oldX * oldX) || _yy.IsResidueOf(oldY * oldY))
        {
            AddUp();
        }
    }

    private void Add(double x, double y)
    {
        _x += x;
        _y += y;
        _xx += DoubleDouble.Product(x, x);
        _yy += DoubleDouble.Product(y, y);
        _xy += DoubleDouble.Product(x, y);
    }

    private void AddUp()
    {
        (_x, _y, _xx, _yy, _xy) = (0, 0, 0, 0, 0);
        for (int i = 0; i < _xs.Unordered.Length; i++)
        {
            Add(_xs.Unordered[i], _ys.Unordered[i]);
        }
    }
}
