using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns a temporal literal into an ordinary atom over a view of the predicate's history.</summary>
internal sealed class TemporalLowerer(BindingContext context, ExpressionLowerer expressions, ClauseReading? clause)
{
    /// <summary>Null, with a diagnostic, when the literal has no meaning.</summary>
    public DraftAtom? Lower(AtomLiteralSyntax literal, PredicateSymbol source, ImmutableArray<DraftExpression> arguments)
    {
        SourceSpan span = expressions.SpanOf(literal);
        if (Problem(literal, span) is { } problem)
        {
            context.Diagnostics.Add(problem);
            return null;
        }

        if (Spec(literal, source, arguments) is not { } spec)
        {
            return null;
        }

        ImmutableArray<DraftExpression> read = [.. spec.Columns.Select(c => arguments[c]), .. Added(literal, spec, span)];
        return new DraftAtom(ViewTable.Resolve(context, spec, span), literal.IsNegated, read, span);
    }

    private Diagnostic? Problem(AtomLiteralSyntax literal, SourceSpan span)
    {
        if (clause is null)
        {
            return Diagnostic.Create(TimeDiagnostics.OutsideRule, span, span.Text) with { Help = "write a rule that derives it, and ask for its head" };
        }

        if (literal.Temporal is { } future && future.Operator.Text.Contains('+', StringComparison.Ordinal))
        {
            return Diagnostic.Create(TimeDiagnostics.Future, expressions.SpanOf(future), future.Operator.Text) with
            {
                Help = "look back instead: '<-[a, b] p(X)' (some time) or '[-[a, b] p(X)' (throughout)",
            };
        }

        return literal is { Temporal: not null, Window: not null }
            ? Diagnostic.Create(TimeDiagnostics.TwoTimes, span, span.Text) with { Help = "derive the one in a rule of its own and read that with the other" }
            : null;
    }

    private ViewSpec? Spec(AtomLiteralSyntax literal, PredicateSymbol source, ImmutableArray<DraftExpression> arguments)
    {
        ImmutableArray<int> all = [.. Enumerable.Range(0, source.Arity)];
        if (literal.Temporal is { } temporal)
        {
            ViewKind kind = temporal.Operator.Text.StartsWith('[') ? ViewKind.Held : ViewKind.Past;
            return Interval(temporal.From, temporal.To) is var (near, far)
                ? new ViewSpec(kind, source, [.. all.Where(c => IsRead(arguments[c]))], near, far, 0, [])
                : null;
        }

        WindowSyntax window = literal.Window!;
        switch (window.Kind)
        {
            case WindowKind.Interval:
                return Interval(window.First, window.Second) is var (from, to) ? new ViewSpec(ViewKind.Interval, source, all, from, to, 0, []) : null;
            case WindowKind.Rows:
                return Count(window.First) is { } count
                    ? new ViewSpec(ViewKind.Rows, source, all, 0, 0, count, [.. all.Where(c => Parts(arguments[c]))])
                    : null;
            default:
                return Length(window.First) is { } length ? new ViewSpec(ViewKind.Tumbling, source, all, length, 2 * length, 0, []) : null;
        }
    }

    /// <summary>The bucket and the time of the event.</summary>
    private IEnumerable<DraftExpression> Added(AtomLiteralSyntax literal, ViewSpec spec, SourceSpan span)
    {
        if (spec.Kind == ViewKind.Tumbling)
        {
            yield return expressions.Lower(literal.Window!.Second!);
        }

        if (spec.IsWindow)
        {
            int slot = expressions.Scope.SlotOf("_");
            yield return new DraftVariable(slot, "_", span, expressions.Scope.Nodes[slot]);
        }
    }

    private bool IsRead(DraftExpression argument) => argument is not DraftVariable variable || clause!.IsRead(variable.Name);

    private bool Parts(DraftExpression argument) => argument is DraftVariable variable ? clause!.IsGroupKey(variable.Name) : argument.IsGround;

    /// <summary>The bounds of an interval of durations; null, with a diagnostic, when they are none.</summary>
    public (long Near, long Far)? Interval(TermSyntax from, TermSyntax? to)
    {
        if (Bound(from) is not { } near || Bound(to) is not { } far)
        {
            return null;
        }

        if (near <= far)
        {
            return (near, far);
        }

        SourceSpan span = expressions.SpanOf(from);
        context.Diagnostics.Add(Diagnostic.Create(TimeDiagnostics.ReversedInterval, span, ValueText.Duration(near), ValueText.Duration(far)) with
        {
            Help = $"write [{ValueText.Duration(far)}, {ValueText.Duration(near)}]: the nearer bound comes first",
        });
        return null;
    }

    private long? Bound(TermSyntax? term) => Reported(term, DurationReader.Nanoseconds(term), "a constant duration from 0s up, such as 250ms");

    private long? Length(TermSyntax term) =>
        Reported(term, DurationReader.Nanoseconds(term) is > 0 and var length ? length : null, "a constant duration above 0s, such as 1s");

    private long? Count(TermSyntax term) => Reported(term, DurationReader.Count(term), "a whole number of rows from 1 to 1000000");

    private long? Reported(TermSyntax? term, long? value, string wanted)
    {
        if (value is null && term is not (null or MissingTermSyntax))
        {
            SourceSpan span = expressions.SpanOf(term);
            context.Report(TimeDiagnostics.BadBound, span, span.Text, wanted);
        }

        return value;
    }
}
