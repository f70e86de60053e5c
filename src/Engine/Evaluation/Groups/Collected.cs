using System.Runtime.InteropServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>collect</c> and <c>collect_distinct</c>: reads the members again into buffers that stay, and makes a list only when no row holds an equal one.</summary>
/// <param name="arguments">Kinds of the arguments; of several a tuple is collected.</param>
/// <param name="isDistinct">Each value once.</param>
/// <param name="interner">Holds lists and tuples that were seen before.</param>
internal sealed class Collected(CellKind[] arguments, bool isDistinct, Interner interner) : GroupAggregate
{
    private readonly List<Value> _items = [];
    private readonly Value[] _pair = new Value[2];

    public override CellKind ResultKind => CellKind.Interned;

    public override void Grow(int groups)
    {
    }

    public override void Clear(int group)
    {
    }

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
    }

    public override bool NeedsMembers(int group) => true;

    public override void BeginMembers(int group, int count) => _items.Clear();

    public override void TakeMember(int group, ReadOnlySpan<long> cells, EventTime time)
    {
        Value tuple = interner.Decode(cells[^1], arguments[^1]);
        for (int i = cells.Length - 2; i >= 0; i--)
        {
            (_pair[0], _pair[1]) = (interner.Decode(cells[i], arguments[i]), tuple);
            tuple = interner[interner.AddItems(ValueKind.Pair, _pair)];
        }

        _items.Add(tuple);
    }

    public override bool TryResult(int group, long members, out long cell)
    {
        Span<Value> items = CollectionsMarshal.AsSpan(_items);
        items.Sort();
        cell = interner.AddItems(ValueKind.List, isDistinct ? items[..MoveDistinct(items)] : items);
        return true;
    }

    /// <summary>Moves one of each run of equal values to the front.</summary>
    /// <returns>How many there are.</returns>
    private static int MoveDistinct(Span<Value> sorted)
    {
        int count = 0;
        foreach (Value item in sorted)
        {
            if (count == 0 || sorted[count - 1] != item)
            {
                sorted[count++] = item;
            }
        }

        return count;
    }
}
