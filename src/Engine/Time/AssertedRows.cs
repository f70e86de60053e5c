namespace CryptoScalp.Rules.Engine;

/// <summary>What a transaction asserted, as events: the last assertion on each key unless a retraction followed, present or not. Allocates only when it grows.</summary>
internal sealed class AssertedRows
{
    private readonly List<int> _byKey = [];
    private Entry[] _entries = new Entry[16];
    private long[] _cells = new long[64];
    private int _cellCount;

    /// <summary>Entries, dead ones included.</summary>
    public int Count { get; private set; }

    public bool IsAlive(int number) => _entries[number].IsAlive;

    public int PredicateOf(int number) => _entries[number].Predicate;

    public long TimeOf(int number) => _entries[number].Time;

    public ReadOnlySpan<long> CellsOf(int number) => _cells.AsSpan(_entries[number].Start, _entries[number].Length);

    public void Clear()
    {
        _byKey.Clear();
        (Count, _cellCount) = (0, 0);
    }

    /// <param name="key">Number of the touched key.</param>
    public void Set(int key, int predicate, ReadOnlySpan<long> cells, long time)
    {
        Remove(key);
        while (_byKey.Count <= key)
        {
            _byKey.Add(-1);
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        if (_cellCount + cells.Length > _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _cellCount + cells.Length));
        }

        cells.CopyTo(_cells.AsSpan(_cellCount));
        _byKey[key] = Count;
        _entries[Count++] = new Entry(predicate, time, _cellCount, cells.Length, true);
        _cellCount += cells.Length;
    }

    /// <summary>A retraction of the key: what was asserted before it is no event.</summary>
    public void Remove(int key)
    {
        if (key < _byKey.Count && _byKey[key] is >= 0 and int number)
        {
            _entries[number] = _entries[number] with { IsAlive = false };
            _byKey[key] = -1;
        }
    }

    private readonly record struct Entry(int Predicate, long Time, int Start, int Length, bool IsAlive);
}
