using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Finds a row by all its cells: hash buckets of singly linked rows, one word a row and a bucket.</summary>
/// <remarks>
/// Buckets that may overlap suit hashes that keep neighbours together (see <see cref="CellHash"/>); open addressing would cluster. A table with a
/// declared key has none: its index on the key finds a row as well.
/// </remarks>
internal sealed class RowIdentity(Table table)
{
    private int[] _buckets = PostingIndex.Filled(16);
    private int[] _next = [];
    private int _count;

    /// <summary>The row with these cells, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<long> cells)
    {
        int row = _buckets[CellHash.Of(cells) & (_buckets.Length - 1)];
        while (row >= 0 && !table.HasCells(row, cells))
        {
            row = _next[row];
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Link(int row)
    {
        if (row >= _next.Length)
        {
            Array.Resize(ref _next, Math.Max(16, Math.Max(row + 1, _next.Length * 2)));
        }

        if (++_count > _buckets.Length)
        {
            Rehash();
        }

        LinkInto(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Unlink(int row)
    {
        ref int place = ref _buckets[HashOf(row) & (_buckets.Length - 1)];
        while (place != row)
        {
            place = ref _next[place];
        }

        place = _next[row];
        _count--;
    }

    /// <summary>Takes over the rows of another table, which has the same cells under the same numbers.</summary>
    public void Copy(RowIdentity other) => (_buckets, _next, _count) = ([.. other._buckets], [.. other._next], other._count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HashOf(int row) => CellHash.Of(table.Columns, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LinkInto(int row)
    {
        ref int bucket = ref _buckets[HashOf(row) & (_buckets.Length - 1)];
        _next[row] = bucket;
        bucket = row;
    }

    private void Rehash()
    {
        int[] old = _buckets;
        _buckets = PostingIndex.Filled(old.Length * 2);
        foreach (int first in old)
        {
            for (int row = first; row >= 0;)
            {
                int next = _next[row];
                LinkInto(row);
                row = next;
            }
        }
    }
}
