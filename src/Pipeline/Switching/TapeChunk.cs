using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A piece of the tape. Written by the tick thread; what was published is never written again.</summary>
/// <remarks>Used again once no reader is before its end: millions of entries an hour would otherwise be garbage that has grown old, the dearest there is (docs/adr/0158).</remarks>
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

    public long First { get; private set; }

    public int Count { get; private set; }

    public TapeChunk? Next { get; set; }

    /// <summary>Makes it empty, to begin at another place of the tape; nobody reads it any more.</summary>
    public void Begin(long first)
    {
        Array.Clear(_entries); // lets go of what was decided long ago
        (First, Count, Next, _used) = (first, 0, null, 0);
    }

    /// <summary>True when it has the usual size, so that it can be used again in any place.</summary>
    public bool IsUsual => _values.Length == ValuesPerChunk;

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
