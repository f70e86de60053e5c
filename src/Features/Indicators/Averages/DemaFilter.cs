namespace CryptoScalp.Rules.Features;

/// <summary>Double exponential average, 2 e1 - e2, where e2 is the EMA of the EMA. P. Mulloy, TASC 12:1 (1994).</summary>
internal sealed class DemaFilter(int period, IndicatorSettings settings) : SeriesFilter
{
    private readonly EmaFilter _first = new(period, settings);
    private readonly EmaFilter _second = new(period, settings);

    public override double Next(double value)
    {
        double e1 = _first.Next(value);
        return double.IsNaN(e1) ? double.NaN : (2 * e1) - _second.Next(e1);
    }
}
