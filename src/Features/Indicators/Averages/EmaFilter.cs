namespace CryptoScalp.Rules.Features;

/// <summary>Exponential moving average: k = 2 / (period + 1), seeded with the simple average of the first values.</summary>
internal sealed class EmaFilter(int period, double weight) : SeriesFilter
{
    private double _average;
    private int _seen;

    public EmaFilter(int period)
        : this(period, 2.0 / (period + 1))
    {
    }

    public override double Next(double value)
    {
        if (_seen >= period)
        {
            return _average += (value - _average) * weight;
        }

        _average += value;
        if (++_seen < period)
        {
            return double.NaN;
        }

        return _average /= period;
    }
}
