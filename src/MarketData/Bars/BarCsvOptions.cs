namespace CryptoScalp.Rules.MarketData;

/// <summary>What a CSV of bars cannot say for itself.</summary>
public sealed record BarCsvOptions
{
    /// <summary>Venue of the bars; default <see cref="Venues.Bars"/>.</summary>
    public string Venue { get; init; } = Venues.Bars;

    /// <summary>Symbol of the bars; null: the part of the file's name that looks like one.</summary>
    public string? Symbol { get; init; }

    /// <summary>Length of a bar in nanoseconds; null: the smallest step between the first 1000 rows' timestamps.</summary>
    public long? LengthNs { get; init; }
}
