namespace CryptoScalp.Rules.Features;

/// <summary>Linearly weighted average: the newest weighs the period, the oldest 1.</summary>
internal sealed class WmaFilter(int period) : SeriesFilter
{
    private readonly LinearSums _sums = new(period);
    private readonly double _divisor = period * (period + 1.0) / 2;

    public override double Next(double value)
    {
        _sums.Push(value);
        return _sums.IsFull ? ((_sums.Sum * period) - _sums.AgeWeighted).Value / _divisor : double.NaN;
    }
}
