using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Refuses what parses and cannot run yet, by the table in <see cref="NotYetDiagnostics.Features"/>.</summary>
internal static class NotYetChecks
{
    /// <summary>A rule that reads a deferred predicate; true when it was refused.</summary>
    public static bool Deferred(BindingContext context, SourceSpan span, string predicate) =>
        Refuse(context, NotYetDiagnostics.Features.Deferred, span, predicate);

    /// <summary>A rule that leaves its head to be bound by the caller; true when it was refused.</summary>
    public static bool CallerBinds(BindingContext context, SourceSpan span, string predicate) =>
        Refuse(context, NotYetDiagnostics.Features.InputMode, span, predicate);

    private static bool Refuse(BindingContext context, NotYetFeature feature, SourceSpan span, params object[] arguments)
    {
        if (feature.IsAvailable)
        {
            return false;
        }

        context.Diagnostics.Add(Diagnostic.Create(feature.Descriptor, span, arguments) with { Help = feature.Instead });
        return feature.Descriptor.Severity == DiagnosticSeverity.Error;
    }
}
