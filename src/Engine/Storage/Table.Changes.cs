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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ChangedColumns() => IsOnePair ? PairColumns : ChangedColumnsOfRows();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong ChangedColumnsOfRows()
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
    /// <param name="before">The row that goes.</param>
    /// <param name="after">The row that comes.</param>
    /// <param name="columns">Those in which they may differ: all but the key's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pair(int before, int after, int[] columns)
    {
        if (_masks.Length <= Math.Max(before, after))
        {
            Array.Resize(ref _masks, _states.Length);
            Array.Resize(ref _successors, _states.Length);
        }

        ulong mask = 0;
        long[][] cells = Columns;
        foreach (int column in columns)
        {
            long[] cell = cells[column];
            mask |= cell[before] != cell[after] ? BitOf(column) : 0;
        }

        _pairs++;
        (_masks[before], _masks[after]) = (mask, mask);
        _successors[before] = after;
        _states[before] |= RowFlags.Paired;
        _states[after] |= RowFlags.Paired;
    }

    /// <summary>True when the running transaction replaces one row, and does nothing else in the relation.</summary>
    public bool IsOnePair
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pairs == 1 && _touched.Count == 2;
    }

    /// <summary>The columns in which the rows of <see cref="IsOnePair"/> differ, as <see cref="BitOf"/>.</summary>
    public ulong PairColumns => _masks[_touched.Row(0)];

    /// <summary>Of <see cref="IsOnePair"/>, the row that goes.</summary>
    public int PairBefore => IsIn(_touched.Row(0), RowView.Old) ? _touched.Row(0) : _touched.Row(1);

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
