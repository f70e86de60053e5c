using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <content>What the running transaction changed, and in which columns.</content>
internal sealed partial class Table
{
    /// <summary>True when a derivation of some row came or went, also where the row stays because it has others; of a layer that counts derivations.</summary>
    public bool HasCounted => _touched.Count > 0;

    /// <summary>True when some row entered or left, or was replaced by one that differs in the columns that are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool HasChanged(ulong read = ulong.MaxValue)
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            if (HasMovedIn(_touched.Row(i), read))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The columns in which rows were replaced, as <see cref="BitOf"/>; all bits when some row entered or left, none when nothing moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong ChangedColumns()
    {
        ulong columns = 0;
        for (int i = 0; i < _touched.Count; i++)
        {
            int row = _touched.Row(i);
            if (HasMoved(row))
            {
                if ((_states[row] & RowFlags.Paired) == 0)
                {
                    return ulong.MaxValue;
                }

                columns |= _masks[row];
            }
        }

        return columns;
    }

    /// <summary>True when some row left, or is no longer given: a row that stays may then have lost what it rests on.</summary>
    public bool HasLost()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            int row = _touched.Row(i);
            if (ViewOf(row) == RowView.Old || (_touched.WasGiven(i) && !IsGiven(row)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when some given row was asserted again at another time.</summary>
    public bool HasNewTimes()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            int row = _touched.Row(i);
            if (IsGiven(row) && _touched.TimeBefore(i) != TimeOf(row))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a touched row was there before and is now, given at another time.</summary>
    public bool HasNewTime(int number) =>
        _touched.Row(number) is int row && ViewOf(row) == RowView.Both && _touched.TimeBefore(number) != TimeOf(row);

    /// <summary>Says that one row replaces the other, where both differ in some columns only. Forgotten when the transaction ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pair(int before, int after)
    {
        if (_masks.Length <= Math.Max(before, after))
        {
            Array.Resize(ref _masks, _states.Length);
            Array.Resize(ref _successors, _states.Length);
        }

        ulong mask = 0;
        for (int i = 0; i < Columns.Length; i++)
        {
            mask |= Columns[i][before] != Columns[i][after] ? BitOf(i) : 0;
        }

        (_masks[before], _masks[after]) = (mask, mask);
        _successors[before] = after;
        _states[before] |= RowFlags.Paired;
        _states[after] |= RowFlags.Paired;
    }

    /// <summary>True when the running transaction replaces the row, or another by it, in some columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsReplacement(int row) => (_states[row] & RowFlags.Paired) != 0;

    /// <summary>The row in the place of one that the running transaction replaces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReplacementOf(int row) => _successors[row];

    /// <summary>A column's bit in a mask; columns beyond the 63rd share the last.</summary>
    public static ulong BitOf(int column) => 1UL << Math.Min(column, 63);

    /// <summary>True when the running transaction adds or removes the row, and not merely in columns outside <paramref name="read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasMovedIn(int row, ulong read) => HasMoved(row) && ((_states[row] & RowFlags.Paired) == 0 || (_masks[row] & read) != 0);
}
