using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A piece of the tape. Written by the tick thread; what was published is never written again while anybody may read it.</summary>
internal sealed class TapeChunk
{
    /// <summary>So large that its arrays are large objects: they live as long as the tape does, and the collector would move small ones twice until it knows (docs/adr/0191).</summary>
    public const int EntriesPerChunk = 1_024, ValuesPerChunk = 5_120;

    private readonly TapeEntry[] _entries = new TapeEntry[EntriesPerChunk];
    private readonly int[] _ends = new int[EntriesPerChunk];
    private readonly Value[] _values;
    private int _used;

    /// <param name="first">Number of its first entry on the tape.</param>
    /// <param name="atLeast">Values that it must have room for.</param>
    public TapeChunk(long first, int atLeast = 0)
    {
        First = first;
        _values = new Value[Math.Max(ValuesPerChunk, atLeast)];
    }

    public long First { get; private set; }

    /// <summary>False for one that was made for values beyond the usual number: it is not worth keeping.</summary>
    public bool IsUsual => _values.Length == ValuesPerChunk;

    public int Count { get; private set; }

    public TapeChunk? Next { get; set; }

    public TapeEntry this[int index] => _entries[index];

    public ReadOnlySpan<Value> ValuesOf(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1];
        return _values.AsSpan(start, _ends[index] - start);
    }

    /// <summary>An entry without its subject: what a commit noted need not live as long as the tape.</summary>
    public void Forget(int index) => _entries[index] = _entries[index] with { Subject = null };

    /// <summary>Forgets everything, so that it can be written again; whoever calls knows that nobody reads it any more.</summary>
    public void Empty()
    {
        Array.Clear(_entries, 0, Count);
        Array.Clear(_values, 0, _used);
        (Count, _used, Next) = (0, 0, null);
    }

    /// <summary>Becomes the piece of the tape that begins with an entry of this number.</summary>
    public TapeChunk BeginAt(long first)
    {
        First = first;
        return this;
    }

    public bool TryAppend(in TapeEntry entry, ReadOnlySpan<Value> values)
    {
        if (Count == EntriesPerChunk || _used + values.Length > _values.Length)
        {
            return false;
        }

        foreach (Value value in values)
        {
            // One by one: a copy of a whole stretch into old memory has the collector look through all of it each time (docs/adr/0130).
            _values[_used++] = value;
        }

        _ends[Count] = _used;
        _entries[Count++] = entry;
        return true;
    }
}
