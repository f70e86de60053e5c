using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>A kept substitution of a body.</summary>
/// <param name="Slots">Values of all slots; an unbound one holds the default value.</param>
/// <param name="Matched">The row of each positive atom, by ordinal.</param>
internal sealed record Substitution(Value[] Slots, int[] Matched);

/// <summary>Keeps each substitution of a body.</summary>
internal sealed class CollectSink(PlannedSlots slots, Budget? budget) : ISolutionSink
{
    private readonly List<Substitution> _found = [];

    public int Count => _found.Count;

    public void Accept(Frame frame)
    {
        _found.Add(new Substitution(slots.Copy(frame.Slots), [.. frame.Matched]));
        frame.IsStopped = budget is not null && !budget.TrySpend();
    }

    /// <summary>The distinct substitutions, sorted by the values of their slots: an order that does not depend on evaluation.</summary>
    public List<Substitution> ToDistinct()
    {
        if (_found.Count <= 1)
        {
            return _found;
        }

        _found.Sort(static (a, b) => RowOrder.Compare(a.Slots, b.Slots));
        List<Substitution> distinct = [];
        foreach (Substitution substitution in _found)
        {
            if (distinct.Count == 0 || RowOrder.Compare(distinct[^1].Slots, substitution.Slots) != 0)
            {
                distinct.Add(substitution);
            }
        }

        return distinct;
    }
}

/// <summary>Which slots of a rule a body binds; the others may hold left-overs of earlier substitutions.</summary>
internal sealed class PlannedSlots(ImmutableArray<bool> isBound)
{
    /// <summary>The bound slots; the others hold the default value.</summary>
    public Value[] Copy(Value[] slots)
    {
        Value[] copy = new Value[slots.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = isBound[i] ? slots[i] : default;
        }

        return copy;
    }
}
