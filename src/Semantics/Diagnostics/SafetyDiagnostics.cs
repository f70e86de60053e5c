using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR25xx: safety and stratification.</summary>
internal static class SafetyDiagnostics
{
    public static DiagnosticDescriptor CycleThroughNegation { get; } = Error("CSR2501", "A predicate denies what it depends on", "'{0}' denies '{1}', which depends on '{0}'");

    public static DiagnosticDescriptor CycleThroughAggregate { get; } = Error("CSR2502", "An aggregate over what depends on it", "'{0}' aggregates over '{1}', which depends on '{0}'");

    public static DiagnosticDescriptor Unbound { get; } = Error("CSR2503", "A variable that nothing binds", "nothing binds '{0}' in {1}");

    public static DiagnosticDescriptor GroupedAway { get; } = Error("CSR2504", "A variable used after it was grouped away", "'{0}' has no single value after the group: it is neither a key nor a result");

    public static DiagnosticDescriptor WildcardValue { get; } = Error("CSR2505", "A wildcard where a value is needed", "'_' has no value, so it cannot stand in {0}");

    public static DiagnosticDescriptor UnboundedCreation { get; } = new(
        "CSR2506", DiagnosticSeverity.Warning, "Recursion that creates values without a visible bound", "'{0}' creates new values from itself ('{1}') and nothing here visibly stops it");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
