using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>Finds the rows of a relation by the values of some columns. Rows of one key are chained in the order they were added, so by height.</summary>
/// <remarks>Catches up with rows added since when asked. A chain only grows at its end, so walking one while rows are added is safe within a <see cref="RowRange"/>.</remarks>
internal sealed class RowIndex(Relation relation, int[] columns)
{
    private const int None = -1;

    private readonly List<Chain> _chains = [];
    private int[] _table = Filled(16);
    private int[] _next = new int[16];
    private int _indexed;

    public int[] Columns => columns;

    /// <summary>The first row with this key, or -1.</summary>
    public int First(ReadOnlySpan<Value> key)
    {
        CatchUp();
        int hash = RowHash.Of(key);
        int slot = hash & (_table.Length - 1);
        while (_table[slot] != None)
        {
            Chain chain = _chains[_table[slot]];
            if (chain.Hash == hash && HasKey(chain.First, key))
            {
                return chain.First;
            }

            slot = (slot + 1) & (_table.Length - 1);
        }

        return None;
    }

    /// <summary>The next row with the same key, or -1.</summary>
    public int Next(int row) => _next[row];

    private void CatchUp()
    {
        if (_indexed == relation.Count)
        {
            return;
        }

        if (_next.Length < relation.Count)
        {
            Array.Resize(ref _next, Math.Max(relation.Count, _next.Length * 2));
        }

        for (; _indexed < relation.Count; _indexed++)
        {
            Append(_indexed);
        }
    }

    private void Append(int row)
    {
        _next[row] = None;
        Value[] values = relation.Row(row);
        int hash = RowHash.Of(values, columns);
        int slot = hash & (_table.Length - 1);
        while (_table[slot] != None)
        {
            Chain chain = _chains[_table[slot]];
            if (chain.Hash == hash && SameKey(chain.First, values))
            {
                _next[chain.Last] = row;
                _chains[_table[slot]] = chain with { Last = row };
                return;
            }

            slot = (slot + 1) & (_table.Length - 1);
        }

        _table[slot] = _chains.Count;
        _chains.Add(new Chain(hash, row, row));
        if (_chains.Count * 2 > _table.Length)
        {
            Grow();
        }
    }

    private void Grow()
    {
        _table = Filled(_table.Length * 4);
        for (int i = 0; i < _chains.Count; i++)
        {
            int slot = _chains[i].Hash & (_table.Length - 1);
            while (_table[slot] != None)
            {
                slot = (slot + 1) & (_table.Length - 1);
            }

            _table[slot] = i;
        }
    }

    private bool HasKey(int row, ReadOnlySpan<Value> key)
    {
        Value[] values = relation.Row(row);
        for (int i = 0; i < columns.Length; i++)
        {
            if (values[columns[i]] != key[i])
            {
                return false;
            }
        }

        return true;
    }

    private bool SameKey(int row, Value[] other)
    {
        Value[] values = relation.Row(row);
        foreach (int column in columns)
        {
            if (values[column] != other[column])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Filled(int length)
    {
        int[] table = new int[length];
        Array.Fill(table, None);
        return table;
    }

    private readonly record struct Chain(int Hash, int First, int Last);
}
