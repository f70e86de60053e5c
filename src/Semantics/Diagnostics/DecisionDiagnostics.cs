using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR22xx: decisions.</summary>
internal static class DecisionDiagnostics
{
    public static DiagnosticDescriptor DecisionInBody { get; } = Error("CSR2201", "A rule reads a decision", "'{0}' is decided after all rules have run, so no rule can read it");

    public static DiagnosticDescriptor DecisionDerived { get; } = Error("CSR2202", "A rule derives a decision", "'{0}' is the name of decisions; rules derive proposals, and 'decide' turns them into decisions");

    public static DiagnosticDescriptor BadDecide { get; } = Error("CSR2203", "A decide statement of the wrong form", "{0}");

    public static DiagnosticDescriptor UnknownOption { get; } = Error("CSR2204", "Unknown option of decide", "'decide' has no option '{0}'");

    public static DiagnosticDescriptor UnknownCandidate { get; } = Error("CSR2205", "A decide statement names an unknown predicate", "'{0}' is no predicate of this program");

    public static DiagnosticDescriptor WrongColumns { get; } = Error("CSR2206", "A predicate has the wrong columns for its part in decisions", "'{0}' has {1}, but {2}");

    public static DiagnosticDescriptor DuplicateDecide { get; } = Error("CSR2207", "Two decide statements of one name", "decisions '{0}' are defined twice");

    public static DiagnosticDescriptor UnknownRequirement { get; } = Error("CSR2208", "A requirement that no rule can meet", "no rule derives the requirement '{0}', so it can never hold");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
