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
    private bool _isLost;

    /// <summary>By <see cref="SuppliedRow"/> where it is keyed, which costs no hash of values; otherwise by fact.</summary>
    private readonly Dictionary<object, MirrorRow> _rows = [];
    private readonly List<MirrorRow> _pending = [];
    private readonly List<FactChange> _changes = [];
    private RuleSession? _rules;
    private readonly MirrorLedger _given = new(first);
    private MirroredState? _state;

    public bool KeepsPast { get; private set; } = KeptPast.Of(first) is not null;

    /// <summary>True once rules were switched to that keep a past, which nobody can tell the reader.</summary>
    public bool IsLost => _isLost;

    /// <summary>Reads to the last transaction; null while there is none.</summary>
    public MirroredState? Take(MirrorLog log)
    {
        MirrorEntry? last = null;
        for (long left = log.Available; left > 0; left--)
        {
            MirrorEntry entry = log.Read(out ReadOnlySpan<Value> values);
            switch (entry.Kind)
            {
                case MirrorEntryKind.Switch: Switch((MirrorSwitch)entry.Subject!, entry.At); break;
                case MirrorEntryKind.Commit:
                    last = entry;
                    if (KeepsPast)
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
        _rules ??= RuleSession.Start(_program, RuleEngineKind.Incremental, SessionLimits.Default, options: new SessionOptions { ProvenanceCapacity = 0 });
        for (int i = 0; KeepsPast && i < SessionLimits.Default.MaxTimers && _rules.Session.RunTimer(at) is not null; i++)
        {
            // each timer is a state of the past that later ones may read
        }

        foreach (MirrorRow row in _pending)
        {
            FactChange change = row.Commit();
            _given.Note(change, row.At, row.Origin);
            if (_program.FindPredicate(change.Fact.Predicate) is not null)
            {
                _changes.Add(change); // others were told to rules that are being made ready
            }
        }

        TransactionResult result = _rules.Session.Commit(at, _changes);
        if (result.Outcome != TransactionOutcome.Committed)
        {
            throw new InvalidOperationException("the readers' copy of the state exceeds its budget, though the run's own did not");
        }

        Clear();
    }

    private void Clear()
    {
        _pending.Clear();
        _changes.Clear();
        foreach (object fact in _rows.Keys.Where(static k => k is Fact).ToArray())
        {
            _rows.Remove(fact); // rows without a key are as many as there ever were: kept only while pending
        }
    }

    /// <summary>Derives the state of other rules from the rows that stand; of rules with a past nobody can say what it was.</summary>
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

        (_program, _measures, _rules) = (to.Program, to.Measures, null);
        KeepsPast = KeptPast.Of(_program) is not null;
        _isLost = KeepsPast;
        _given.Learn(_program);
        FactChange[] standing = [.. _given.Facts.Where(f => _program.FindPredicate(f.Predicate) is not null).Select(FactChange.Assert)];
        _changes.AddRange(standing);
        Commit(at);
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
