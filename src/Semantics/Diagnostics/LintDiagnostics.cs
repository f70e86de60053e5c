using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR27xx: what runs as written and is probably not what was meant. Told by <c>scalp lint</c>.</summary>
internal static class LintDiagnostics
{
    public static DiagnosticDescriptor Singleton { get; } = Warning("CSR2701", "A variable that is used once", "'{0}' is used once in '{1}', so it joins nothing");

    public static DiagnosticDescriptor Unread { get; } = Warning("CSR2703", "A predicate that nothing reads", "nothing reads '{0}'");

    public static DiagnosticDescriptor FloatEquality { get; } = Warning("CSR2704", "Floating-point values compared for equality", "'{0}' compares /float64 values for equality, which rounding decides");

    public static DiagnosticDescriptor StaleEntry { get; } = Warning("CSR2705", "An entry without freshness", "'{0}' may enter on old data: neither it nor a veto that strikes it looks at the age of what it reads");

    public static DiagnosticDescriptor MissingUnit { get; } = Warning("CSR2706", "A number without a unit beside a column that has one", "'{0}' has no unit, and '{1}' counts {2}");

    public static DiagnosticDescriptor ForeignUnit { get; } = Warning("CSR2707", "A unit beside a column of another", "'{0}' is {1} as a fraction, and '{2}' counts {3}");

    public static DiagnosticDescriptor MixedUnits { get; } = Warning("CSR2708", "Two units in one comparison or sum", "'{0}' counts {1} and '{2}' counts {3}");

    public static DiagnosticDescriptor OutsideRange { get; } = Warning("CSR2709", "A threshold outside the range of its column", "'{0}' is always {1}: '{2}' is from {3} to {4}");

    private static DiagnosticDescriptor Warning(string code, string title, string message) => new(code, DiagnosticSeverity.Warning, title, message);
}
