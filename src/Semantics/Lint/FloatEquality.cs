using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>
/// <c>X = 0.3</c> between computed <c>/float64</c> values: whether it holds is decided by rounding. A comparison with a whole number is fine (a zero, a
/// code: nothing that was meant to be one is rounded away from it), and so is an <c>=</c> that names a value.
/// </summary>
internal static class FloatEquality
{
    public static void Check(LintContext context)
    {
        foreach (BoundRule rule in context.Rules)
        {
            foreach (BoundComparison comparison in rule.Body.OfType<BoundComparison>().Where(c => IsEquality(rule, c)))
            {
                context.Found.Add(Diagnostic.Create(LintDiagnostics.FloatEquality, comparison.Span, comparison.Span.Text) with
                {
                    Help = "compare with a tolerance, abs(X - Y) < 0.000001, or declare the columns /dec8",
                });
            }
        }
    }

    private static bool IsEquality(BoundRule rule, BoundComparison comparison) =>
        comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual
        && (comparison.Left.Type.Kind == TypeKind.Float64 || comparison.Right.Type.Kind == TypeKind.Float64)
        && !IsWhole(comparison.Left) && !IsWhole(comparison.Right)
        && !(comparison.Operator == ComparisonOperator.Equal && (Names(rule, comparison.Left, comparison) || Names(rule, comparison.Right, comparison)));

    private static bool IsWhole(BoundExpression expression) =>
        expression is BoundConstant { Value: { Kind: ValueKind.Float64 } value } && double.IsInteger(value.AsFloat64);

    /// <summary>Whether a side is a variable that no atom of the body binds, so that the <c>=</c> gives it its value.</summary>
    private static bool Names(BoundRule rule, BoundExpression side, BoundComparison comparison) =>
        side is BoundVariable variable && !rule.Body.Any(l => l is BoundAtom { IsNegated: false } atom && atom.Arguments.Any(a => a is BoundVariable v && v.Slot == variable.Slot))
        && !rule.Body.TakeWhile(l => l != comparison).OfType<BoundComparison>().Any(c => c.Operator == ComparisonOperator.Equal && c.Left is BoundVariable v && v.Slot == variable.Slot);
}
