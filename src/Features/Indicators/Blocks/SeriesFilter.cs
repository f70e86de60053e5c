namespace CryptoScalp.Rules.Features;

/// <summary>A series in, a series out. Filters chain: what comes before a filter's first value is not fed to the next.</summary>
internal abstract class SeriesFilter
{
    /// <summary>The value after <paramref name="value"/> (finite); NaN while warming up.</summary>
    public abstract double Next(double value);
}
