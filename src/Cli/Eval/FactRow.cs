using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A fact as a row of a <c>.facts</c> file: fields between tabs, texts bare, <c>()</c> for a fact without columns.</summary>
internal static class FactRow
{
    public static string Of(Fact fact) => fact.Arguments.Length == 0 ? "()" : string.Join('\t', fact.Arguments.Select(Field));

    /// <summary>False when the row would not read back: a text holds a tab or a line break, or is all there is and empty.</summary>
    public static bool Holds(Fact fact) =>
        fact.Arguments.Length == 0 || (fact.Arguments.All(static a => Field(a).AsSpan().IndexOfAny('\t', '\n', '\r') < 0) && (fact.Arguments.Length > 1 || Field(fact.Arguments[0]).Length > 0));

    private static string Field(Value value) => value.Kind == ValueKind.String ? value.AsText : value.ToString();
}
