using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>The keys that a transaction touches, each with the row that it held before. Allocates only when it grows.</summary>
internal sealed class TouchedKeys
{
    private Entry[] _entries = new Entry[16];
    private int[] _buckets = PostingIndex.Filled(32);
    private long[] _cells = new long[64];
    private int _cellCount;

    public int Count { get; private set; }

    public int PredicateOf(int number) => _entries[number].Predicate;

    /// <summary>The given row before the transaction, or -1.</summary>
    public int RowBefore(int number) => _entries[number].RowBefore;

    public ReadOnlySpan<long> KeyOf(int number) => _cells.AsSpan(_entries[number].Start, _entries[number].Length);

    /// <summary>The key's number: <see cref="Count"/> before the call when the transaction had not touched it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindOrAdd(int predicate, ReadOnlySpan<long> key, int rowBefore)
    {
        int hash = CellHash.Of(key) + predicate;
        for (int i = _buckets[hash & (_buckets.Length - 1)]; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Predicate == predicate && KeyOf(i).SequenceEqual(key))
            {
                return i;
            }
        }

        Add(predicate, key, rowBefore, hash);
        return Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear()
    {
        if (Count > _buckets.Length / 16)
        {
            Array.Fill(_buckets, PostingIndex.None);
        }
        else
        {
            for (int i = 0; i < Count; i++)
            {
                _buckets[_entries[i].Hash & (_buckets.Length - 1)] = PostingIndex.None;
            }
        }

        (Count, _cellCount) = (0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int predicate, ReadOnlySpan<long> key, int rowBefore, int hash)
    {
        if (Count == _entries.Length)
        {
            Grow();
        }

        if (_cellCount + key.Length > _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _cellCount + key.Length));
        }

        key.CopyTo(_cells.AsSpan(_cellCount));
        ref int bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[Count] = new Entry(predicate, _cellCount, key.Length, rowBefore, hash, bucket);
        bucket = Count++;
        _cellCount += key.Length;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = PostingIndex.Filled(_entries.Length * 2);
        for (int i = 0; i < Count; i++)
        {
            ref int bucket = ref _buckets[_entries[i].Hash & (_buckets.Length - 1)];
            _entries[i] = _entries[i] with { Next = bucket };
            bucket = i;
        }
    }

    private readonly record struct Entry(int Predicate, int Start, int Length, int RowBefore, int Hash, int Next);
}
