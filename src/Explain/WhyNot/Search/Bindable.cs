using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Which slots each literal of a body can give a value.</summary>
internal sealed class Bindable
{
    private readonly IReadOnlyList<BoundLiteral> _literals;
    private readonly int[][] _slotsOf;

    public Bindable(IReadOnlyList<BoundLiteral> literals, int slots)
    {
        _literals = literals;
        _slotsOf = [.. literals.Select(static l => Binding(l).OfType<BoundVariable>().Select(static v => v.Slot).Distinct().ToArray())];
        IsBindable = new bool[slots];
        foreach (int slot in _slotsOf.SelectMany(static s => s))
        {
            IsBindable[slot] = true;
        }
    }

    /// <summary>Slots that some positive literal or equality mentions where it can bind. A variable of a negation that is not among them is a wildcard.</summary>
    public bool[] IsBindable { get; }

    /// <summary>The open literals that can no longer be judged, now that others have failed.</summary>
    public List<int> Hopeless(bool[] isOpen, SlotTrail slots, LiteralJudge judge)
    {
        List<int> left = [];
        for (int i = 0; i < isOpen.Length; i++)
        {
            if (isOpen[i])
            {
                left.Add(i);
            }
        }

        int mark = slots.Mark;
        while (RemoveReachable(left, slots, judge))
        {
            // Each literal that can be judged may make others so.
        }

        slots.Undo(mark);
        return left;
    }

    private bool RemoveReachable(List<int> left, SlotTrail slots, LiteralJudge judge)
    {
        int kept = 0;
        for (int i = 0; i < left.Count; i++)
        {
            if (!TryReach(left[i], slots, judge))
            {
                left[kept++] = left[i];
            }
        }

        bool any = kept < left.Count;
        left.RemoveRange(kept, left.Count - kept);
        return any;
    }

    /// <summary>A literal that can be judged counts as judged, and what it would bind as known; the value itself does not matter.</summary>
    private bool TryReach(int index, SlotTrail slots, LiteralJudge judge)
    {
        if (_literals[index] is not BoundAtom { IsNegated: false } && !judge.IsReady(_literals[index], slots.Values))
        {
            return false;
        }

        foreach (int slot in _slotsOf[index])
        {
            if (!slots.Values[slot].HasValue)
            {
                slots.Set(slot, Value.True);
            }
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
