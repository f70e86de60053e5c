using System.Collections.Concurrent;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The committed changes of a run in order, for rules that are made ready beside it: one writer, any number of readers, and nobody waits.</summary>
/// <remarks>
/// A chain of chunks. The tick thread appends and publishes with each transaction; a reader holds its own place (<see cref="TapeCursor"/>), and chunks
/// that no reader and no base needs are garbage. How far back it reaches is bounded by whoever keeps its beginning (<see cref="SwitchYard"/>).
/// </remarks>
internal sealed class ChangeTape
{
    /// <summary>Chunks that may wait to be used again; what comes beyond them is garbage.</summary>
    private const int MaxSpent = 64;

    private readonly ConcurrentQueue<TapeChunk> _spent = new();
    private long _published;

    public ChangeTape()
    {
        Tail = new TapeChunk(0);
        Start = new TapeCursor(Tail, 0);
    }

    /// <summary>Before the first entry. Whoever keeps the beginning takes it once and lets the tape forget.</summary>
    public TapeCursor Start { get; private set; }

    /// <summary>Entries published since the run began. Any thread.</summary>
    public long Published => Volatile.Read(ref _published);

    /// <summary>Transactions published since the run began. Any thread; approximate.</summary>
    public long Transactions { get; private set; }

    /// <summary>Tick thread: where the next entry will stand.</summary>
    public TapeCursor End => new(Tail, Tail.Count);

    private TapeChunk Tail { get; set; }

    /// <summary>Lets go of the beginning: from then on only readers hold chunks.</summary>
    public TapeCursor TakeStart()
    {
        TapeCursor start = Start;
        Start = default;
        return start;
    }

    /// <summary>Whoever keeps the beginning: gives back the chunks that lie before a cursor. Nobody may read them any more.</summary>
    /// <param name="before">The oldest chunk that was still needed.</param>
    /// <param name="now">The oldest place that is needed from now on.</param>
    public void Release(TapeCursor before, TapeCursor now)
    {
        for (TapeChunk chunk = before.Chunk; !ReferenceEquals(chunk, now.Chunk) && chunk.Next is { } next; chunk = next)
        {
            if (chunk.IsUsual && _spent.Count < MaxSpent)
            {
                _spent.Enqueue(chunk);
            }
        }
    }

    /// <summary>Tick thread: a change of a transaction that was committed.</summary>
    public void Note(RowChanges changes, int change, EventTime at, in FactOrigin origin)
    {
        TapeEntryKind kind = changes.KindOf(change) == ChangeKind.Assert ? TapeEntryKind.Assert : TapeEntryKind.Retract;
        Append(new TapeEntry(kind, changes.RowOf(change), at, 0, origin), changes.ValuesOf(change));
    }

    /// <summary>Tick thread: ends a transaction; readers may have it.</summary>
    public void Close(long sequence, EventTime at, TapeNote? note)
    {
        Append(new TapeEntry(TapeEntryKind.Commit, note, at, sequence, default), []);
        Transactions++;
        Volatile.Write(ref _published, Tail.First + Tail.Count);
    }

    private void Append(in TapeEntry entry, ReadOnlySpan<Value> values)
    {
        if (!Tail.TryAppend(entry, values))
        {
            TapeChunk next = Another(Tail.First + Tail.Count, values.Length);
            if (!next.TryAppend(entry, values))
            {
                next = new TapeChunk(next.First, values.Length);
                next.TryAppend(entry, values);
            }

            Tail.Next = next;
            Tail = next;
        }
    }

    private TapeChunk Another(long first, int atLeast)
    {
        if (!_spent.TryDequeue(out TapeChunk? chunk))
        {
            return new TapeChunk(first, atLeast);
        }

        chunk.Begin(first);
        return chunk;
    }
}
