using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>An atom's pattern made ready: fills its key from a frame, binds a row to slots.</summary>
internal sealed class BoundPattern(AtomPattern pattern, Table table, Interner interner)
{
    private readonly int[] _columns = [.. pattern.KeyColumns];
    private readonly Expression[] _keys = Expression.Of(pattern.Keys);
    private readonly ColumnSlot[] _binds = [.. pattern.Binds];
    private readonly ColumnSlot[] _repeats = [.. pattern.Repeats];

    /// <summary>The cells of the key columns, as of the last <see cref="TryFill"/>.</summary>
    public long[] Key { get; } = new long[pattern.KeyColumns.Length];

    /// <summary>False when no row can hold the key: a value of another kind, or one that no row has.</summary>
    public bool TryFill(Frame frame)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            // Variables, constants and parameters cannot fail.
            _ = _keys[i].TryEvaluate(frame, out Value value);
            if (!interner.TryFind(value, table.Predicate.KindOf(_columns[i]), out Key[i]))
            {
                return false;
            }
        }

        return true;
    }

    public bool HasKey(int row)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            if (table.Cell(row, _columns[i]) != Key[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Binds the row's values to slots; false when a repeated variable meets two values.</summary>
    public bool TryBind(int row, Value[] slots)
    {
        foreach (ColumnSlot bind in _binds)
        {
            slots[bind.Slot] = table.ValueOf(row, bind.Column, interner);
        }

        foreach (ColumnSlot repeat in _repeats)
        {
            if (table.ValueOf(row, repeat.Column, interner) != slots[repeat.Slot])
            {
                return false;
            }
        }

        return true;
    }
}
