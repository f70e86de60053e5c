using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Comparisons that what columns can hold decides: declared ranges, certainties, and the ranges of params.</summary>
internal static class ThresholdRanges
{
    private static readonly (Value Low, Value High) Certainty = (Value.Float64(0), Value.Float64(1));

    public static void Check(LintContext context)
    {
        foreach (BoundRule rule in context.Rules)
        {
            Dictionary<int, (Value Low, Value High)> known = Known(context, rule);
            foreach (BoundComparison comparison in rule.Body.OfType<BoundComparison>())
            {
                if (RangeOf(comparison.Left, known, context) is { } left && RangeOf(comparison.Right, known, context) is { } right
                    && left.Low.Kind == right.Low.Kind && Truth(comparison.Operator, left, right) is { } truth)
                {
                    Report(context, comparison, truth, comparison.Left is BoundVariable ? (comparison.Left, left) : (comparison.Right, right));
                }
            }
        }
    }

    private static void Report(LintContext context, BoundComparison comparison, bool truth, (BoundExpression Column, (Value Low, Value High) Range) side)
    {
        if (side.Column is BoundVariable)
        {
            context.Found.Add(Diagnostic.Create(
                LintDiagnostics.OutsideRange, comparison.Span, comparison.Span.Text, truth ? "true" : "false", side.Column.Span.Text, side.Range.Low, side.Range.High) with
            {
                Help = truth ? "leave it out, or correct the threshold" : "the rule derives nothing; correct the threshold, or the declared range",
            });
        }
    }

    /// <summary>The ranges of variables that atoms bind, by slot: the narrowest declared one.</summary>
    private static Dictionary<int, (Value Low, Value High)> Known(LintContext context, BoundRule rule)
    {
        Dictionary<int, (Value Low, Value High)> known = [];
        foreach (BoundAtom atom in rule.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated))
        {
            BoundPredicate source = context.SourceOf(atom.Predicate);
            BoundView? view = context.PredicateOf(atom)?.View;
            for (int i = 0; i < atom.Arguments.Length; i++)
            {
                int column = view is null ? i : i < view.Columns.Length ? view.Columns[i] : -1;
                if (atom.Arguments[i] is BoundVariable variable && DeclaredRange(source, column) is { } range)
                {
                    known[variable.Slot] = known.TryGetValue(variable.Slot, out (Value Low, Value High) other) ? Both(range, other) : range;
                }
            }
        }

        return known;
    }

    private static (Value Low, Value High)? DeclaredRange(BoundPredicate predicate, int column)
    {
        if (predicate.Promises.Ranges.FirstOrDefault(r => r.Column == column) is { } declared)
        {
            return (declared.Low, declared.High);
        }

        return predicate.Tag?.Column == column ? Certainty : null;
    }

    private static (Value Low, Value High) Both((Value Low, Value High) a, (Value Low, Value High) b) =>
        (a.Low.CompareTo(b.Low) >= 0 ? a.Low : b.Low, a.High.CompareTo(b.High) <= 0 ? a.High : b.High);

    private static (Value Low, Value High)? RangeOf(BoundExpression expression, Dictionary<int, (Value Low, Value High)> known, LintContext context) => expression switch
    {
        BoundConstant constant => (constant.Value, constant.Value),
        BoundVariable variable => known.TryGetValue(variable.Slot, out (Value, Value) range) ? range : null,
        BoundParameter parameter when context.Program.Params[parameter.Index] is { Low: { } low, High: { } high } => (low, high),
        _ => null,
    };

    /// <summary>What the comparison of any two values of the ranges gives; null when it depends on them.</summary>
    private static bool? Truth(ComparisonOperator op, (Value Low, Value High) left, (Value Low, Value High) right) => op switch
    {
        ComparisonOperator.Less => Ordered(left, right, orEqual: false),
        ComparisonOperator.LessOrEqual => Ordered(left, right, orEqual: true),
        ComparisonOperator.Greater => Ordered(right, left, orEqual: false),
        ComparisonOperator.GreaterOrEqual => Ordered(right, left, orEqual: true),
        ComparisonOperator.Equal => AreApart(left, right) ? false : null,
        ComparisonOperator.NotEqual => AreApart(left, right) ? true : null,
        _ => null,
    };

    private static bool? Ordered((Value Low, Value High) less, (Value Low, Value High) more, bool orEqual)
    {
        int surely = less.High.CompareTo(more.Low), hardly = less.Low.CompareTo(more.High);
        return surely < 0 || (orEqual && surely == 0) ? true : hardly > 0 || (!orEqual && hardly == 0) ? false : null;
    }

    private static bool AreApart((Value Low, Value High) a, (Value Low, Value High) b) => a.High.CompareTo(b.Low) < 0 || b.High.CompareTo(a.Low) < 0;
}
