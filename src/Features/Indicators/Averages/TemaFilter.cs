namespace CryptoScalp.Rules.Features;

/// <summary>Triple exponential average, 3 e1 - 3 e2 + e3, each the EMA of the one before. P. Mulloy, TASC 12:1 (1994).</summary>
internal sealed class TemaFilter(int period, IndicatorSettings settings) : SeriesFilter
{
    private readonly EmaFilter _first = new(period, settings);
    private readonly EmaFilter _second = new(period, settings);
    private readonly EmaFilter _third = new(period, settings);

    public override double Next(double value)
    {
        double e1 = _first.Next(value);
        double e2 = double.IsNaN(e1) ? double.NaN : _second.Next(e1);
        return double.IsNaN(e2) ? double.NaN : _third.Next(e2) + ((3 * e1) - (3 * e2));
    }
}
