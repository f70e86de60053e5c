using System.Globalization;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads the constants of time: durations from 0 to 100 years, and counts of rows.</summary>
internal static class DurationReader
{
    /// <summary>Long enough for every use, and short enough that a moment less a duration stays within 64 bits.</summary>
    private const long Longest = 100L * 365 * 24 * 3600 * 1_000_000_000;

    /// <summary>Nanoseconds of <c>250ms</c>, or of a bare <c>0</c>; null for anything else.</summary>
    public static long? Nanoseconds(TermSyntax? term) => term switch
    {
        LiteralTermSyntax { Token: { Kind: SyntaxKind.Duration } token } when LiteralReader.TryDurationNs(token.Text, out long value) && value is >= 0 and <= Longest => value,
        LiteralTermSyntax { Token: { Kind: SyntaxKind.Number, Text: "0" } } => 0,
        _ => null,
    };

    /// <summary>A whole number of at least 1 and at most a million; null for anything else.</summary>
    public static long? Count(TermSyntax? term) =>
        term is LiteralTermSyntax { Token: { Kind: SyntaxKind.Number } token }
        && long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count is >= 1 and <= 1_000_000
            ? count
            : null;
}
