using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>The keys that a transaction touches, each with the row that it held before. Allocates only when it grows.</summary>
/// <remarks>Most transactions touch a few: these are compared one by one. Beyond that they are hashed.</remarks>
internal sealed class TouchedKeys
{
    private const int Few = 8;

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
        int found = Count <= Few ? FindAmongFew(predicate, key) : Find(predicate, key);
        if (found >= 0)
        {
            return found;
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        Add(new Entry(predicate, _cellCount, key.Length, rowBefore, 0, PostingIndex.None), key);
        return Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear()
    {
        if (Count > Few)
        {
            ClearBuckets();
        }

        (Count, _cellCount) = (0, 0);
    }

    private static int HashOf(int predicate, ReadOnlySpan<long> key) => CellHash.Of(key) + predicate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindAmongFew(int predicate, ReadOnlySpan<long> key)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Predicate == predicate && KeyOf(i).SequenceEqual(key))
            {
                return i;
            }
        }

        return -1;
    }

    private int Find(int predicate, ReadOnlySpan<long> key)
    {
        int number = _buckets[HashOf(predicate, key) & (_buckets.Length - 1)];
        while (number >= 0 && !(_entries[number].Predicate == predicate && KeyOf(number).SequenceEqual(key)))
        {
            number = _entries[number].Next;
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(in Entry entry, ReadOnlySpan<long> key)
    {
        if (_cellCount + key.Length > _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _cellCount + key.Length));
        }

        key.CopyTo(_cells.AsSpan(_cellCount));
        _cellCount += key.Length;
        _entries[Count++] = entry;
        if (Count > Few)
        {
            LinkLast();
        }
    }

    /// <summary>Hashes the last key; with the first that is too many for comparing, those before it as well.</summary>
    private void LinkLast()
    {
        for (int i = Count == Few + 1 ? 0 : Count - 1; i < Count; i++)
        {
            int hash = HashOf(_entries[i].Predicate, KeyOf(i));
            _entries[i] = _entries[i] with { Hash = hash };
            Link(i);
        }
    }

    private void Link(int number)
    {
        ref int bucket = ref _buckets[_entries[number].Hash & (_buckets.Length - 1)];
        _entries[number] = _entries[number] with { Next = bucket };
        bucket = number;
    }

    private void ClearBuckets()
    {
        if (Count > _buckets.Length / 16)
        {
            Array.Fill(_buckets, PostingIndex.None);
            return;
        }

        for (int i = 0; i < Count; i++)
        {
            _buckets[_entries[i].Hash & (_buckets.Length - 1)] = PostingIndex.None;
        }
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = PostingIndex.Filled(_entries.Length * 2);
        for (int i = 0; i < Count; i++)
        {
            Link(i);
        }
    }

    private readonly record struct Entry(int Predicate, int Start, int Length, int RowBefore, int Hash, int Next);
}
