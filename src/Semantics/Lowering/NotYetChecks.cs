using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Refuses what parses and cannot run yet, by the table in <see cref="NotYetDiagnostics.Features"/>.</summary>
internal static class NotYetChecks
{
    /// <summary>True when something of the clause was refused.</summary>
    public static bool Clause(BindingContext context, SyntaxTree tree, ClauseSyntax clause)
    {
        bool refused = clause.Annotation is { } annotation && Refuse(context, NotYetDiagnostics.Features.TemporalAnnotation, tree.SpanOf(annotation));
        return refused;
    }

    public static bool Literal(BindingContext context, ExpressionLowerer expressions, AtomLiteralSyntax literal)
    {
        return literal.Annotation is { } annotation && Refuse(context, NotYetDiagnostics.Features.TemporalAnnotation, expressions.SpanOf(annotation));
    }

    public static void Declaration(BindingContext context, SyntaxTree tree, DeclSyntax declaration)
    {
        if (declaration.Temporal is { } temporal)
        {
            Refuse(context, NotYetDiagnostics.Features.TemporalDeclaration, tree.SpanOf(temporal));
        }
    }

    /// <summary>True when the descriptor is one that cannot run yet.</summary>
    public static bool Descriptor(BindingContext context, SourceSpan span, string name) =>
        name == "temporal" && Refuse(context, NotYetDiagnostics.Features.TemporalDeclaration, span);

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
