using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A copy of a run's state for readers, kept without a wait on either side.</summary>
/// <remarks>
/// The tick thread notes the changes of given facts that each transaction was committed with, and what the agendas said; the reader's thread derives the
/// same state from them in a session of its own, whenever it is asked (<see cref="Refresh"/>). A program whose state depends on given facts alone is
/// brought up to date in one transaction, however many the run had since; one that keeps a past follows every transaction. The log is bounded: at the
/// bound it is dropped, and the rows are handed over anew when the reader asks next, which a program with a past cannot recover from (docs/adr/0070).
/// One tick thread, one reader's thread.
/// </remarks>
public sealed class RunMirror
{
    /// <summary>Entries that may wait for the reader; about 40 MB.</summary>
    public const int DefaultCapacity = 500_000;

    private readonly GivenLedger _given;
    private readonly int _capacity;
    private readonly MirrorLog _log = new();
    private readonly MirrorReader _reader;
    private long _bound;
    private AgendaResult[] _agendas;
    private volatile bool _isLost;
    private volatile bool _isWanted;

    internal RunMirror(BoundProgram program, FactOrigins origins, GivenLedger given, IReadOnlyDictionary<string, string> measures, int capacity)
    {
        _given = given;
        _capacity = capacity;
        _bound = capacity;
        _agendas = [.. program.Decides.Select(static _ => new AgendaResult { At = EventTime.Zero, Sequence = 0, Decisions = [], NonDecisions = [] })];
        _reader = new MirrorReader(program, measures, origins);
    }

    /// <summary>True when the state is more than the given facts: then every transaction is followed.</summary>
    public bool KeepsPast => _reader.KeepsPast;

    /// <summary>True when the log overran its bound and the reader has not been given the rows anew.</summary>
    public bool IsLost => _isLost;

    /// <summary>Entries that the reader has not taken yet. Any thread; approximate.</summary>
    public long Behind => _log.Unread;

    /// <summary>Brings the reader's state up to the last committed transaction and gives it. Reader's thread.</summary>
    /// <returns>Null while there is nothing to read, or the rows that were asked for anew have not come yet: ask again.</returns>
    /// <exception cref="MirrorLostException">The program keeps a past, and the reader fell too far behind to know it.</exception>
    public MirroredState? Refresh()
    {
        bool wasLost = _isLost; // before the log is read: what was noted until then is all there
        MirroredState? state = _reader.Take(_log);
        if (_reader.IsLost)
        {
            throw new MirrorLostException();
        }
        if (!wasLost)
        {
            return state;
        }

        if (KeepsPast)
        {
            throw new MirrorLostException(_capacity);
        }

        _isWanted = true;
        return null;
    }

    /// <summary>Tick thread: a change of a transaction that was committed.</summary>
    internal void Note(RowChanges changes, int change, EventTime at, in FactOrigin origin)
    {
        if (!_isLost)
        {
            MirrorEntryKind kind = changes.KindOf(change) == ChangeKind.Assert ? MirrorEntryKind.Assert : MirrorEntryKind.Retract;
            _log.Append(new MirrorEntry(kind, changes.RowOf(change), at, 0, origin), changes.ValuesOf(change));
        }
    }

    /// <summary>Tick thread: what a <c>decide</c> statement says of the state, when that is news.</summary>
    internal void Resolved(int decide, AgendaResult result)
    {
        _agendas = [.. _agendas]; // the one before is the reader's
        _agendas[decide] = result;
    }

    /// <summary>Tick thread: other rules decide from now on. Rules that keep a past cannot be told it: readers are then lost, which is said.</summary>
    internal void Switch(BoundProgram program, IReadOnlyDictionary<string, string> measures, EventTime at)
    {
        _agendas = [.. program.Decides.Select(static _ => new AgendaResult { At = EventTime.Zero, Sequence = 0, Decisions = [], NonDecisions = [] })];
        _log.Append(new MirrorEntry(MirrorEntryKind.Switch, new MirrorSwitch(program, measures), at, 0, default));
    }

    /// <summary>Tick thread: ends a transaction; the reader may have what was noted.</summary>
    internal void Close(long sequence, EventTime at)
    {
        if (_isLost)
        {
            if (!_isWanted)
            {
                return;
            }

            BeginAnew(at);
        }

        _log.Append(new MirrorEntry(MirrorEntryKind.Commit, _agendas, at, sequence, default));
        _log.Publish();
        _isLost = _log.Unread >= _bound;
    }

    /// <summary>Hands every row over: the only work of the tick thread that grows with the state, done once after a loss.</summary>
    private void BeginAnew(EventTime at)
    {
        _isWanted = false;
        _log.Append(new MirrorEntry(MirrorEntryKind.Anew, null, at, 0, default));
        foreach ((Fact row, ToldRow told) in _given.Standing())
        {
            _log.Append(new MirrorEntry(MirrorEntryKind.Row, row, told.At, 0, told.Origin), told.Values);
        }

        _bound = _capacity + _log.Unread; // a state larger than the bound must not be lost by being told
        _isLost = false;
    }
}
