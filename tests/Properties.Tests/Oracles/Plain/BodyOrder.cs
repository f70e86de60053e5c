using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>An order in which the literals of a body can be decided: whatever can be decided first, otherwise the next positive atom.</summary>
internal sealed class BodyOrder
{
    private readonly bool[] _known;
    private readonly bool[] _knowable;

    private BodyOrder(BoundRule rule)
    {
        _known = new bool[rule.Variables.Length];
        _knowable = new bool[rule.Variables.Length];
        Mark(_known, rule.Effect == RuleEffect.Compute ? rule.Head.Take(2) : []);
        Mark(_knowable, rule.Body.SelectMany(Binds));
    }

    /// <summary>Indexes into the body.</summary>
    public static int[] Of(BoundRule rule)
    {
        BodyOrder order = new(rule);
        List<int> left = [.. Enumerable.Range(0, rule.Body.Length)], chosen = [];
        while (left.Count > 0)
        {
            int next = left.FindIndex(i => order.IsReady(rule.Body[i]));
            next = next >= 0 ? next : left.FindIndex(i => rule.Body[i] is BoundAtom { IsNegated: false });
            int literal = next >= 0 ? left[next] : throw new InvalidOperationException($"the body of rule {rule.Id} has no order in which it can be decided");
            left.RemoveAt(next);
            chosen.Add(literal);
            Mark(order._known, Binds(rule.Body[literal]));
        }

        return [.. chosen];
    }

    private static void Mark(bool[] slots, IEnumerable<BoundExpression> bound)
    {
        foreach (BoundVariable variable in bound.OfType<BoundVariable>())
        {
            slots[variable.Slot] = true;
        }
    }

    private static IEnumerable<BoundExpression> Binds(BoundLiteral literal) => literal switch
    {
        BoundAtom { IsNegated: false } atom => atom.Arguments,
        BoundBuiltinLiteral { IsNegated: false } builtin => builtin.Arguments.Where((_, i) => !builtin.Predicate.IsInput(i)),
        BoundComparison { Operator: ComparisonOperator.Equal } equality => [equality.Left, equality.Right],
        BoundAtom or BoundBuiltinLiteral or BoundComparison => [],
        _ => throw Expressions.Unknown(literal),
    };

    private bool IsReady(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => atom.IsNegated && atom.Arguments.All(IsKnownOrWildcard),
        BoundComparison { Operator: ComparisonOperator.Equal } c => (IsKnown(c.Left) || c.Left is BoundVariable) && IsKnown(c.Right) || IsKnown(c.Left) && c.Right is BoundVariable,
        BoundComparison c => IsKnown(c.Left) && IsKnown(c.Right) && (c.Hysteresis is null || c.Hysteresis.Key.All(IsKnown)),
        BoundBuiltinLiteral b => b.Arguments.Where((_, i) => b.Predicate.IsInput(i)).All(IsKnown) && (!b.IsNegated || b.Arguments.All(IsKnownOrWildcard)),
        _ => throw Expressions.Unknown(literal),
    };

    private bool IsKnown(BoundExpression expression) => BoundWalk.WithParts(expression).OfType<BoundVariable>().All(v => _known[v.Slot]);

    /// <summary>A variable that nothing can bind is a wildcard of a negation.</summary>
    private bool IsKnownOrWildcard(BoundExpression expression) => IsKnown(expression) || expression is BoundVariable variable && !_knowable[variable.Slot];
}
