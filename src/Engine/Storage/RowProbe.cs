using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Asks whether a relation has a row with given values in some columns.</summary>
/// <param name="table">The relation.</param>
/// <param name="index">The index on those columns; null to look one row up by all its columns, or to scan.</param>
/// <param name="columns">The columns.</param>
internal sealed class RowProbe(Table table, int? index, int[] columns)
{
    private readonly bool _isComplete = columns.Length == table.Predicate.Arity;
    private readonly PostingIndex? _index = index is { } number ? table.Index(number) : null;

    public bool Any(ReadOnlySpan<long> key, RowView view) => First(key, view) >= 0;

    /// <summary>The first row with the key that entered or left; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FirstChanged(ReadOnlySpan<long> key)
    {
        for (int row = Start(key); row >= 0; row = Next(row))
        {
            if (table.ViewOf(row) is RowView.Old or RowView.New && Matches(row, key))
            {
                return row;
            }
        }

        return -1;
    }

    /// <summary>The first row with the key that a view shows; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int First(ReadOnlySpan<long> key, RowView view) => From(Start(key), key, view);

    /// <summary>The next one after <paramref name="row"/>; -1 when there is none.</summary>
    public int Following(int row, ReadOnlySpan<long> key, RowView view) => From(Next(row), key, view);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int From(int row, ReadOnlySpan<long> key, RowView view)
    {
        while (row >= 0 && !(table.IsIn(row, view) && Matches(row, key)))
        {
            row = Next(row);
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Start(ReadOnlySpan<long> key)
    {
        if (_isComplete)
        {
            return table.Find(key);
        }

        if (_index is null)
        {
            return table.RowEnd - 1;
        }

        return _index.First(CellHash.Of(key));
    }

    private int Next(int row) => _isComplete ? -1 : _index is null ? row - 1 : _index.Next(row);

    private bool Matches(int row, ReadOnlySpan<long> key) => _index is null ? HasKey(row, key) : _index.HasKey(row, key);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool HasKey(int row, ReadOnlySpan<long> key)
    {
        for (int i = 0; i < key.Length; i++)
        {
            if (table.Cell(row, columns[i]) != key[i])
            {
                return false;
            }
        }

        return true;
    }
}
