using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The reader's half of a mirror: a session of its own that takes what the log holds.</summary>
internal sealed class MirrorReader(BoundProgram program, ProofOptionsSource proofs, FactOrigins origins)
{
    private readonly Dictionary<Fact, MirrorEntry> _pending = new(new FactsByKey(program));
    private readonly List<FactChange> _changes = [];
    private RuleSession? _rules;
    private GivenLedger _given = new(program);
    private MirroredState? _state;

    public bool KeepsPast { get; } = KeptPast.Of(program) is not null;

    /// <summary>Reads to the last boundary; null while there is none.</summary>
    public MirroredState? Take(MirrorLog log)
    {
        MirrorBoundary? last = null;
        for (long left = log.Available; left > 0; left--)
        {
            MirrorEntry entry = log.Read();
            if (entry.Boundary is not { } boundary)
            {
                _pending[entry.Change.Fact] = entry; // of a row the last change counts
                continue;
            }

            if (boundary.BeginsAnew)
            {
                Forget();
                continue;
            }

            last = boundary;
            if (KeepsPast)
            {
                Commit(boundary.At);
            }
        }

        return last is null ? _state : _state = StateAt(last);
    }

    private MirroredState StateAt(MirrorBoundary boundary)
    {
        if (!KeepsPast)
        {
            Commit(boundary.At);
        }

        GivenLedger given = _given;
        return new MirroredState
        {
            Program = program,
            Rules = _rules!,
            Sequence = boundary.Sequence,
            At = boundary.At,
            Agendas = boundary.Agendas,
            Proofs = proofs.For(given, origins),
            GivenFacts = () => [.. given.Rows().Select(static r => r.Fact)],
        };
    }

    /// <summary>The budget is the default one, at least that of the run: many transactions in one may create more on the way than each of them did.</summary>
    private void Commit(EventTime at)
    {
        _rules ??= RuleSession.Start(program, RuleEngineKind.Incremental, SessionLimits.Default, options: new SessionOptions { ProvenanceCapacity = 0 });
        for (int i = 0; KeepsPast && i < SessionLimits.Default.MaxTimers && _rules.Session.RunTimer(at) is not null; i++)
        {
            // each timer is a state of the past that later ones may read
        }

        foreach (MirrorEntry entry in _pending.Values)
        {
            _given.Note(entry.Change, entry.At, entry.Origin);
            _changes.Add(entry.Change);
        }

        TransactionResult result = _rules.Session.Commit(at, _changes);
        if (result.Outcome != TransactionOutcome.Committed)
        {
            throw new InvalidOperationException("the readers' copy of the state exceeds its budget, though the run's own did not");
        }

        _pending.Clear();
        _changes.Clear();
    }

    private void Forget()
    {
        _pending.Clear();
        _given = new GivenLedger(program);
        _rules = null;
        _state = null;
    }
}
