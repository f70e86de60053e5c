namespace CryptoScalp.Rules.Semantics;

/// <summary>Walks the expressions of bound rules.</summary>
public static class BoundWalk
{
    /// <summary>Every expression of a rule's head, body and transforms, parts included.</summary>
    public static IEnumerable<BoundExpression> ExpressionsOf(BoundRule rule) =>
        rule.Head.Concat(rule.Body.SelectMany(Direct)).Concat(rule.Transforms.SelectMany(Direct)).SelectMany(WithParts);

    /// <summary>Every expression of a literal, parts included.</summary>
    public static IEnumerable<BoundExpression> ExpressionsOf(BoundLiteral literal) => Direct(literal).SelectMany(WithParts);

    private static IEnumerable<BoundExpression> Direct(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => atom.Arguments,
        BoundComparison { Hysteresis: { } hysteresis } comparison => [comparison.Left, comparison.Right, hysteresis.Exit],
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundBuiltinLiteral builtin => builtin.Arguments,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<BoundExpression> Direct(BoundTransform transform) => transform switch
    {
        BoundLet let => [let.Value],
        BoundGroup group => group.Aggregates.SelectMany(static a => a.Arguments),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>An expression and its parts, outermost first.</summary>
    public static IEnumerable<BoundExpression> WithParts(BoundExpression expression) =>
        expression is BoundCall call ? call.Arguments.SelectMany(WithParts).Prepend(call) : [expression];
}
