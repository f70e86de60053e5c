namespace CryptoScalp.Rules.Features;

/// <summary>The adaptive average of a price by its dominant cycle.</summary>
internal sealed class MamaFilter(double fastLimit, double slowLimit) : SeriesFilter
{
    public const int Lookback = 32;

    private readonly HilbertCycle _cycle = new(HilbertCycle.ShortStart);
    private readonly AdaptiveAverage _average = new(fastLimit, slowLimit);
    private int _seen;

    public override double Next(double value)
    {
        if (_cycle.Next(value))
        {
            _average.Next(value, _cycle);
        }

        bool warm = _seen >= Lookback;
        _seen += warm ? 0 : 1;
        return warm ? _average.Value : double.NaN;
    }
}
