namespace CryptoScalp.Rules.Features;

/// <summary>T3: six chained EMAs, the last four combined by the volume factor. T. Tillson, TASC 16:1 (1998).</summary>
internal sealed class T3Filter : SeriesFilter
{
    private const int Chained = 6;

    private readonly EmaFilter[] _averages;
    private readonly double _c1;
    private readonly double _c2;
    private readonly double _c3;
    private readonly double _c4;

    public T3Filter(int period, double volumeFactor)
    {
        double square = volumeFactor * volumeFactor;
        _c1 = -(square * volumeFactor);
        _c2 = 3 * (square - _c1);
        _c3 = (-6 * square) - (3 * (volumeFactor - _c1));
        _c4 = 1 + (3 * volumeFactor) - _c1 + (3 * square);
        _averages = new EmaFilter[Chained];
        for (int i = 0; i < Chained; i++)
        {
            _averages[i] = new EmaFilter(period, IndicatorSettings.Default);
        }
    }

    public override double Next(double value)
    {
        double e3 = Through(0, 3, value);
        double e4 = Through(3, 1, e3);
        double e5 = Through(4, 1, e4);
        double e6 = Through(5, 1, e5);
        return (_c1 * e6) + (_c2 * e5) + (_c3 * e4) + (_c4 * e3);
    }

    private double Through(int from, int count, double value)
    {
        for (int i = from; i < from + count && !double.IsNaN(value); i++)
        {
            value = _averages[i].Next(value);
        }

        return value;
    }
}
