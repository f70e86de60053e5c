namespace CryptoScalp.Rules.Features;

/// <summary>One filter after another.</summary>
internal sealed class FilterChain(SeriesFilter first, SeriesFilter second) : SeriesFilter
{
    public override double Next(double value)
    {
        double between = first.Next(value);
        return double.IsNaN(between) ? double.NaN : second.Next(between);
    }
}
