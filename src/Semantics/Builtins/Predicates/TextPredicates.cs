using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Tests on strings and names.</summary>
internal static class TextPredicates
{
    public static IEnumerable<TablePredicate> All { get; } =
    [
        OfStrings(":string:starts_with", "String S starts with P.", static (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        OfStrings(":string:ends_with", "String S ends with P.", static (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        OfStrings(":string:contains", "String S contains P.", static (text, part) => text.Contains(part, StringComparison.Ordinal)),
        TablePredicate.Test(":match_prefix", "Name N continues prefix P: /venue/okx continues /venue. A name does not continue itself.", [BoundType.Name, BoundType.Name],
            static a => a[0].Kind == ValueKind.Name && a[1].Kind == ValueKind.Name
                && a[0].AsText.Length > a[1].AsText.Length && a[0].AsText.StartsWith(a[1].AsText, StringComparison.Ordinal)),
    ];

    private static TablePredicate OfStrings(string name, string summary, Func<string, string, bool> holds) =>
        TablePredicate.Test(name, summary, [BoundType.String, BoundType.String],
            a => a[0].Kind == ValueKind.String && a[1].Kind == ValueKind.String && holds(a[0].AsText, a[1].AsText));
}
