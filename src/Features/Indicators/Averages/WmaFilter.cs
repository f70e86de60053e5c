namespace CryptoScalp.Rules.Features;

/// <summary>Linearly weighted average: the newest weighs the period, the oldest 1.</summary>
/// <remarks>O(1): a new value lowers every older weight by 1, which takes away the plain sum.</remarks>
internal sealed class WmaFilter(int period) : SeriesFilter
{
    private readonly Ring _ring = new(period);
    private readonly double _divisor = period * (period + 1.0) / 2;
    private DoubleDouble _sum;
    private DoubleDouble _weighted;

    public override double Next(double value)
    {
        if (_ring.IsFull)
        {
            _weighted -= _sum;
            _weighted += DoubleDouble.Product(period, value);
        }
        else
        {
            _weighted += DoubleDouble.Product(_ring.Unordered.Length + 1, value);
        }

        _sum = _sum + value - _ring.Push(value);
        return _ring.IsFull ? _weighted.Value / _divisor : double.NaN;
    }
}
