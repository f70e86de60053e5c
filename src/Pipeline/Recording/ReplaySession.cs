using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A record as it should be.</summary>
internal readonly record struct Recomputed(JournalRecordType Type, byte[] Payload);

/// <summary>One run's rules on recorded inputs: the part of <see cref="TickPipeline"/> that decides, fed from a journal.</summary>
internal sealed class ReplaySession
{
    private readonly RecordedHeader _header;
    private readonly NonDecisionSample _sample;
    private BoundProgram _program;
    private IncrementalSession _session;
    private DecisionAgenda[] _agendas;
    private ProofOptions _proofs;
    private NodeLedger _nodes = new();
    private FactBinder _binder;
    private RecordedLedger _given;
    private HashSet<string>? _known;

    /// <summary>Transactions of the clock since the last commit.</summary>
    private int _timers;

    private EventTime? _warmsUntil;

    /// <summary>Until the first commit of a run that took over a past: what joins the two decides nothing.</summary>
    private bool _isSeam;

    public ReplaySession(BoundProgram program, RecordedHeader header)
    {
        _header = header;
        _program = program;
        _session = Start(program);
        _agendas = AgendasOf(program);
        WarmUntil(header.WarmsUntil);
        _sample = new NonDecisionSample(header.NonDecisionsEvery);
        _binder = new FactBinder(program);
        _given = new RecordedLedger(program);
        _proofs = _given.ProofsAs(header.Limits, header.Measures);
    }

    /// <summary>The run goes on with what earlier runs emitted, and in the state that it took over of them.</summary>
    /// <param name="emitted">What was emitted.</param>
    /// <param name="past">What was committed before.</param>
    /// <exception cref="FormatException">The rules cannot be in that state.</exception>
    public void GoOn(EmissionLedger emitted, RecordedPast past)
    {
        ImmutableArray<AgendaMemory> memory = emitted.ToMemory(_program);
        if (_header.Past is { } taken)
        {
            RestoredMemory followed = new(_program);
            Restore(_program, past, taken.Since, taken.From, followed.Seen);
            RestoredSession.RunTimers(_session, taken.At, followed.Seen);
            _session.ContinueFrom(taken.Sequence);
            memory = followed.Of(emitted, _session, taken);
            _isSeam = true;
        }

        DecidingRules.Adopt(_agendas, memory);
    }

    /// <summary>From now on changes of predicates that the rules do not have are passed over: rules are being made ready that do.</summary>
    public void MayBeToldMore() => _known = [.. _program.Predicates.Select(static p => p.Name)];

    /// <summary>Other values of parameters from the next transaction on.</summary>
    public void SetParams(BoundProgram program, RecordedChange change)
    {
        foreach (BoundParam param in program.Params)
        {
            _session.SetParam(param.Name, param.Value);
        }

        PutInForce(program, change, _warmsUntil);
    }

    /// <summary>Other rules from the next transaction on, in the state that they would have had they followed the run.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="change">How they came into force.</param>
    /// <param name="past">What was committed before, from the beginning of the run.</param>
    public void Switch(BoundProgram program, RecordedChange change, RecordedPast past)
    {
        long sequence = past.LastSequence;
        (_session, _given) = (Start(program), new RecordedLedger(program));
        Restore(program, past, change.Since, change.PastFrom);
        _session.ContinueFrom(sequence);
        _binder = new FactBinder(program);
        PutInForce(program, change, change.WarmsUntil);
        MayBeToldMore();
    }

    private void Restore(BoundProgram program, RecordedPast past, long since, long from, Action<IRuleSession, TransactionResult>? seen = null)
    {
        if (RestoredSession.Tell(_session, program, past, since, from, (change, story) => _given.Note(change, story.At, story.Origin), seen) is { } problem)
        {
            throw new FormatException($"the rules {program.Version} cannot have come into force: {problem}");
        }
    }

    private void PutInForce(BoundProgram program, RecordedChange change, EventTime? warmsUntil)
    {
        ImmutableArray<AgendaMemory> memory = [.. _agendas.Select(static a => a.Memory)];
        _program = program;
        _agendas = AgendasOf(program);
        DecidingRules.Adopt(_agendas, memory);
        WarmUntil(warmsUntil);
        _proofs = _given.ProofsAs(_header.Limits, change.Measures);
        _nodes = new NodeLedger();
        _timers = 0;
    }

    private void WarmUntil(EventTime? time)
    {
        _warmsUntil = time;
        Array.ForEach(_agendas, agenda => agenda.WarmsUntil = time ?? new EventTime(long.MinValue));
    }

    private IncrementalSession Start(BoundProgram program) =>
        (IncrementalSession)RuleSession.Start(program, RuleEngineKind.Incremental, new SessionLimits { MaxCreatedFacts = _header.MaxCreatedFacts }).Session;

    private static DecisionAgenda[] AgendasOf(BoundProgram program) => [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];

    /// <summary>Commits a recorded transaction; appends the records that should follow it. Null when its outcome is the recorded one, otherwise what is different.</summary>
    public string? Commit(JournalRecord record, bool rolledBack, Queue<Recomputed> records)
    {
        List<FactChange> changes = [];
        List<string?> origins = [];
        if (record.Type == JournalRecordType.FactChanges && Read(record, changes, origins) is { } problem)
        {
            return problem;
        }

        if (record.Type == JournalRecordType.Timer && _timers >= SessionLimits.Default.MaxTimers)
        {
            return null; // beyond those that a run follows one by one: it ran within the commit behind it, and decided nothing
        }

        TransactionResult? result = record.Type == JournalRecordType.Timer ? _session.RunTimer(record.At) : _session.Commit(record.At, changes);
        if (Difference(record, result, rolledBack) is { } difference)
        {
            return difference;
        }

        if (!rolledBack)
        {
            Note(changes, origins, record.At);
        }

        if (!_isSeam)
        {
            Array.ForEach(_agendas, agenda => Follow(agenda.Name, agenda.Resolve(_session, result!), records));
        }

        _isSeam &= record.Type == JournalRecordType.Timer;
        return null;
    }

    /// <summary>Why a fact holds now, as this run would prove it; null when it does not hold.</summary>
    /// <param name="text">The fact as proofs write it.</param>
    public Proof? ProofOf(string text) =>
        _session.FactsOf(text[..Math.Max(0, text.IndexOf('(', StringComparison.Ordinal))]).FirstOrDefault(f => f.ToString() == text) is { } fact
            ? ProofBuilder.Explain(_session, _program, fact, _proofs)
            : null;

    private string? Difference(JournalRecord record, TransactionResult? result, bool rolledBack)
    {
        bool mayHaveTimers = _timers >= SessionLimits.Default.MaxTimers;
        _timers = record.Type == JournalRecordType.Timer ? _timers + 1 : 0;
        return result is null ? $"recorded as a transaction of the clock {ReadableTime.At(record.At)}, but nothing is due by then"
            : !mayHaveTimers && result.Timers is [{ } timer, ..] ? $"something is due {ReadableTime.At(timer.At)}, which is not recorded"
            : result.At != record.At ? $"recorded {ReadableTime.At(record.At)}, replayed {ReadableTime.At(result.At)}"
            : result.Sequence != record.Sequence ? $"recorded as transaction {record.Sequence}, replayed as {result.Sequence}: some are missing"
            : (result.Outcome != TransactionOutcome.Committed) == rolledBack ? null
            : rolledBack ? "recorded as rolled back, but the replay committed it" : "the replay rolled it back, which is not recorded";
    }

    private string? Read(JournalRecord record, List<FactChange> changes, List<string?> origins)
    {
        try
        {
            RecordedTransaction transaction = RecordedTransaction.Of(record);
            List<string> texts = [];
            for (int i = 0; i < transaction.Changes.Count; i++)
            {
                if (_known?.Contains(ChangeText.PredicateOf(transaction.Changes[i])) != false)
                {
                    texts.Add(transaction.Changes[i] + ".\n");
                    origins.Add(transaction.OriginOf(i));
                }
            }

            ChangeScript script = SyntaxTree.ParseScript(new SourceText("journal", string.Concat(texts)));
            DiagnosticBag faults = new();
            foreach (ChangeFactSyntax change in script.Entries.OfType<ChangeFactSyntax>())
            {
                if (_binder.TryBind(change.Fact, script.Source, faults, change.IsRetraction, out Fact? fact))
                {
                    changes.Add(new FactChange(change.IsRetraction ? ChangeKind.Retract : ChangeKind.Assert, fact));
                }
            }

            return script.Diagnostics.Concat(faults.ToSorted()).FirstOrDefault() is { } fault ? $"a change cannot be read: {fault.Message}"
                : !transaction.HasOriginOfEach ? "its changes and their origins are not equally many" : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return $"it is not formed as docs/journal.md says: {e.Message}";
        }
    }

    private void Note(List<FactChange> changes, List<string?> origins, EventTime at)
    {
        for (int i = 0; i < changes.Count; i++)
        {
            _given.Note(changes[i], at, origins[i]);
        }
    }

    /// <summary>In the order of <see cref="TickPipeline"/>: what was not decided, then what was.</summary>
    private void Follow(string name, AgendaResult resolved, Queue<Recomputed> records)
    {
        if (resolved.IsUnchanged)
        {
            return;
        }

        foreach (NonDecision news in resolved.NewNonDecisions.Where(_ => _sample.Takes()))
        {
            NonDecisionProof proof = DecisionProofBuilder.Explain(_session, _program, name, news, resolved, _proofs);
            Append(proof.Graph, JournalRecordType.NonDecision, DecisionJson.ToUtf8(proof, withNodes: false), records);
        }

        foreach (Decision decision in resolved.Emitted)
        {
            DecisionProof proof = DecisionProofBuilder.Explain(_session, _program, decision, resolved, _proofs);
            Append(proof.Graph, JournalRecordType.Decision, DecisionJson.ToUtf8(proof, withNodes: false), records);
        }
    }

    private void Append(ProofGraph graph, JournalRecordType type, byte[] record, Queue<Recomputed> records)
    {
        foreach (ProofNode node in _nodes.TakeNew(graph))
        {
            records.Enqueue(new Recomputed(JournalRecordType.ProofNode, NodeJson.ToUtf8(node)));
        }

        records.Enqueue(new Recomputed(type, record));
    }
}
