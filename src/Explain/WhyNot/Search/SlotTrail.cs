using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A partial substitution that a search extends and takes back: one array, and the order in which its slots got their values.</summary>
/// <param name="start">Copied; values given here are never taken back.</param>
internal sealed class SlotTrail(Value?[] start)
{
    private readonly int[] _order = new int[start.Length];

    /// <summary>Slot to value; null where there is none yet.</summary>
    public Value?[] Values { get; } = [.. start];

    /// <summary>How many values were given since the start: what <see cref="Undo"/> goes back to.</summary>
    public int Mark { get; private set; }

    /// <summary>Gives a slot that has no value one.</summary>
    public void Set(int slot, Value value)
    {
        Values[slot] = value;
        _order[Mark++] = slot;
    }

    /// <summary>Takes back every value given since the mark.</summary>
    public void Undo(int mark)
    {
        while (Mark > mark)
        {
            Values[_order[--Mark]] = null;
        }
    }
}
