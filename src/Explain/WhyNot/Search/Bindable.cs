using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Which slots literals can give a value.</summary>
internal static class Bindable
{
    /// <summary>Slots that some positive literal or equality of a body mentions where it can bind. A variable of a negation that is not among them is a wildcard.</summary>
    public static bool[] Of(IReadOnlyList<BoundLiteral> literals, int slots)
    {
        bool[] bindable = new bool[slots];
        foreach (BoundVariable variable in literals.SelectMany(Binding).OfType<BoundVariable>())
        {
            bindable[variable.Slot] = true;
        }

        return bindable;
    }

    /// <summary>Removes from <paramref name="open"/> and returns the literals that can no longer be judged, now that others have failed.</summary>
    public static List<int> TakeHopeless(IReadOnlyList<BoundLiteral> literals, List<int> open, Value?[] slots, LiteralJudge judge)
    {
        Value?[] reachable = [.. slots];
        List<int> left = [.. open];
        for (bool isGrowing = true; isGrowing;)
        {
            isGrowing = left.RemoveAll(i => TryReach(literals[i], reachable, judge)) > 0;
        }

        open.RemoveAll(left.Contains);
        return left;
    }

    /// <summary>A literal that can be judged counts as judged, and what it would bind as known; the value itself does not matter.</summary>
    private static bool TryReach(BoundLiteral literal, Value?[] reachable, LiteralJudge judge)
    {
        if (literal is not BoundAtom { IsNegated: false } && !judge.IsReady(literal, reachable))
        {
            return false;
        }

        foreach (BoundVariable variable in Binding(literal).OfType<BoundVariable>())
        {
            reachable[variable.Slot] ??= Value.True;
        }

        return true;
    }

    private static IEnumerable<BoundExpression> Binding(BoundLiteral literal) => literal switch
    {
        BoundAtom { IsNegated: false } atom => atom.Arguments,
        BoundBuiltinLiteral { IsNegated: false } builtin => LiteralJudge.Outputs(builtin),
        BoundComparison { Operator: ComparisonOperator.Equal } equality => [equality.Left, equality.Right],
        _ => [],
    };
}
