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
    private readonly BoundProgram _program;
    private readonly IRuleSession _session;
    private readonly DecisionAgenda[] _agendas;
    private readonly ProofOptions _proofs;
    private readonly NonDecisionSample _sample;
    private readonly NodeLedger _nodes = new();
    private readonly FactBinder _binder;
    private readonly Dictionary<Fact, (EventTime At, string? Origin)> _given;

    /// <summary>Transactions of the clock since the last commit.</summary>
    private int _timers;

    public ReplaySession(BoundProgram program, RecordedHeader header)
    {
        _program = program;
        _session = RuleSession.Start(program, RuleEngineKind.Incremental, new SessionLimits { MaxCreatedFacts = header.MaxCreatedFacts }).Session;
        _agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];
        _sample = new NonDecisionSample(header.NonDecisionsEvery);
        _binder = new FactBinder(program);
        _given = new Dictionary<Fact, (EventTime, string?)>(new FactsByKey(program));
        _proofs = new ProofOptions
        {
            MaxDepth = header.Limits.Depth,
            MaxNodes = header.Limits.Nodes,
            MaxMembers = header.Limits.Members,
            OriginOf = fact => _given.TryGetValue(fact, out (EventTime At, string? Origin) row) ? row.Origin : null,
            TimeOf = fact => _given.TryGetValue(fact, out (EventTime At, string? Origin) row) ? row.At : null,
            MeasureOf = header.Measures.GetValueOrDefault,
        };
    }

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

        Array.ForEach(_agendas, agenda => Follow(agenda.Name, agenda.Resolve(_session, result!), records));
        return null;
    }

    private string? Difference(JournalRecord record, TransactionResult? result, bool rolledBack)
    {
        bool mayHaveTimers = _timers >= SessionLimits.Default.MaxTimers;
        _timers = record.Type == JournalRecordType.Timer ? _timers + 1 : 0;
        return result is null ? $"recorded as a transaction of the clock at {record.At}, but nothing is due by then"
            : !mayHaveTimers && result.Timers is [{ } timer, ..] ? $"something is due at {timer.At}, which is not recorded"
            : result.At != record.At ? $"recorded at {record.At}, replayed at {result.At}"
            : result.Sequence != record.Sequence ? $"recorded as transaction {record.Sequence}, replayed as {result.Sequence}: some are missing"
            : (result.Outcome != TransactionOutcome.Committed) == rolledBack ? null
            : rolledBack ? "recorded as rolled back, but the replay committed it" : "the replay rolled it back, which is not recorded";
    }

    private string? Read(JournalRecord record, List<FactChange> changes, List<string?> origins)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(record.Payload);
            ChangeScript script = SyntaxTree.ParseScript(new SourceText("journal", string.Concat(document.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString() + ".\n"))));
            DiagnosticBag faults = new();
            foreach (ChangeFactSyntax change in script.Entries.OfType<ChangeFactSyntax>())
            {
                if (_binder.TryBind(change.Fact, script.Source, faults, change.IsRetraction, out Fact? fact))
                {
                    changes.Add(new FactChange(change.IsRetraction ? ChangeKind.Retract : ChangeKind.Assert, fact));
                }
            }

            origins.AddRange(document.RootElement.GetProperty("origins").EnumerateArray().SelectMany(static run => Enumerable.Repeat(run[0].GetString(), run[1].GetInt32())));
            return script.Diagnostics.Concat(faults.ToSorted()).FirstOrDefault() is { } fault ? $"a change cannot be read: {fault.Message}"
                : origins.Count != changes.Count ? "its changes and their origins are not equally many" : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return $"it is not formed as docs/journal.md says: {e.Message}";
        }
    }

    private void Note(List<FactChange> changes, List<string?> origins, EventTime at)
    {
        for (int i = 0; i < changes.Count; i++)
        {
            if (changes[i].Kind == ChangeKind.Assert)
            {
                _given[changes[i].Fact] = (at, origins[i]);
            }
            else
            {
                _given.Remove(changes[i].Fact);
            }
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
