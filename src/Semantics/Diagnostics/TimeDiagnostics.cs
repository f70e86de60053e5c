using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR255x: time.</summary>
internal static class TimeDiagnostics
{
    public static DiagnosticDescriptor CycleThroughTime { get; } = Error(
        "CSR2551", "A predicate reads its own past", "'{0}' reads the past of '{1}', which depends on '{0}'");

    public static DiagnosticDescriptor BadBound { get; } = Error(
        "CSR2552", "A bound of time that is not a constant", "'{0}' cannot bound this: write {1}");

    public static DiagnosticDescriptor ReversedInterval { get; } = Error(
        "CSR2553", "An interval whose nearer bound is farther back", "the interval [{0}, {1}] is empty: it reaches from its first bound back to its second");

    public static DiagnosticDescriptor OutsideRule { get; } = Error(
        "CSR2554", "A temporal literal outside a rule", "a query and an expectation see the present only, and '{0}' asks for the past");

    public static DiagnosticDescriptor Future { get; } = Error(
        "CSR2555", "A temporal literal about the future", "'{0}[…]' asks for the future, and a decision cannot wait for it");

    public static DiagnosticDescriptor TwoTimes { get; } = Error(
        "CSR2556", "Two ways of time on one literal", "'{0}' has a temporal operator and a window");

    public static DiagnosticDescriptor NoHistory { get; } = Error(
        "CSR2557", "A temporal literal over a built-in", "'{0}' is computed, so it has no past to look at");

    public static DiagnosticDescriptor DerivedExpiry { get; } = Error(
        "CSR2558", "Expiry of a derived predicate", "'{0}' is derived by rules: its rows hold as long as their reasons do, and cannot expire or be late by themselves");

    public static DiagnosticDescriptor FreshWithoutTtl { get; } = Error(
        "CSR2559", "'fresh' of a predicate that never expires", "'fresh({0}(…))' needs a 'ttl' on '{0}': without one its rows never go stale");

    public static DiagnosticDescriptor BadHysteresis { get; } = Error(
        "CSR2560", "Hysteresis without its threshold", "this hysteresis does not fit its rule: {0}");

    public static DiagnosticDescriptor LateShape { get; } = Error(
        "CSR2561", "'late' with other columns", "'late' is what the engine tells of changes that came too late, and its columns are {0}");

    public static DiagnosticDescriptor NotTemporal { get; } = Error(
        "CSR2562", "A time on a predicate that has none", "'{0}' has no time of its own here, so nothing can stand behind '@'");

    public static DiagnosticDescriptor MissingTime { get; } = Error(
        "CSR2563", "A temporal fact without its time", "'{0}' is temporal: say when it holds");

    public static DiagnosticDescriptor BadValidity { get; } = Error(
        "CSR2564", "An operator on intervals where none can stand", "'{0}' cannot be asked of a temporal predicate: an operator there is neither denied nor dated");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
