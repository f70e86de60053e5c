using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A piece of the tape. Written by the tick thread; what was published is never written again.</summary>
internal sealed class TapeChunk
{
    /// <summary>Small enough that no array is a large object.</summary>
    private const int EntriesPerChunk = 512, ValuesPerChunk = 2_560;

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

    public long First { get; }

    public int Count { get; private set; }

    public TapeChunk? Next { get; set; }

    public TapeEntry this[int index] => _entries[index];

    public ReadOnlySpan<Value> ValuesOf(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1];
        return _values.AsSpan(start, _ends[index] - start);
    }

    public bool TryAppend(in TapeEntry entry, ReadOnlySpan<Value> values)
    {
        if (Count == EntriesPerChunk || _used + values.Length > _values.Length)
        {
            return false;
        }

        values.CopyTo(_values.AsSpan(_used));
        _used += values.Length;
        _ends[Count] = _used;
        _entries[Count++] = entry;
        return true;
    }
}
