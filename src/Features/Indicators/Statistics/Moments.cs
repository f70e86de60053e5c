namespace CryptoScalp.Rules.Features;

/// <summary>The variance of the last values (of the window itself, not of a population behind it); O(1) and without drift.</summary>
internal sealed class Moments(int period)
{
    private readonly Ring _ring = new(period);
    private DoubleDouble _sum;
    private DoubleDouble _squares;

    public bool IsFull => _ring.IsFull;

    /// <summary>E[x²] - E[x]², which twice the digits of a double save from cancelling; never negative.</summary>
    public double Variance => Math.Max(0, ((_squares * period) - (_sum * _sum)).Value / ((double)period * period));

    public void Push(double value)
    {
        double replaced = _ring.Push(value);
        _sum += DoubleDouble.Difference(value, replaced);
        _squares += DoubleDouble.Product(value, value) - DoubleDouble.Product(replaced, replaced);
        if (_squares.IsResidueOf(replaced * replaced) || _sum.IsResidueOf(replaced))
        {
            AddUp();
        }
    }

    private void AddUp()
    {
        (_sum, _squares) = (0, 0);
        foreach (double value in _ring.Unordered)
        {
            _sum += value;
            _squares += DoubleDouble.Product(value, value);
        }
    }
}
