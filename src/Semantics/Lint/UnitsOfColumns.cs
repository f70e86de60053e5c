using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>
/// Numbers beside columns with a declared unit. <c>5bps</c> and <c>60%</c> are fractions of one: right beside a column of <c>/fraction</c>, a hundredfold
/// or more off beside one that counts basis points itself. Units go through sums, differences, smaller and larger, not through products.
/// </summary>
internal static class UnitsOfColumns
{
    private const string Fraction = "/fraction";

    public static void Check(LintContext context)
    {
        foreach (BoundRule rule in context.Rules)
        {
            UnitScope scope = new(context, rule.Body);
            foreach (BoundComparison comparison in rule.Body.OfType<BoundComparison>())
            {
                Pair(context, scope, comparison.Left, comparison.Right);
            }

            foreach (BoundCall sum in BoundWalk.ExpressionsOf(rule).OfType<BoundCall>().Where(static c => UnitScope.KeepsUnit(c) && c.Arguments.Length == 2))
            {
                Pair(context, scope, sum.Arguments[0], sum.Arguments[1]);
            }
        }
    }

    private static void Pair(LintContext context, UnitScope scope, BoundExpression left, BoundExpression right)
    {
        if (scope.UnitOf(left) is { } a && scope.UnitOf(right) is { } b && a != b)
        {
            context.Found.Report(LintDiagnostics.MixedUnits, right.Span, left.Span.Text, a, right.Span.Text, b);
        }

        Literal(context, scope, left, right);
        Literal(context, scope, right, left);
    }

    private static void Literal(LintContext context, UnitScope scope, BoundExpression literal, BoundExpression other)
    {
        if (literal is not BoundConstant { Type.IsNumeric: true } constant || scope.UnitOf(other) is not { } unit)
        {
            return;
        }

        string text = literal.Span.Text;
        double value = constant.Value.ToDouble();
        if (IsShare(text) && unit != Fraction)
        {
            context.Found.Add(Diagnostic.Create(LintDiagnostics.ForeignUnit, literal.Span, text, constant.Value, other.Span.Text, unit) with
            {
                Help = unit == "/bps" ? $"write {text.TrimEnd('b', 'p', 's', 'c', 't', '%')}, or divide the column" : $"write the number in {unit}",
            });
        }
        else if (!IsShare(text) && unit == Fraction && value != 0 && Math.Abs(value) != 1)
        {
            context.Found.Add(Diagnostic.Create(LintDiagnostics.MissingUnit, literal.Span, text, other.Span.Text, "a fraction of one") with
            {
                Help = FormattableString.Invariant($"write {(Math.Abs(value) < 0.01 ? (value * 10000) + "bps" : (value * 100) + "%")} when that is meant"),
            });
        }
    }

    private static bool IsShare(string text) => text.EndsWith('%') || text.EndsWith("bps", StringComparison.Ordinal) || text.EndsWith("bp", StringComparison.Ordinal) || text.EndsWith("pct", StringComparison.Ordinal);
}
