using System.Collections.Concurrent;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A queue from the tick thread to one reader that neither ever waits for: chunks in a chain, and one published count.</summary>
/// <remarks>
/// One thread writes, one reads. Entries become visible by <see cref="Publish"/>, whose write releases what stands in the chunks; the reader's read of the
/// count acquires it. Read chunks go back to the writer, so that a mirror that keeps up allocates nothing; <see cref="Unread"/> lets the writer keep a bound.
/// </remarks>
internal sealed class MirrorLog
{
    /// <summary>Small enough that no array of a chunk is a large object.</summary>
    private const int EntriesPerChunk = 256, ValuesPerChunk = 2_048, MaxSpares = 16;

    private readonly ConcurrentQueue<Chunk> _spares = new();

    private Chunk _tail = new(ValuesPerChunk);
    private long _written;
    private long _published;

    private Chunk _head;
    private int _headIndex;
    private long _read;

    public MirrorLog() => _head = _tail;

    /// <summary>Written and not yet read, as the writer sees it: at least what there is.</summary>
    public long Unread => Volatile.Read(ref _written) - Volatile.Read(ref _read);

    /// <summary>Writer's thread: values are copied.</summary>
    public void Append(in MirrorEntry entry, ReadOnlySpan<Value> values = default)
    {
        Chunk chunk = _tail.Fits(values.Length) ? _tail : Next(values.Length);
        values.CopyTo(chunk.Values.AsSpan(chunk.UsedValues));
        chunk.UsedValues += values.Length;
        chunk.Ends[chunk.Count] = chunk.UsedValues;
        chunk.Entries[chunk.Count++] = entry;
        Volatile.Write(ref _written, _written + 1);
    }

    /// <summary>Writer's thread: lets the reader have all that was appended.</summary>
    public void Publish() => Volatile.Write(ref _published, _written);

    /// <summary>Reader's thread: how many entries it may read now.</summary>
    public long Available => Volatile.Read(ref _published) - _read;

    /// <summary>Reader's thread: the next entry; call it as often as <see cref="Available"/> said. The values are valid until the next call.</summary>
    public MirrorEntry Read(out ReadOnlySpan<Value> values)
    {
        if (_headIndex == _head.Count)
        {
            Chunk read = _head;
            _head = read.Next ?? throw new InvalidOperationException("nothing more was published");
            _headIndex = 0;
            GiveBack(read);
        }

        int start = _headIndex == 0 ? 0 : _head.Ends[_headIndex - 1];
        values = _head.Values.AsSpan(start, _head.Ends[_headIndex] - start);
        Volatile.Write(ref _read, _read + 1);
        return _head.Entries[_headIndex++];
    }

    private Chunk Next(int values)
    {
        Chunk chunk = values <= ValuesPerChunk && _spares.TryDequeue(out Chunk? spare) ? spare : new Chunk(Math.Max(ValuesPerChunk, values));
        _tail.Next = chunk;
        _tail = chunk;
        return chunk;
    }

    private void GiveBack(Chunk read)
    {
        if (read.Values.Length == ValuesPerChunk && _spares.Count < MaxSpares)
        {
            read.Empty();
            _spares.Enqueue(read);
        }
    }

    private sealed class Chunk(int values)
    {
        public MirrorEntry[] Entries { get; } = new MirrorEntry[EntriesPerChunk];

        /// <summary>Where the values of each entry end.</summary>
        public int[] Ends { get; } = new int[EntriesPerChunk];

        public Value[] Values { get; } = new Value[values];

        public int Count { get; set; }

        public int UsedValues { get; set; }

        public Chunk? Next { get; set; }

        public bool Fits(int length) => Count < EntriesPerChunk && UsedValues + length <= Values.Length;

        public void Empty()
        {
            Array.Clear(Entries, 0, Count);
            Array.Clear(Values, 0, UsedValues);
            (Count, UsedValues, Next) = (0, 0, null);
        }
    }
}
