namespace CryptoScalp.Rules.Features;

/// <summary>Wilder's average: each value weighs 1 / period; seeded with the simple average of the first.</summary>
internal sealed class WilderAverage(int period) : SeriesFilter
{
    private double _average;
    private int _seen;

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
