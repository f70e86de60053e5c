namespace CryptoScalp.Rules.Features;

/// <summary>A series in, a series out. Filters chain: what comes before a filter's first value is not fed to the next.</summary>
internal abstract class SeriesFilter
{
    /// <summary>The value after <paramref name="value"/> (finite); NaN while warming up.</summary>
    public abstract double Next(double value);

    /// <summary>One value after the other, to the bit as <see cref="Next"/> gives them.</summary>
    /// <param name="results">As long as <paramref name="values"/>, and no part of them.</param>
    public virtual void Run(ReadOnlySpan<double> values, Span<double> results)
    {
        for (int i = 0; i < values.Length; i++)
        {
            results[i] = Next(values[i]);
        }
    }
}
