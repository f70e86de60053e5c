using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR26xx: state, merge, confidence tags and promises of declarations.</summary>
internal static class StateDiagnostics
{
    public static DiagnosticDescriptor StoredAndDerived { get; } = Error("CSR2601", "A predicate is both stored and derived", "'{0}' is changed by 'assert' or 'retract' and also derived; it can be only one of the two");

    public static DiagnosticDescriptor NoCondition { get; } = Error("CSR2602", "A change of state without a condition", "'{0}' needs a condition; without one it would happen in every step");

    public static DiagnosticDescriptor CertaintyColumn { get; } = Error("CSR2603", "A certainty that is not a /float64", "column '{0}' of '{1}' holds its certainty and must be declared /float64, a number from 0 to 1");

    public static DiagnosticDescriptor TagRecursion { get; } = Error("CSR2604", "A tag that cannot go through recursion", "'{0}' depends on itself, and {1} would count one reason many times");

    public static DiagnosticDescriptor CertaintyTwice { get; } = Error("CSR2605", "A certainty counted twice", "'{0}' is the certainty of a premise, which counts already");

    public static DiagnosticDescriptor BadMerge { get; } = Error("CSR2606", "A merge that cannot merge", "'{0}' cannot merge values of '{1}': {2}");

    public static DiagnosticDescriptor TagAndMerge { get; } = Error("CSR2607", "Two ways to make one row of many", "'{0}' {1}");

    public static DiagnosticDescriptor FactsBreakFundep { get; } = Error("CSR2608", "Facts that break a functional dependency", "{0} breaks the promise {1}");

    public static DiagnosticDescriptor BadInclusion { get; } = Error("CSR2609", "An inclusion of the wrong form", "'{0}' cannot stand in an inclusion: {1}");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
