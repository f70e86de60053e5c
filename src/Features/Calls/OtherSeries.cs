namespace CryptoScalp.Rules.Features;

/// <summary>The second series of a call: <c>"ETHUSDT"</c>, <c>"ETHUSDT@kraken"</c>, or <c>"@kraken"</c> for the caller's own symbol at another venue.</summary>
/// <param name="Symbol">Null for the caller's own.</param>
/// <param name="Venue">With its slash; null for the venue that the symbol is first heard from.</param>
public sealed record OtherSeries(string? Symbol, string? Venue)
{
    private const int LongestText = 64;

    /// <summary>Null when it is none.</summary>
    internal static OtherSeries? Parse(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string symbol = at < 0 ? text : text[..at];
        string venue = at < 0 ? "" : text[(at + 1)..];
        bool sound = text.Length is > 1 and <= LongestText && !venue.Contains('@', StringComparison.Ordinal) && (at < 0 || venue.Length > 0);
        return sound ? new OtherSeries(symbol.Length == 0 ? null : symbol, at < 0 ? null : "/" + venue) : null;
    }

    /// <summary>As it stands in a call.</summary>
    public override string ToString() => Venue is null ? Symbol ?? "" : $"{Symbol}@{Venue[1..]}";
}
