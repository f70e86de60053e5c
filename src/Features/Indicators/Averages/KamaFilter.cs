namespace CryptoScalp.Rules.Features;

/// <summary>Kaufman's adaptive average: an EMA between 2 and 30 bars, the faster the straighter the price runs.</summary>
/// <remarks>P. Kaufman, Smarter Trading (1995). The efficiency ratio is |net change| / sum of |changes| over the period.</remarks>
internal sealed class KamaFilter(int period) : SeriesFilter
{
    private const double Slowest = 2.0 / 31;
    private const double Fastest = 2.0 / 3;

    private readonly Ring _values = new(period + 1);
    private readonly RollingSum _changes = new(period);
    private double _previous = double.NaN;
    private double _average = double.NaN;

    public override double Next(double value)
    {
        if (!double.IsNaN(_previous))
        {
            _changes.Push(Math.Abs(value - _previous));
        }

        _values.Push(value);
        if (_values.IsFull)
        {
            double from = double.IsNaN(_average) ? _previous : _average;
            _average = from + ((value - from) * Smoothing(value - _values.Ago(period)));
        }

        _previous = value;
        return _average;
    }

    private double Smoothing(double netChange)
    {
        double path = _changes.Value;
        double efficiency = path <= netChange || path == 0 ? 1 : Math.Abs(netChange / path);
        double root = (efficiency * (Fastest - Slowest)) + Slowest;
        return root * root;
    }
}
