using System.Collections.Immutable;
using CryptoScalp.Rules.Checker;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What an audit found.</summary>
/// <param name="Runs">Runs in the journal.</param>
/// <param name="Transactions">Transactions whose given facts were taken.</param>
/// <param name="Decisions">Decisions checked, accepted or not.</param>
/// <param name="NonDecisions">Non-decisions checked.</param>
/// <param name="Steps">Steps of proofs checked, each as often as a record rests on it.</param>
/// <param name="FaultCount">Everything that was rejected.</param>
/// <param name="Faults">The first of it, at most <see cref="JournalAudit.MaxFaults"/>.</param>
public sealed record AuditReport(int Runs, long Transactions, long Decisions, long NonDecisions, long Steps, long FaultCount, ImmutableArray<RunFault> Faults);

/// <summary>Runs the independent checker over a journal: every node, every decision, every non-decision, in the state rebuilt from the recorded inputs.</summary>
public sealed class JournalAudit
{
    /// <summary>Faults that are kept; more are counted.</summary>
    public const int MaxFaults = 100;

    private readonly List<RunFault> _faults = [];
    private readonly RecordedPast _past;
    private HashSet<string>? _known;
    private JournalRecord? _pending;
    private RecordedHeader? _limits;
    private ProofChecker? _checker;

    /// <summary>Of the run before.</summary>
    private ProofChecker? _before;
    private RecordedHeader? _header;

    /// <summary>The run was recorded in another format: that is said once, and nothing of it is checked.</summary>
    private bool _isForeign;
    private RecordedInput _input = new();
    private int _runs;
    private long _transactions;
    private long _decisions;
    private long _nonDecisions;
    private long _steps;
    private long _faultCount;

    internal JournalAudit(IEnumerable<JournalRecord> records) => _past = new RecordedPast(records);

    /// <summary>Checks a whole journal.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static AuditReport Of(string directory) => Of(new JournalReader(directory).ReadAll());

    /// <summary>Checks records in the order in which they were written.</summary>
    public static AuditReport Of(IEnumerable<JournalRecord> records)
    {
        JournalAudit audit = new(records);
        foreach (JournalRecord record in records)
        {
            audit.Take(record);
        }

        audit._steps += audit._checker?.Steps ?? 0;
        return new AuditReport(audit._runs, audit._transactions, audit._decisions, audit._nonDecisions, audit._steps, audit._faultCount, [.. audit._faults]);
    }

    /// <summary>Checks a proof of one fact against the state after the last transaction that was taken, which must stand.</summary>
    internal Rejection? Check(Proof proof) =>
        _checker is { } checker ? checker.Proof(ProofJson.ToUtf8(proof)) : new Rejection("", "program", "it cannot be checked: the run's rules are not known");

    internal void Take(JournalRecord record)
    {
        switch (record.Type)
        {
            case JournalRecordType.RunStarted: Begin(record); break;
            case JournalRecordType.Pack: _input.AddSource(record); break;
            case JournalRecordType.FactChanges:
                _transactions++;
                Settle(record);
                Note(record, CheckerFor(record)?.Given(record.Sequence, record.At, KnownOf(record)));
                break;
            case JournalRecordType.Timer:
                _transactions++;
                Settle(record);
                Note(record, CheckerFor(record)?.Timer(record.Sequence, record.At));
                break;
            case JournalRecordType.PackStaged: Guarded(record, () => Stage(record)); break;
            case JournalRecordType.PackChanged: Guarded(record, () => Change(record, RecordedChange.Read(record))); break;
            case JournalRecordType.ProofNode: Note(record, CheckerFor(record)?.Node(record.Payload)); break;
            case JournalRecordType.Decision:
                _decisions++;
                Note(record, CheckerFor(record)?.Decision(record.Payload));
                break;
            case JournalRecordType.NonDecision:
                _nonDecisions++;
                Note(record, CheckerFor(record)?.NonDecision(record.Payload));
                break;
            case JournalRecordType.Diagnostics:
                _checker?.RollBack();
                _pending = null;
                break;
            default: break; // what followed from decisions, and what the feeds said
        }
    }

    private void Begin(JournalRecord started)
    {
        _runs++;
        _steps += _checker?.Steps ?? 0;
        (_before, _checker, _input, _header, _known, _pending) = (_checker ?? _before, null, new RecordedInput { Started = started }, null, null, null);
        _isForeign = false;
        Guarded(started, () => _limits = _header = RecordedHeader.Read(started));
        if (_header is { Format: not RecordFormat.Current } other)
        {
            Note(started, new Rejection("", "format", RecordFormat.Refusal(other.Format, other.Build)));
            (_header, _isForeign) = (null, true);
        }

        _past.BeginRun(started.Place.Record, _limits?.Past);
    }

    /// <summary>The transaction before was not rolled back: it is part of what later rules have to be told.</summary>
    private void Settle(JournalRecord? next)
    {
        if (_pending is { } committed)
        {
            _past.Take(committed);
        }

        _pending = next;
    }

    private void Stage(JournalRecord record)
    {
        Settle(null);
        _input.Stage(record);
        _past.KeepRows(_input.Bound.Program, record);
        _known ??= NamesOf(_input.Bound.Program);
    }

    /// <summary>Other rules check from here on, after they were told what was committed.</summary>
    private void Change(JournalRecord record, RecordedChange change)
    {
        Settle(null);
        if (CheckerFor(record) is not { } before)
        {
            return;
        }

        if (_input.Change(change) is { } problem)
        {
            _checker = null;
            Note(record, new Rejection("", "program", problem));
            return;
        }

        BoundProgram program = _input.Bound.Program!;
        if (change.Kind == PackChangeKind.Params)
        {
            Note(record, before.SetParams(program));
            return;
        }

        _steps += before.Steps;
        _checker = new ProofChecker(program, _limits!.Limits, change.Measures);
        _past.KeepRows(program, record);
        Tell(record, program, change.Since, change.PastFrom);
        Note(record, _checker.TakeOverFrom(before));
        _known = NamesOf(program);
    }

    private void Tell(JournalRecord record, BoundProgram program, long since, long from) => _past.Tell(
        program,
        since,
        (sequence, at, changes, stories) => Note(record, _checker!.Follow(sequence, at, [.. changes.Select((c, i) => ($"{(c.Kind == Primitives.ChangeKind.Assert ? '+' : '-')}{c.Fact}", stories[i].At, stories[i].Origin))])),
        from);

    /// <summary>A run that goes on with the journal: what was emitted before cools down in it too, and it may have taken over the state.</summary>
    private void GoOn(JournalRecord record, RecordedHeader header, BoundProgram program)
    {
        if (header.GoesOn && _before is { } before)
        {
            _checker!.Remember(before);
        }

        if (header.Past is { } taken)
        {
            Tell(record, program, taken.Since, taken.From);
            Note(record, _checker!.CountFrom(taken.Sequence, taken.At));
        }
    }

    /// <summary>Without what is told to rules that are being made ready.</summary>
    private ReadOnlyMemory<byte> KnownOf(JournalRecord record)
    {
        if (_known is null)
        {
            return record.Payload;
        }

        RecordedTransaction transaction = RecordedTransaction.Of(record);
        int[] known = [.. Enumerable.Range(0, transaction.Changes.Count).Where(i => _known.Contains(ChangeText.PredicateOf(transaction.Changes[i])))];
        return known.Length == transaction.Changes.Count ? record.Payload : System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["changes"] = known.Select(i => transaction.Changes[i]).ToArray(),
            ["origins"] = known.Select(i => new object?[] { transaction.OriginOf(i), 1 }).ToArray(),
        });
    }

    private static HashSet<string>? NamesOf(BoundProgram? program) => program is null ? null : [.. program.Predicates.Select(static p => p.Name)];

    private void Guarded(JournalRecord record, Action read)
    {
        try
        {
            read();
        }
        catch (FormatException e)
        {
            Note(record, new Rejection("", "record", e.Message));
        }
    }

    /// <summary>The run's checker, made at the first record after the rules; null when the rules are not what the run said of itself, which is told once.</summary>
    private ProofChecker? CheckerFor(JournalRecord record)
    {
        if (_checker is null && _header is { } header)
        {
            _header = null;
            BindResult bound = _input.Bound;
            if (WrongWith(bound, header) is { } wrong)
            {
                Note(record, wrong);
            }
            else
            {
                _checker = new ProofChecker(bound.Program!, header.Limits, header.Measures);
                GoOn(record, header, bound.Program!);
            }
        }

        if (_checker is null && !_isForeign && record.Type is (JournalRecordType.Decision or JournalRecordType.NonDecision))
        {
            Note(record, new Rejection("", "program", "it cannot be checked: the run's rules are not known"));
        }

        return _checker;
    }

    private static Rejection? WrongWith(BindResult bound, RecordedHeader header)
    {
        if (bound.Program is not { } program)
        {
            return new Rejection("", "program", $"the recorded rules do not check: {bound.Diagnostics.FirstOrDefault(static d => d.IsError)?.Message}");
        }

        if (program.Version != header.Program)
        {
            return new Rejection("", "program", $"the recorded rules have the version {program.Version}, but the run says that it ran {header.Program}");
        }

        BoundParam? other = program.Params.FirstOrDefault(p => header.Params.GetValueOrDefault(p.Name) != p.Value.ToString());
        return other is null ? null : new Rejection("", $"params.{other.Name}", $"the rules say {other.Value}, but the run says {header.Params.GetValueOrDefault(other.Name) ?? "nothing"}");
    }

    private void Note(JournalRecord record, Rejection? rejection)
    {
        if (rejection is null)
        {
            return;
        }

        _faultCount++;
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new RunFault(_runs, record.Place, record.Type, record.Sequence, RecordedRun.TryIdOf(record) ?? "", rejection.Node, rejection.Field, rejection.Reason));
        }
    }
}
