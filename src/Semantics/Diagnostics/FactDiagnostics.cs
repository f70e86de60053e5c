using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR24xx: facts, queries and tests that are bound against a finished program.</summary>
internal static class FactDiagnostics
{
    public static DiagnosticDescriptor UnknownPredicate { get; } = Error("CSR2401", "A fact or query of an unknown predicate", "'{0}' is no predicate of this program");

    public static DiagnosticDescriptor FactArity { get; } = Error("CSR2402", "A fact with another number of columns", "'{0}' has {1}, but this fact has {2}");

    public static DiagnosticDescriptor NotGround { get; } = Error("CSR2403", "A fact that is not constant", "a fact holds constants only, as in p(/a, 1); '{0}' is none");

    public static DiagnosticDescriptor TimeBackwards { get; } = Error("CSR2404", "A test's time goes backwards", "this step is at {0}, before the step above it at {1}");

    public static DiagnosticDescriptor BadTestTime { get; } = Error("CSR2405", "A test's time that cannot be read", "'{0}' is no time; write nanoseconds or a duration such as 10ms");

    public static DiagnosticDescriptor UnknownParam { get; } = Error("CSR2406", "A test sets an unknown param", "there is no param '{0}'");

    public static DiagnosticDescriptor ParamOutOfRange { get; } = Error("CSR2407", "A value outside a param's range", "'{0}' = {1} lies outside its range [{2}, {3}]");

    public static DiagnosticDescriptor BadExpectation { get; } = Error("CSR2408", "An expectation of the wrong form", "{0}");

    public static DiagnosticDescriptor UnknownReason { get; } = Error("CSR2409", "An unknown reason", "'{0}' is no reason here: {1}");

    public static DiagnosticDescriptor DuplicateTest { get; } = Error("CSR2410", "Two tests of one name", "there is a test \"{0}\" already");

    public static DiagnosticDescriptor DerivedInTest { get; } = Error("CSR2411", "A test gives a decision", "'{0}' is decided, not given; expect it instead");

    public static DiagnosticDescriptor DuplicateInvariant { get; } = Error("CSR2412", "Two invariants of one name", "there is an invariant or never '{0}' already");

    public static DiagnosticDescriptor BadOptimize { get; } = Error("CSR2413", "An 'optimize' statement of the wrong form", "{0}");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
