using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A copy of a run's state for readers, kept without a wait of the run.</summary>
/// <remarks>
/// The tick thread tells which given rows changed and what the agendas said; the reader's thread derives the same state from that in a session of its own,
/// whenever it is asked (<see cref="Refresh"/>). A program whose state depends on given facts alone needs the last change of a row only: while the reader has
/// something to read, the tick thread but marks rows, and hands the marked ones over when the reader wants them, so its cost depends on the number of rows and
/// of questions, not of ticks. A program that keeps a past is told every transaction; its log is bounded, and at the bound the past is lost (docs/adr/0070, 0073).
/// One tick thread, one reader's thread.
/// </remarks>
public sealed class RunMirror
{
    /// <summary>Entries that may wait for the reader; about 40 MB.</summary>
    public const int DefaultCapacity = 500_000;

    /// <summary>Entries that are handed over unasked: enough that in a quiet market the reader always has the last transaction.</summary>
    private const int Unasked = 1_024;

    /// <summary>Looks that a reader takes before it lets others run: a run at full speed gives what is wanted within microseconds, and a processor that was let go of is back after a hundred.</summary>
    private const int Looks = 400;

    /// <summary>Cycles of doing nothing between two looks.</summary>
    private const int Pause = 20;

    /// <summary>How often a reader lets others run after that: one that waits for its market has given everything already.</summary>
    private const int Patience = 100;

    private readonly int _capacity;
    private readonly MirrorLog _log = new();
    private readonly MirrorReader _reader;
    private readonly List<(SuppliedRow Row, ToldRow Told)> _marked = [];
    private AgendaResult[] _agendas;
    private long _sequence;

    /// <summary>The transaction up to which the reader may have everything.</summary>
    private long _handedOver;
    private EventTime _at;
    private volatile bool _isLost;
    private volatile bool _isWanted;
    private volatile bool _isSnapshotWanted;
    private readonly GivenLedger _given;

    /// <summary>What the tick thread runs.</summary>
    private MirrorSwitch _current;

    /// <summary>Of the rules that the tick thread runs; the reader may not have come so far.</summary>
    private volatile bool _keepsPast;

    internal RunMirror(BoundProgram program, FactOrigins origins, IReadOnlyDictionary<string, string> measures, GivenLedger given, int capacity)
    {
        (_given, _current) = (given, new MirrorSwitch(program, measures));
        _capacity = capacity;
        _agendas = [.. program.Decides.Select(static _ => new AgendaResult { At = EventTime.Zero, Sequence = 0, Decisions = [], NonDecisions = [] })];
        _reader = new MirrorReader(program, measures, origins);
        _keepsPast = _reader.KeepsPast;
    }

    /// <summary>True when the state is more than the given facts: then every transaction is followed.</summary>
    public bool KeepsPast => _keepsPast;

    /// <summary>True while changes are missing because the log overran its bound; only of a program that keeps a past, until it is told again.</summary>
    public bool IsLost => _isLost;

    /// <summary>Entries that the reader has not taken yet. Any thread; approximate.</summary>
    public long Behind => _log.Unread + _marked.Count;

    /// <summary>Brings the reader's state up to the last committed transaction and gives it. Reader's thread.</summary>
    /// <param name="isAsked">Someone waits for it: what the tick thread has not handed over yet is wanted, and waited for a moment.</param>
    /// <returns>Null while there is nothing to read.</returns>
    /// <exception cref="MirrorLostException">The program keeps a past, and the reader fell too far behind to know it.</exception>
    public MirroredState? Refresh(bool isAsked = true)
    {
        if (isAsked && !KeepsPast && Volatile.Read(ref _handedOver) != Volatile.Read(ref _sequence))
        {
            WaitUntilHandedOver();
        }

        bool wasLost = _isLost; // before the log is read: what was noted until then is all there
        MirroredState? state = _reader.Take(_log);
        return (wasLost ? new MirrorLostException(_capacity) : _reader.Unknown()) is { } unknown ? throw unknown : state;
    }

    private void WaitUntilHandedOver()
    {
        _isWanted = true;
        for (int i = 0; _isWanted && i < Looks; i++)
        {
            Thread.SpinWait(Pause);
        }

        for (int i = 0; _isWanted && i < Patience; i++)
        {
            Thread.Yield();
        }
    }

    /// <summary>After a loss: asks the tick thread to tell every row that stands once, after its next transaction. Its cost grows with the rows; whoever asks sees to it that it is rare. Any thread.</summary>
    public void AskForSnapshot() => _isSnapshotWanted = true;

    /// <summary>Tick thread: a change of a transaction that was committed.</summary>
    /// <param name="changes">Holds it.</param>
    /// <param name="change">Its place.</param>
    /// <param name="told">The row as it now stands.</param>
    internal void Note(RowChanges changes, int change, ToldRow told)
    {
        if (!KeepsPast)
        {
            if (!told.IsMarked)
            {
                told.IsMarked = true;
                _marked.Add((changes.RowOf(change), told));
            }
        }
        else if (!_isLost)
        {
            Append(changes.RowOf(change), told);
        }
    }

    /// <summary>Tick thread: what a <c>decide</c> statement says of the state, when that is news.</summary>
    internal void Resolved(int decide, AgendaResult result)
    {
        _agendas = [.. _agendas]; // the one before is the reader's
        _agendas[decide] = result;
    }

    /// <summary>Tick thread: other rules decide from now on.</summary>
    internal void Switch(BoundProgram program, IReadOnlyDictionary<string, string> measures, EventTime at, EventTime? warmsUntil)
    {
        _agendas = [.. program.Decides.Select(_ => new AgendaResult { At = EventTime.Zero, Sequence = 0, Decisions = [], NonDecisions = [], WarmsUntil = warmsUntil })];
        _current = new MirrorSwitch(program, measures);
        _keepsPast = KeptPast.Of(program) is not null;
        if (!_isLost)
        {
            AppendMarked(); // under the rules that they were told to
            _log.Append(new MirrorEntry(MirrorEntryKind.Switch, _current, at, 0, default));
        }
    }

    /// <summary>Tick thread: ends a transaction; the reader may have what was noted.</summary>
    internal void Close(long sequence, EventTime at)
    {
        _at = at;
        Volatile.Write(ref _sequence, sequence);
        if (_isLost && _isSnapshotWanted)
        {
            TellAnew();
            return;
        }

        if (!_isLost && (KeepsPast || _isWanted || _log.Unread < Unasked))
        {
            HandOver();
        }
    }

    /// <summary>Tick thread, before it waits: a reader must not have to wait for the market.</summary>
    internal void CloseBeforeWaiting()
    {
        if (_isLost && _isSnapshotWanted)
        {
            TellAnew();
        }
        else if (!_isLost && _marked.Count > 0)
        {
            HandOver();
        }
    }

    /// <summary>Tick thread, between two transactions: all that stands, in the place of what was lost; nothing where that alone would not fit.</summary>
    private void TellAnew()
    {
        _isSnapshotWanted = false;
        _marked.ForEach(static m => m.Told.IsMarked = false);
        _marked.Clear();
        (Fact Row, ToldRow Told)[] standing = [.. _given.Standing()];
        if (_log.Unread + standing.Length >= _capacity)
        {
            return;
        }

        _isLost = false;
        _log.Append(new MirrorEntry(MirrorEntryKind.Snapshot, _current, _at, _sequence, default));
        foreach ((_, ToldRow told) in standing)
        {
            Append(told.Row, told);
        }

        HandOver();
    }

    private void HandOver()
    {
        AppendMarked();
        _log.Append(new MirrorEntry(MirrorEntryKind.Commit, _agendas, _at, _sequence, default));
        _log.Publish();
        Volatile.Write(ref _handedOver, _sequence);
        _isWanted = false;
        _isLost = KeepsPast && _log.Unread >= _capacity;
    }

    private void AppendMarked()
    {
        foreach ((SuppliedRow row, ToldRow told) in _marked)
        {
            told.IsMarked = false;
            Append(row, told);
        }

        _marked.Clear();
    }

    /// <summary>A row is taken back by its key, where it has one: the reader may never have had its last values.</summary>
    private void Append(SuppliedRow row, ToldRow told)
    {
        if (told.Holds)
        {
            _log.Append(new MirrorEntry(MirrorEntryKind.Assert, row, told.At, 0, told.Origin), told.Values);
        }
        else
        {
            _log.Append(new MirrorEntry(MirrorEntryKind.Retract, row, told.At, 0, told.Origin), row.IsKeyed ? row.Key : told.Values);
        }
    }
}
