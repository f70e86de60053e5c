using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR3xxx: what the language has and this version cannot run. Nothing of it is ever ignored. CSR3003, CSR3004, CSR3013 and CSR3015 are retired.</summary>
internal static class NotYetDiagnostics
{
    public static DiagnosticDescriptor Deferred { get; } = Error("CSR3010", "Deferred predicates are available only for merges", "'{0}' is deferred(): a merge can use it, but reading it in a rule cannot run yet");

    public static DiagnosticDescriptor InputMode { get; } = Error(
        "CSR3014", "Predicates that need their arguments bound are not available yet", "'{0}' takes arguments that its caller binds (mode '+'), and such a predicate cannot run yet");

    /// <summary>The one table: a feature that arrives is switched on here.</summary>
    public static class Features
    {
        public static NotYetFeature Deferred { get; } = new(NotYetDiagnostics.Deferred, "leave out 'deferred()' and bind its arguments with positive literals");
        public static NotYetFeature InputMode { get; } = new(NotYetDiagnostics.InputMode, "bind every variable of the head with a positive literal of the body");
    }

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
