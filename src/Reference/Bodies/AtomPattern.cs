using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>How an atom's columns relate to the slots bound before it: some are known (the key), some bind, some repeat a variable of the same atom.</summary>
internal sealed class AtomPattern
{
    private readonly BoundExpression[] _keys;
    private readonly (int Column, int Slot)[] _binds;
    private readonly (int Column, int Slot)[] _repeats;

    private AtomPattern(int[] keyColumns, BoundExpression[] keys, (int Column, int Slot)[] binds, (int Column, int Slot)[] repeats)
    {
        KeyColumns = keyColumns;
        _keys = keys;
        _binds = binds;
        _repeats = repeats;
    }

    /// <summary>Columns whose value is known when the atom's turn comes, ascending.</summary>
    public int[] KeyColumns { get; }

    /// <summary>True when every column is known: a matter of looking up one row.</summary>
    public bool IsComplete => _binds.Length == 0 && _repeats.Length == 0;

    /// <param name="isBound">Slots bound before the atom.</param>
    public static AtomPattern Of(ImmutableArray<BoundExpression> arguments, bool[] isBound)
    {
        List<int> keyColumns = [];
        List<BoundExpression> keys = [];
        List<(int Column, int Slot)> binds = [], repeats = [];
        for (int column = 0; column < arguments.Length; column++)
        {
            if (arguments[column] is BoundVariable { Slot: int slot } && !isBound[slot])
            {
                (binds.Exists(bind => bind.Slot == slot) ? repeats : binds).Add((column, slot));
            }
            else
            {
                keyColumns.Add(column);
                keys.Add(arguments[column]);
            }
        }

        return new AtomPattern([.. keyColumns], [.. keys], [.. binds], [.. repeats]);
    }

    public void FillKey(Frame frame, Value[] key)
    {
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = ExpressionEvaluator.Simple(_keys[i], frame);
        }
    }

    public bool HasKey(Value[] row, Value[] key)
    {
        for (int i = 0; i < key.Length; i++)
        {
            if (row[KeyColumns[i]] != key[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Binds the row's values to slots; false when a repeated variable meets two values.</summary>
    public bool TryBind(Value[] row, Value[] slots)
    {
        foreach ((int column, int slot) in _binds)
        {
            slots[slot] = row[column];
        }

        foreach ((int column, int slot) in _repeats)
        {
            if (row[column] != slots[slot])
            {
                return false;
            }
        }

        return true;
    }
}
