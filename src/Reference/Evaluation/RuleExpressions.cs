using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Every expression of a rule, nested ones included.</summary>
internal static class RuleExpressions
{
    public static IEnumerable<BoundExpression> Of(BoundRule rule) =>
        rule.Head.Concat(rule.Body.SelectMany(Of)).Concat(rule.Transforms.SelectMany(Of)).SelectMany(Nested);

    private static IEnumerable<BoundExpression> Of(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => atom.Arguments,
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundBuiltinLiteral builtin => builtin.Arguments,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<BoundExpression> Of(BoundTransform transform) => transform switch
    {
        BoundLet let => [let.Value],
        BoundGroup group => group.Aggregates.SelectMany(static a => a.Arguments),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<BoundExpression> Nested(BoundExpression expression) =>
        expression is BoundCall call ? call.Arguments.SelectMany(Nested).Prepend(expression) : [expression];
}
