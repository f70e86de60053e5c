using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Lowers the time of temporal predicates: <c>p(X)@[S, E]</c> is <c>p(X, S, E)</c>, the first and the last moment at which the row holds.</summary>
/// <remarks>An atom that gives all columns, the times among them, stands for itself: so facts, scripts and queries read what is printed.</remarks>
internal sealed class ValidityLowerer(BindingContext context, ExpressionLowerer expressions)
{
    /// <summary>How many columns a declaration <c>temporal</c> adds.</summary>
    public const int Columns = 2;

    /// <summary>The number of columns that an atom of the predicate of this qualified name stands for.</summary>
    public static int ArityOf(BindingContext context, string name, ApplicationSyntax atom) =>
        atom.Arguments.Count + (context.Predicates.Find(name) is { IsTemporal: true } symbol && atom.Arguments.Count + Columns == symbol.Arity ? Columns : 0);

    /// <summary>The times of a head or a fact; none where the predicate has none. <c>_</c> is without bound.</summary>
    public ImmutableArray<DraftExpression> OfHead(PredicateSymbol predicate, ApplicationSyntax head, TemporalAnnotationSyntax? annotation)
    {
        if (!HasTimes(predicate, head, annotation))
        {
            return [];
        }

        if (annotation is { Bounds.Count: not (1 or 2) })
        {
            return [expressions.Fault(annotation, []), expressions.Fault(annotation, [])];
        }

        if (annotation is null)
        {
            context.Diagnostics.Add(Diagnostic.Create(TimeDiagnostics.MissingTime, expressions.SpanOf(head), predicate.Name) with
            {
                Help = $"write {expressions.SpanOf(head).Text}@[Start, End], @[T] for one moment, or @[_, _] for always",
            });
            return [expressions.Fault(head, []), expressions.Fault(head, [])];
        }

        return [HeadBound(annotation.Bounds[0], long.MinValue), HeadBound(annotation.Bounds[^1], long.MaxValue)];
    }

    /// <summary>The times of an atom in a body; none where the predicate has none. Without annotation and operator: some time, whichever.</summary>
    /// <param name="predicate">Of the atom.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="atom">Its atom.</param>
    /// <param name="literals">Receives what an operator says of the times.</param>
    public ImmutableArray<DraftExpression> OfBody(PredicateSymbol predicate, AtomLiteralSyntax literal, ApplicationSyntax atom, ImmutableArray<DraftLiteral>.Builder literals)
    {
        if (!HasTimes(predicate, atom, literal.Annotation))
        {
            return [];
        }

        if (literal.Temporal is { } op)
        {
            return Operator(literal, op, literals);
        }

        return literal.Annotation switch
        {
            null => [Anything(atom), Anything(atom)],
            { Bounds.Count: 1 or 2 } annotation => [expressions.Lower(annotation.Bounds[0]), expressions.Lower(annotation.Bounds[^1])],
            { } faulty => [expressions.Fault(faulty, []), expressions.Fault(faulty, [])],
        };
    }

    /// <summary>True when times are to be added; a time where none can be is told.</summary>
    private bool HasTimes(PredicateSymbol predicate, ApplicationSyntax atom, TemporalAnnotationSyntax? annotation)
    {
        bool has = predicate.IsTemporal && atom.Arguments.Count + Columns == predicate.Arity;
        if (annotation is not null && !has)
        {
            context.Diagnostics.Add(Diagnostic.Create(TimeDiagnostics.NotTemporal, expressions.SpanOf(annotation), predicate.Name) with
            {
                Help = predicate.IsTemporal ? "give the times once: as the last two columns, or behind the '@'" : $"declare it so: Decl {predicate.Name}(…) temporal …",
            });
            expressions.Scope.IsFaulty = true;
        }

        return has;
    }

    private DraftExpression HeadBound(TermSyntax bound, long open) => bound is VariableSyntax { Name: "_" }
        ? new DraftConstant(LiteralShape.Of(Value.Time(open)), expressions.SpanOf(bound), new TypeNode())
        : expressions.Lower(bound);

    private DraftVariable Anything(ISyntaxElement at)
    {
        int slot = expressions.Scope.SlotOf("_");
        return new DraftVariable(slot, "_", expressions.SpanOf(at), expressions.Scope.Nodes[slot]);
    }

    /// <summary>
    /// With an interval [S, E] and bounds a &lt;= b: some time in the past of now - b .. now - a means S &lt;= now - a and E >= now - b; throughout it, S &lt;= now - b
    /// and E >= now - a. The future mirrors that.
    /// </summary>
    private ImmutableArray<DraftExpression> Operator(AtomLiteralSyntax literal, TemporalOperatorSyntax op, ImmutableArray<DraftLiteral>.Builder literals)
    {
        SourceSpan span = expressions.SpanOf(literal);
        if (literal.IsNegated || literal.Annotation is not null || new TemporalLowerer(context, expressions, null).Interval(op.From, op.To) is not var (near, far))
        {
            if (literal.IsNegated || literal.Annotation is not null)
            {
                context.Diagnostics.Add(Diagnostic.Create(TimeDiagnostics.BadValidity, span, span.Text) with { Help = "derive it in a rule of its own, and deny or date the head of that" });
            }

            return [expressions.Fault(literal, []), expressions.Fault(literal, [])];
        }

        bool isFuture = op.Operator.Text.Contains('+', StringComparison.Ordinal), isThroughout = op.Operator.Text.StartsWith('[');
        DraftVariable start = expressions.Scope.Fresh(span), end = expressions.Scope.Fresh(span);
        literals.Add(new DraftComparison(ComparisonOperator.LessOrEqual, start, Moment(isFuture, isFuture == isThroughout ? near : far, span), span));
        literals.Add(new DraftComparison(ComparisonOperator.GreaterOrEqual, end, Moment(isFuture, isFuture == isThroughout ? far : near, span), span));
        return [start, end];
    }

    private static DraftCall Moment(bool isFuture, long distance, SourceSpan span) => new(
        BuiltinTable.FindFunction(isFuture ? "plus" : "minus")!,
        [new DraftNow(span, new TypeNode()), new DraftConstant(LiteralShape.Of(Value.Duration(distance)), span, new TypeNode())],
        span,
        new TypeNode());
}
