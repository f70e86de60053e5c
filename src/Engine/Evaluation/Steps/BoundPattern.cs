using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>An atom's pattern made ready: fills its key from a frame, binds a row to slots.</summary>
internal sealed class BoundPattern(AtomPattern pattern)
{
    private readonly int[] _columns = [.. pattern.KeyColumns];
    private readonly Expression[] _keys = Expression.Of(pattern.Keys);
    private readonly ColumnSlot[] _binds = [.. pattern.Binds];
    private readonly ColumnSlot[] _repeats = [.. pattern.Repeats];

    /// <summary>The values of the key columns, as of the last <see cref="Fill"/>.</summary>
    public Value[] Key { get; } = new Value[pattern.KeyColumns.Length];

    public void Fill(Frame frame)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            // Variables, constants and parameters cannot fail.
            _ = _keys[i].TryEvaluate(frame, out Key[i]);
        }
    }

    public bool HasKey(Value[] row)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            if (row[_columns[i]] != Key[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Binds the row's values to slots; false when a repeated variable meets two values.</summary>
    public bool TryBind(Value[] row, Value[] slots)
    {
        foreach (ColumnSlot bind in _binds)
        {
            slots[bind.Slot] = row[bind.Column];
        }

        foreach (ColumnSlot repeat in _repeats)
        {
            if (row[repeat.Column] != slots[repeat.Slot])
            {
                return false;
            }
        }

        return true;
    }
}
