namespace CryptoScalp.Rules.Pipeline;

/// <summary>A queue from the tick thread to one reader that neither ever waits for: chunks in a chain, and one published count.</summary>
/// <remarks>
/// One thread writes, one reads. Entries become visible by <see cref="Publish"/>, whose write releases what stands in the chunks; the reader's read of the
/// count acquires it. The writer drops chunks that are read by moving on, so the memory held is what is unread, and <see cref="Unread"/> lets it keep a bound.
/// </remarks>
internal sealed class MirrorLog
{
    private const int ChunkSize = 1024;

    private Chunk _tail = new();
    private int _tailCount;
    private long _written;
    private long _published;

    private Chunk _head;
    private int _headIndex;
    private long _read;

    public MirrorLog() => _head = _tail;

    /// <summary>Written and not yet read, as the writer sees it: at least what there is.</summary>
    public long Unread => _written - Volatile.Read(ref _read);

    /// <summary>Writer's thread.</summary>
    public void Append(in MirrorEntry entry)
    {
        if (_tailCount == ChunkSize)
        {
            Chunk next = new();
            _tail.Next = next;
            _tail = next;
            _tailCount = 0;
        }

        _tail.Entries[_tailCount++] = entry;
        _written++;
    }

    /// <summary>Writer's thread: lets the reader have all that was appended.</summary>
    public void Publish() => Volatile.Write(ref _published, _written);

    /// <summary>Reader's thread: how many entries it may read now.</summary>
    public long Available => Volatile.Read(ref _published) - _read;

    /// <summary>Reader's thread: the next entry; call it as often as <see cref="Available"/> said.</summary>
    public MirrorEntry Read()
    {
        if (_headIndex == ChunkSize)
        {
            _head = _head.Next ?? throw new InvalidOperationException("nothing more was published");
            _headIndex = 0;
        }

        MirrorEntry entry = _head.Entries[_headIndex];
        _head.Entries[_headIndex++] = default; // lets go of the fact
        Volatile.Write(ref _read, _read + 1);
        return entry;
    }

    private sealed class Chunk
    {
        public MirrorEntry[] Entries { get; } = new MirrorEntry[ChunkSize];

        public Chunk? Next { get; set; }
    }
}
