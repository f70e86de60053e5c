using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A place on the tape with the state of the run there: the rows that stand, when each was told and by what, and what was decided. Single-threaded.</summary>
internal sealed class TapePlace
{
    private readonly TapeTransaction _next = new();
    private readonly LastPlaces _last = new();
    private TapeCursor _cursor;

    public TapePlace(BoundProgram program, TapeCursor start)
    {
        Rows = new GivenLedger(program);
        _cursor = start;
    }

    /// <summary>A place that is known without its rows.</summary>
    public TapePlace(BoundProgram program, TapeCursor at, long transactions, long sequence, EventTime time, ImmutableArray<AgendaMemory> memory)
        : this(new GivenLedger(program), at) => (KeepsRows, Transactions, Sequence, At, Memory) = (false, transactions, sequence, time, memory);

    private TapePlace(GivenLedger rows, TapeCursor cursor) => (Rows, _cursor) = (rows, cursor);

    public GivenLedger Rows { get; private set; }

    /// <summary>False saves the work of keeping <see cref="Rows"/> up to date while nobody asks for them; <see cref="TakeRows"/> brings them back.</summary>
    public bool KeepsRows { get; private set; } = true;

    public TapeCursor Cursor => _cursor;

    /// <summary>Transactions read so far.</summary>
    public long Transactions { get; private set; }

    /// <summary>The number of the last of them in the run; 0 at the beginning.</summary>
    public long Sequence { get; private set; }

    /// <summary>Its event time.</summary>
    public EventTime At { get; private set; } = EventTime.Zero;

    /// <summary>By <c>decide</c> statement: what the live rules remember there.</summary>
    public ImmutableArray<AgendaMemory> Memory { get; set; } = [];

    /// <summary>Reads the next transaction and takes it over; null when none was published up to <paramref name="end"/>. Valid until the next call.</summary>
    public TapeTransaction? Step(long end)
    {
        if (!_next.TryRead(ref _cursor, end))
        {
            return null;
        }

        for (int i = 0; KeepsRows && i < _next.Changes.Count; i++)
        {
            Rows.Note(_next.Changes, i, _next.At, _next.OriginOf(i));
        }

        TakeOver();
        return _next;
    }

    /// <summary>Goes past the next transaction, of a place that keeps no rows; false when none was published up to <paramref name="end"/>.</summary>
    public bool Pass(long end)
    {
        bool isThere = _next.TryPass(ref _cursor, end);
        if (isThere)
        {
            TakeOver();
        }

        return isThere;
    }

    /// <summary>Goes on to a later transaction, or as far as was published: of each row the last change counts, so that it costs little more than reading.</summary>
    /// <param name="transactions">The number of transactions read then.</param>
    /// <param name="end">Entries published.</param>
    public void SkimTo(long transactions, long end)
    {
        while (Transactions < transactions && _cursor.Position < end)
        {
            TapeCursor before = _cursor;
            TapeEntry entry = _cursor.Read(out ReadOnlySpan<Value> values);
            if (entry.Kind == TapeEntryKind.Commit)
            {
                Transactions++;
                (Sequence, At) = (entry.Sequence, entry.At);
                Memory = ((TapeNote?)entry.Subject)?.Memory ?? Memory;
            }
            else if (KeepsRows && (SuppliedRow)entry.Subject! is { IsKeyed: true } row)
            {
                _last.Note(row, before);
            }
            else if (KeepsRows)
            {
                TakeOver(entry, values); // several rows share its number: each change counts
            }
        }

        foreach (TapeCursor place in _last.Places)
        {
            TapeCursor last = place;
            TapeEntry entry = last.Read(out ReadOnlySpan<Value> values);
            TakeOver(entry, values);
        }

        _last.Clear();
    }

    private void TakeOver(in TapeEntry entry, ReadOnlySpan<Value> values)
    {
        _next.Changes.Clear();
        _next.Add(entry, values);
        Rows.Note(_next.Changes, 0, entry.At, entry.Origin);
    }

    private void TakeOver()
    {
        Transactions++;
        (Sequence, At) = (_next.Sequence, _next.At);
        Memory = _next.Note?.Memory ?? Memory;
    }

    /// <summary>Lets go of what was noted of the transaction that was read last.</summary>
    public void ForgetNote() => _cursor.ForgetLast();

    /// <summary>Keeps no rows from here on.</summary>
    public void DropRows(Semantics.BoundProgram program) => (KeepsRows, Rows) = (false, new GivenLedger(program));

    /// <summary>Takes the rows of another place at the same transaction, and keeps them from here on.</summary>
    public void TakeRows(TapePlace same) => (KeepsRows, Rows) = (true, same.Rows);

    /// <summary>The same place, to go on from independently.</summary>
    public TapePlace Copy() => new(Rows.Copy(), _cursor) { Transactions = Transactions, Sequence = Sequence, At = At, Memory = Memory };
}
