using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Asks whether a relation has a row with given values in some columns.</summary>
/// <param name="relation">The relation.</param>
/// <param name="index">The index on those columns; null to look one row up by all its columns, or to scan.</param>
/// <param name="columns">The columns.</param>
internal sealed class RowProbe(Relation relation, int? index, int[] columns)
{
    private readonly bool _isComplete = columns.Length == relation.Predicate.Arity;
    private readonly RowIndex? _index = index is { } number ? relation.Index(number) : null;

    public bool Any(ReadOnlySpan<Value> key, RowView view) => First(key, view) >= 0;

    /// <summary>The first row with the key that entered or left; -1 when there is none.</summary>
    public int FirstChanged(ReadOnlySpan<Value> key)
    {
        for (int row = Start(key, out int hash); row >= 0; row = Next(row))
        {
            if (relation.ViewOf(row) is RowView.Old or RowView.New && Matches(row, hash, key))
            {
                return row;
            }
        }

        return -1;
    }

    private int First(ReadOnlySpan<Value> key, RowView view)
    {
        for (int row = Start(key, out int hash); row >= 0; row = Next(row))
        {
            if (relation.IsIn(row, view) && Matches(row, hash, key))
            {
                return row;
            }
        }

        return -1;
    }

    private int Start(ReadOnlySpan<Value> key, out int hash)
    {
        hash = 0;
        if (_isComplete)
        {
            return relation.Find(key);
        }

        if (_index is null)
        {
            return relation.End - 1;
        }

        hash = RowHash.Of(key);
        return _index.First(hash);
    }

    private int Next(int row) => _isComplete ? -1 : _index is null ? row - 1 : _index.Next(row);

    private bool Matches(int row, int hash, ReadOnlySpan<Value> key) => _index is null ? HasKey(relation.Row(row), key) : _index.HasKey(row, hash, key);

    private bool HasKey(Value[] values, ReadOnlySpan<Value> key)
    {
        for (int i = 0; i < key.Length; i++)
        {
            if (values[columns[i]] != key[i])
            {
                return false;
            }
        }

        return true;
    }
}
