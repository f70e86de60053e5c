using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The reader's half of a mirror: a session of its own that takes what the log holds.</summary>
internal sealed class MirrorReader(BoundProgram first, IReadOnlyDictionary<string, string> measuresAtFirst, FactOrigins origins)
{
    private BoundProgram _program = first;
    private IReadOnlyDictionary<string, string> _measures = measuresAtFirst;
    /// <summary>By <see cref="SuppliedRow"/> where it is keyed, which costs no hash of values; otherwise by fact.</summary>
    private readonly Dictionary<object, MirrorRow> _rows = [];
    private readonly List<MirrorRow> _pending = [];
    private readonly List<FactChange> _changes = [];

    /// <summary>The keys of <see cref="_rows"/> that are facts.</summary>
    private readonly List<Fact> _unkeyed = [];
    private RuleSession? _rules;
    private readonly MirrorLedger _given = new(first);
    private MirroredState? _state;
    private bool _isSnapshot;

    /// <summary>The session began with the rows that stood then; null when it knows everything, or all that its rules look back at.</summary>
    private EventTime? _knowsFrom;
    private LookBack _lookBack = LookBack.Of(first);

    public bool KeepsPast { get; private set; } = KeptPast.Of(first) is not null;

    /// <summary>Why the state that was taken last is not the run's; null when it is.</summary>
    public MirrorLostException? Unknown()
    {
        if (_knowsFrom is not { } from || _state is null)
        {
            return null;
        }

        if (!_lookBack.Unbounded.IsEmpty)
        {
            return new MirrorLostException(from, string.Join(", ", _lookBack.Unbounded));
        }

        if (_lookBack.FullAt(from, _state.At) is { } full)
        {
            return new MirrorLostException(from, full);
        }

        _knowsFrom = null;
        return null;
    }

    /// <summary>Reads to the last transaction; null while there is none.</summary>
    public MirroredState? Take(MirrorLog log)
    {
        MirrorEntry? last = null;
        for (long left = log.Available; left > 0; left--)
        {
            MirrorEntry entry = log.Read(out ReadOnlySpan<Value> values);
            switch (entry.Kind)
            {
                case MirrorEntryKind.Snapshot: Forget((MirrorSwitch)entry.Subject!); break;
                case MirrorEntryKind.Switch: Switch((MirrorSwitch)entry.Subject!, entry.At); break;
                case MirrorEntryKind.Commit:
                    last = entry;
                    if (_isSnapshot)
                    {
                        BeginAnew(entry.At);
                    }
                    else if (KeepsPast)
                    {
                        Commit(entry.At);
                    }

                    break;
                default: Keep(entry, values); break;
            }
        }

        return last is { } commit ? _state = StateAt(commit) : _state;
    }

    private void Keep(in MirrorEntry entry, ReadOnlySpan<Value> values)
    {
        SuppliedRow supplied = (SuppliedRow)entry.Subject!;
        object key = supplied.IsKeyed ? supplied : new Fact(supplied.Predicate, values.ToArray());
        if (!_rows.TryGetValue(key, out MirrorRow? row))
        {
            row = new MirrorRow(supplied.Predicate);
            _rows.Add(key, row);
            if (key is Fact unkeyed)
            {
                _unkeyed.Add(unkeyed);
            }
        }

        if (!row.IsPending)
        {
            _pending.Add(row);
        }

        row.Take(entry, values); // of a row the last change counts
    }

    private MirroredState StateAt(in MirrorEntry commit)
    {
        if (!KeepsPast)
        {
            Commit(commit.At);
        }

        IReadOnlyDictionary<string, string> measures = _measures;
        return new MirroredState
        {
            Program = _program,
            Rules = _rules!,
            Sequence = commit.Sequence,
            At = commit.At,
            Agendas = (IReadOnlyList<AgendaResult>)commit.Subject!,
            Proofs = new ProofOptions { OriginOf = fact => origins.Describe(_given.OriginOf(fact)), TimeOf = _given.TimeOf, MeasureOf = fact => FactMeasures.Of(measures, fact) },
            GivenFacts = () => _given.Facts,
        };
    }

    /// <summary>The budget is the default one, at least that of the run: many transactions in one may create more on the way than each of them did.</summary>
    private void Commit(EventTime at)
    {
        IncrementalSession session = Begin();
        for (int i = 0; KeepsPast && i < SessionLimits.Default.MaxTimers && session.RunTimerInPlace(at) is not null; i++)
        {
            // each timer is a state of the past that later ones may read
        }

        foreach (MirrorRow row in _pending)
        {
            FactChange change = NoteGiven(row);
            if (_program.FindPredicate(change.Fact.Predicate) is not null)
            {
                _changes.Add(change); // others were told to rules that are being made ready
            }
        }

        session.Begin(at);
        foreach (FactChange change in _changes)
        {
            Tell(session, change);
        }

        if (session.Commit().Outcome != TransactionOutcome.Committed)
        {
            throw new InvalidOperationException("the readers' copy of the state exceeds its budget, though the run's own did not");
        }

        Clear();
    }

    private static void Tell(IncrementalSession session, FactChange change)
    {
        PredicateHandle predicate = session.HandleOf(change.Fact.Predicate);
        if (change.Kind == ChangeKind.Assert)
        {
            session.Assert(predicate, change.Fact.Arguments);
        }
        else
        {
            session.Retract(predicate, change.Fact.Arguments);
        }
    }

    private IncrementalSession Begin() => (IncrementalSession)(_rules ??= RuleSession.Start(_program, RuleEngineKind.Incremental, SessionLimits.Default, options: new SessionOptions { ProvenanceCapacity = 0 })).Session;

    private FactChange NoteGiven(MirrorRow row)
    {
        FactChange change = row.Commit();
        _given.Note(change, row.At, row.Origin);
        return change;
    }

    private void Clear()
    {
        _pending.Clear();
        _changes.Clear();
        foreach (Fact fact in _unkeyed)
        {
            _rows.Remove(fact); // rows without a key are as many as there ever were: kept only while pending
        }

        _unkeyed.Clear();
    }

    /// <summary>What was told so far counts no more.</summary>
    private void Forget(MirrorSwitch now)
    {
        _pending.Clear();
        _rows.Clear();
        _unkeyed.Clear();
        _given.Clear();
        (_program, _measures, _isSnapshot) = (now.Program, now.Measures, true);
    }

    /// <summary>
    /// Starts a session with the rows that stand. Rules that keep a past are told them in the order of their times, each moment a transaction, and know
    /// nothing of what stood before them.
    /// </summary>
    private void BeginAnew(EventTime at)
    {
        _isSnapshot = false;
        _pending.ForEach(row => NoteGiven(row));
        Clear();
        (_rules, KeepsPast, _lookBack) = (null, KeptPast.Of(_program) is not null, LookBack.Of(_program));
        _knowsFrom = KeepsPast ? at : null;
        _given.Learn(_program);
        Begin();
        EventTime moment = at;
        foreach ((Fact fact, EventTime told) in _given.ByTime())
        {
            if (KeepsPast && _changes.Count > 0 && told > moment)
            {
                Commit(moment);
            }

            moment = KeepsPast ? told : at;
            if (_program.FindPredicate(fact.Predicate) is not null)
            {
                _changes.Add(FactChange.Assert(fact));
            }
        }

        if (KeepsPast && moment < at)
        {
            Commit(moment);
        }

        Commit(at);
    }

    /// <summary>Derives the state of other rules from the rows that stand.</summary>
    private void Switch(MirrorSwitch to, EventTime at)
    {
        if (_pending.Count > 0)
        {
            Commit(at);
        }

        if (_rules is not null && to.Program.Rules == _program.Rules)
        {
            SetParams(to.Program);
            return;
        }

        (_program, _measures) = (to.Program, to.Measures);
        BeginAnew(at);
    }

    /// <summary>The same rules with other values: the state goes on.</summary>
    private void SetParams(BoundProgram program)
    {
        _program = program;
        foreach (BoundParam param in program.Params)
        {
            _rules!.Session.SetParam(param.Name, param.Value);
        }
    }
}
