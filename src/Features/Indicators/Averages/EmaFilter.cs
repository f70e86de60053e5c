namespace CryptoScalp.Rules.Features;

/// <summary>Exponential moving average: k = 2 / (period + 1), seeded with the simple average of the first values; in Metastock's way with the first value.</summary>
internal sealed class EmaFilter(int period, double weight, IndicatorSettings settings) : SeriesFilter
{
    private readonly int _hidden = period - 1 + settings.UnstablePeriod("EMA");
    private readonly int _seedLength = settings.IsMetastock ? 1 : period;
    private double _average;
    private int _seen;

    public EmaFilter(int period, IndicatorSettings settings)
        : this(period, 2.0 / (period + 1), settings)
    {
    }

    public static int Lookback(int period, IndicatorSettings settings) => period - 1 + settings.UnstablePeriod("EMA");

    public override double Next(double value)
    {
        if (_seen > _hidden)
        {
            return _average += (value - _average) * weight;
        }

        _seen++;
        WarmUp(value);
        return _seen > _hidden ? _average : double.NaN;
    }

    private void WarmUp(double value)
    {
        if (_seen > _seedLength)
        {
            _average += (value - _average) * weight;
            return;
        }

        _average += value;
        if (_seen == _seedLength)
        {
            _average /= _seedLength;
        }
    }
}
