using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Finds rows by the cells of some columns: hash buckets of doubly linked rows.</summary>
/// <remarks>
/// New rows come first in their bucket, so a walk is not disturbed by rows that are linked while it goes on. A bucket may mix keys: whoever walks it compares.
/// The first row of a bucket names the bucket where others name the row before them, so a row is taken out without its hash; and a row that replaces one with
/// the same cells in these columns is put in beside it (<see cref="LinkBeside"/>), also without. Allocates only when it grows.
/// </remarks>
internal sealed class PostingIndex(Table table, int[] columns)
{
    public const int None = -1;

    private int[] _buckets = Filled(16);
    private int[] _next = [];
    private int[] _previous = [];
    private int _count;

    public int[] Columns => columns;

    /// <summary>The first row of the hash's bucket, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int hash)
    {
        int[] buckets = _buckets;
        return buckets[hash & (buckets.Length - 1)];
    }

    /// <summary>The next row of the bucket, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int row) => _next[row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasKey(int row, ReadOnlySpan<long> key)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Link(int row) => Link(row, HashOf(row));

    /// <summary>Puts a row first in the bucket of its hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Link(int row, int hash)
    {
        MakeRoom(row);
        LinkInto(row, hash & (_buckets.Length - 1));
    }

    /// <summary>Puts a row behind another with the same key. Not while anyone walks the bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LinkBeside(int row, int sibling)
    {
        MakeRoom(row);
        int[] nexts = _next, previous = _previous;
        int next = nexts[sibling];
        nexts[sibling] = row;
        previous[row] = sibling;
        nexts[row] = next;
        if (next != None)
        {
            previous[next] = row;
        }
    }

    /// <summary>True when two rows have the same key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreBeside(int row, int other)
    {
        long[][] cells = table.Columns;
        foreach (int column in columns)
        {
            if (cells[column][row] != cells[column][other])
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Unlink(int row)
    {
        int[] nexts = _next;
        int next = nexts[row], previous = _previous[row];
        if (previous < 0)
        {
            _buckets[~previous] = next;
        }
        else
        {
            nexts[previous] = next;
        }

        if (next != None)
        {
            _previous[next] = previous;
        }

        _count--;
    }

    /// <summary>Takes over the rows of another table's index on the same columns, which has the same cells under the same numbers.</summary>
    public void Copy(PostingIndex other) => (_buckets, _next, _previous, _count) = ([.. other._buckets], [.. other._next], [.. other._previous], other._count);

    /// <summary>The hash of a row that need not be in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int HashOf(ReadOnlySpan<long> cells)
    {
        ulong hash = CellHash.Seed;
        for (int i = 0; i < columns.Length - 1; i++)
        {
            hash = CellHash.Add(hash, cells[columns[i]]);
        }

        return CellHash.Last(hash, cells[columns[^1]]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HashOf(int row) => CellHash.Of(table.Columns, columns, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MakeRoom(int row)
    {
        if (row >= _next.Length)
        {
            Grow(row);
        }

        if (++_count > _buckets.Length)
        {
            Rehash();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LinkInto(int row, int number)
    {
        ref int bucket = ref _buckets[number];
        _previous[row] = ~number;
        _next[row] = bucket;
        if (bucket != None)
        {
            _previous[bucket] = row;
        }

        bucket = row;
    }

    /// <summary>Twice the buckets, keeping the order of rows within each.</summary>
    private void Rehash()
    {
        int[] old = _buckets;
        _buckets = Filled(old.Length * 2);
        foreach (int first in old)
        {
            int last = Reverse(first);
            while (last != None)
            {
                int row = last;
                last = _next[last];
                LinkInto(row, HashOf(row) & (_buckets.Length - 1));
            }
        }
    }

    /// <summary>Turns a bucket's list around, so that linking each row first restores its order.</summary>
    private int Reverse(int first)
    {
        int last = None;
        while (first != None)
        {
            int next = _next[first];
            _next[first] = last;
            last = first;
            first = next;
        }

        return last;
    }

    private void Grow(int row)
    {
        int size = Math.Max(16, Math.Max(row + 1, _next.Length * 2));
        Array.Resize(ref _next, size);
        Array.Resize(ref _previous, size);
    }

    internal static int[] Filled(int length)
    {
        int[] buckets = new int[length];
        Array.Fill(buckets, None);
        return buckets;
    }
}
