namespace CryptoScalp.Rules.Features;

/// <summary>Wilder's average: each value weighs 1 / period; seeded with the simple average of the first.</summary>
internal sealed class WilderAverage(int period) : SeriesFilter
{
    private double _average;
    private int _seen;

    /// <summary>The seed with a zero for the one value still missing; NaN unless exactly one is.</summary>
    public double Early => _seen == period - 1 ? _average / period : double.NaN;

    public override double Next(double value)
    {
        if (_seen >= period)
        {
            return _average = ((_average * (period - 1)) + value) / period;
        }

        _average += value;
        if (++_seen < period)
        {
            return double.NaN;
        }

        return _average /= period;
    }
}
