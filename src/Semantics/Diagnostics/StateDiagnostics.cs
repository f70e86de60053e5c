using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR26xx: state, merge, confidence tags and promises of declarations.</summary>
internal static class StateDiagnostics
{
    public static DiagnosticDescriptor StoredAndDerived { get; } = Error("CSR2601", "A predicate is both stored and derived", "'{0}' is changed by 'assert' or 'retract' and also derived; it can be only one of the two");

    public static DiagnosticDescriptor NoCondition { get; } = Error("CSR2602", "A change of state without a condition", "'{0}' needs a condition; without one it would happen in every step");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
