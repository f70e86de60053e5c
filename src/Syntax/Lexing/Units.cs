namespace CryptoScalp.Rules.Syntax;

/// <summary>The units that may stand directly after a number.</summary>
public static class Units
{
    /// <summary>Units of time, shortest first.</summary>
    public static IReadOnlyList<string> OfTime { get; } = ["ns", "us", "ms", "s", "m", "h", "d"];

    /// <summary>Units of proportion: basis points (1e-4) and percent (1e-2).</summary>
    public static IReadOnlyList<string> OfProportion { get; } = ["bp", "bps", "pct", "%"];

    /// <summary>Words that people write for a unit which has another name here.</summary>
    private static readonly (string Word, string Unit)[] Synonyms =
    [
        ("sec", "s"), ("secs", "s"), ("second", "s"), ("seconds", "s"), ("min", "m"), ("mins", "m"), ("minute", "m"), ("minutes", "m"),
        ("hr", "h"), ("hrs", "h"), ("hour", "h"), ("hours", "h"), ("day", "d"), ("days", "d"), ("msec", "ms"), ("millis", "ms"),
        ("usec", "us"), ("micros", "us"), ("µs", "us"), ("nanos", "ns"), ("percent", "pct"), ("basispoints", "bps"),
    ];

    internal static bool TryKind(ReadOnlySpan<char> unit, out SyntaxKind kind)
    {
        kind = unit switch
        {
            "ns" or "us" or "ms" or "s" or "m" or "h" or "d" => SyntaxKind.Duration,
            "bp" or "bps" or "pct" or "%" => SyntaxKind.Quantity,
            _ => SyntaxKind.BadToken,
        };
        return kind != SyntaxKind.BadToken;
    }

    /// <summary>The unit that was probably meant, or null.</summary>
    internal static string? Suggest(string unit)
    {
        string lower = unit.ToLowerInvariant();
        foreach ((string word, string known) in Synonyms)
        {
            if (word == lower)
            {
                return known;
            }
        }

        return TryKind(lower, out _) ? lower : Primitives.NameSuggestion.Nearest(unit, [.. OfTime, .. OfProportion]);
    }
}
