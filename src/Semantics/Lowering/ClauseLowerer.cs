using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns clauses of one file into draft rules.</summary>
internal sealed class ClauseLowerer(BindingContext context, SyntaxTree tree, PackageScope package)
{
    /// <summary>Null when the clause has no usable head; a diagnostic stands then.</summary>
    public DraftRule? Lower(ClauseSyntax clause)
    {
        RuleScope scope = new();
        ExpressionLowerer expressions = new(context, tree.Source, scope);
        ImmutableArray<DraftLiteral> body = new BodyLowerer(context, package, expressions, new ClauseReading(clause)).Lower(clause.Body);
        ImmutableArray<DraftTransform> transforms = new TransformLowerer(context, expressions).Lower(clause.Transforms);
        RuleAttributes attributes = new AttributeBinder(context, tree).Bind(clause);
        DraftHysteresis? hysteresis = new HysteresisBinder(context, expressions).Bind(attributes.Hysteresis, body, !transforms.IsEmpty);
        if (clause.Head is not ApplicationSyntax head || Head(head) is not { } predicate)
        {
            return null;
        }

        DraftRule rule = new()
        {
            Effect = StateClauses.EffectOf(clause, predicate),
            Head = predicate,
            HeadArguments = [.. head.Arguments.Select(expressions.Lower), .. new ValidityLowerer(context, expressions).OfHead(predicate, head, clause.Annotation)],
            Body = body,
            Transforms = transforms,
            Scope = scope,
            Attributes = attributes,
            Hysteresis = hysteresis,
            Span = tree.SpanOf(clause),
            HeadSpan = tree.SpanOf(head),
            Doc = DocComment.Of(clause) ?? attributes.Doc,
        };
        Mark(rule);
        StateClauses.CheckBody(context, tree, clause, scope);
        return rule;
    }

    private static void Mark(DraftRule rule)
    {
        if (rule.IsFact)
        {
            rule.Head.HasFacts = true;
        }
        else if (rule.Effect is RuleEffect.Assert or RuleEffect.Retract)
        {
            rule.Head.IsStored = true;
        }
        else if (rule.Effect == RuleEffect.Derive)
        {
            rule.Head.IsDerived = true;
        }
    }

    private PredicateSymbol? Head(ApplicationSyntax head)
    {
        SourceSpan span = tree.SpanOf(head);
        if (head.Name.StartsWith(':') || head.Name.StartsWith("fn:", StringComparison.Ordinal))
        {
            context.Report(NameDiagnostics.BuiltinHead, span, head.Name);
            return null;
        }

        string name = package.Define(head.Name);
        if (context.DecisionNames.ContainsKey(name))
        {
            context.Report(DecisionDiagnostics.DecisionDerived, span, name);
            return null;
        }

        return context.Predicates.Resolve(name, ValidityLowerer.ArityOf(context, name, head), span);
    }
}
