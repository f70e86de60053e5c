using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Numbers for tuples of cells of one width: dense, from 0, used again once given up. Allocates only when it grows.</summary>
internal sealed class CellTuples(int width)
{
    private readonly RowNumbers _free = new();
    private int[] _buckets = PostingIndex.Filled(16);
    private int[] _next = new int[16];
    private int[] _hashes = new int[16];
    private long[] _cells = new long[16 * width];

    /// <summary>Numbers are below this; some of them may be free.</summary>
    public int End { get; private set; }

    /// <summary>Tuples that have a number.</summary>
    public int Count => End - _free.Count;

    public ReadOnlySpan<long> this[int number] => _cells.AsSpan(number * width, width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindOrAdd(ReadOnlySpan<long> tuple, out bool isNew)
    {
        int hash = CellHash.Of(tuple), number = Find(tuple, hash);
        isNew = number < 0;
        return isNew ? Add(tuple, hash) : number;
    }

    /// <summary>The tuple's number, or -1.</summary>
    public int Find(ReadOnlySpan<long> tuple) => Find(tuple, CellHash.Of(tuple));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Remove(int number)
    {
        ref int place = ref _buckets[_hashes[number] & (_buckets.Length - 1)];
        while (place != number)
        {
            place = ref _next[place];
        }

        place = _next[number];
        _free.Push(number);
    }

    public void Clear()
    {
        Array.Fill(_buckets, PostingIndex.None);
        _free.Clear();
        End = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ReadOnlySpan<long> tuple, int hash)
    {
        int number = _buckets[hash & (_buckets.Length - 1)];
        while (number >= 0 && !(_hashes[number] == hash && this[number].SequenceEqual(tuple)))
        {
            number = _next[number];
        }

        return number;
    }

    private int Add(ReadOnlySpan<long> tuple, int hash)
    {
        int number = _free.TryPop(out int free) ? free : End++;
        if (number == _next.Length)
        {
            Grow(number * 2);
        }

        tuple.CopyTo(_cells.AsSpan(number * width));
        _hashes[number] = hash;
        LinkInto(number);
        return number;
    }

    private void LinkInto(int number)
    {
        ref int bucket = ref _buckets[_hashes[number] & (_buckets.Length - 1)];
        _next[number] = bucket;
        bucket = number;
    }

    /// <summary>Only when no number is free, so every number below the end is linked again, but for the one that is about to be.</summary>
    private void Grow(int size)
    {
        Array.Resize(ref _next, size);
        Array.Resize(ref _hashes, size);
        Array.Resize(ref _cells, size * width);
        _buckets = PostingIndex.Filled(size);
        for (int number = 0; number < size / 2; number++)
        {
            LinkInto(number);
        }
    }
}
