using System.Collections.Concurrent;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The committed changes of a run in order, for rules that are made ready beside it: one writer, any number of readers, and nobody waits.</summary>
/// <remarks>
/// A chain of chunks. The tick thread appends and publishes with each transaction; a reader holds its own place (<see cref="TapeCursor"/>). How far back it
/// reaches is bounded by whoever keeps its beginning (<see cref="SwitchYard"/>), and gives chunks back that nobody needs any more, so that a tape that is as
/// long as it gets allocates nothing (docs/adr/0130).
/// </remarks>
internal sealed class ChangeTape
{
    /// <summary>What may wait to be written again; more is garbage. As much as the reader lets go of at once when it comes a few tenths of a second late.</summary>
    private const int MaxSpares = 256;

    private readonly ConcurrentQueue<TapeChunk> _spares = new();
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

    /// <summary>Tick thread: a change of a transaction that was committed.</summary>
    public void Note(RowChanges changes, int change, EventTime at, in FactOrigin origin)
    {
        TapeEntryKind kind = changes.KindOf(change) == ChangeKind.Assert ? TapeEntryKind.Assert : TapeEntryKind.Retract;
        SuppliedRow row = changes.RowOf(change);
        Append(new TapeEntry(kind, row, at, 0, origin), kind == TapeEntryKind.Assert ? changes.ValuesOf(change)[row.Key.Length..] : []);
    }

    /// <summary>Tick thread: ends a transaction; readers may have it.</summary>
    public void Close(long sequence, EventTime at, TapeNote? note)
    {
        Append(new TapeEntry(TapeEntryKind.Commit, note, at, sequence, default), []);
        Transactions++;
        Volatile.Write(ref _published, Tail.First + Tail.Count);
    }

    /// <summary>Any thread: gives back the chunks before a place. No cursor may stand in one of them, nor be given out any more.</summary>
    /// <param name="first">The oldest that was kept.</param>
    /// <param name="kept">The oldest that is kept.</param>
    public void GiveBack(TapeChunk first, TapeChunk kept)
    {
        for (TapeChunk chunk = first; chunk != kept;)
        {
            TapeChunk next = chunk.Next!;
            if (chunk.IsUsual && _spares.Count < MaxSpares)
            {
                chunk.Empty();
                _spares.Enqueue(chunk);
            }

            chunk = next;
        }
    }

    private TapeChunk Next(long first, int values) => values <= TapeChunk.ValuesPerChunk && _spares.TryDequeue(out TapeChunk? spare) ? spare.BeginAt(first) : new TapeChunk(first, values);

    private void Append(in TapeEntry entry, ReadOnlySpan<Value> values)
    {
        if (!Tail.TryAppend(entry, values))
        {
            TapeChunk next = Next(Tail.First + Tail.Count, values.Length);
            next.TryAppend(entry, values);
            Tail.Next = next;
            Tail = next;
        }
    }
}
