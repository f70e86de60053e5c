using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Checker;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
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
    private readonly IEnumerable<JournalRecord> _records;
    private readonly RecordedPast _past;
    private readonly PastScan _scan = new();

    /// <summary>The predicates of the rules in force, once other rules are being made ready; null before.</summary>
    private HashSet<string>? _known;

    /// <summary>The predicates of all rules that this run had or was given.</summary>
    private readonly HashSet<string> _anybodys = new(StringComparer.Ordinal);

    /// <summary>The last transaction of this run, or what it goes on from.</summary>
    private (long Sequence, EventTime At) _last;

    /// <summary>Transactions that this run was given.</summary>
    private int _given;

    /// <summary>The last transaction is one of those that join a run to the one before it.</summary>
    private bool _isSeam;
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

    internal JournalAudit(IEnumerable<JournalRecord> records) => (_records, _past) = (records, new RecordedPast(records));

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
    internal Rejection? Check(Proof proof) => Check(ProofJson.ToUtf8(proof));

    /// <summary>Likewise of a document.</summary>
    internal Rejection? Check(ReadOnlyMemory<byte> proof) => _checker is { } checker ? checker.Proof(proof) : new Rejection("", "program", "it cannot be checked: the run's rules are not known");

    /// <summary>A record that cannot be read is a fault, and the audit goes on behind it.</summary>
    internal void Take(JournalRecord record)
    {
        try
        {
            CheckFrame(record);
            Follow(record);
            _scan.Take(record);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            _pending = null;
            Note(record, new Rejection("", "record", e is FormatException ? e.Message : $"it is not formed as docs/journal.md says: {e.Message}"));
        }
    }

    private void Follow(JournalRecord record)
    {
        switch (record.Type)
        {
            case JournalRecordType.RunStarted: Begin(record); break;
            case JournalRecordType.Pack: _input.AddSource(record); break;
            case JournalRecordType.FactChanges:
                _transactions++;
                _isSeam = _limits?.Past is not null && _given++ == 0;
                _last = (record.Sequence, record.At);
                Settle(record, record);
                Note(record, CheckerFor(record)?.Given(record.Sequence, record.At, KnownOf(record)));
                break;
            case JournalRecordType.Timer:
                _transactions++;
                _isSeam = _limits?.Past is not null && _given == 0;
                _last = (record.Sequence, record.At);
                Settle(record, record);
                Note(record, CheckerFor(record)?.Timer(record.Sequence, record.At));
                break;
            case JournalRecordType.PackStaged: Stage(record); break;
            case JournalRecordType.PackChanged: Change(record, RecordedChange.Read(record)); break;
            case JournalRecordType.ProofNode: Note(record, CheckerFor(record)?.Node(record.Payload)); break;
            case JournalRecordType.Decision:
                _decisions++;
                Note(record, AtSeam() ?? CheckerFor(record)?.Decision(record.Payload));
                break;
            case JournalRecordType.NonDecision:
                _nonDecisions++;
                Note(record, AtSeam() ?? CheckerFor(record)?.NonDecision(record.Payload));
                break;
            case JournalRecordType.Diagnostics:
                Note(record, CheckerFor(record)?.RollBack());
                _pending = null;
                break;
            case JournalRecordType.RunEnded: Note(record, _checker?.EndTransaction()); break;
            default: break; // what followed from decisions, and what the feeds said
        }
    }

    /// <summary>What comes of a transaction stands behind it, at its time.</summary>
    private void CheckFrame(JournalRecord record)
    {
        bool isOfTransaction = record.Type is JournalRecordType.ProofNode or JournalRecordType.Decision or JournalRecordType.NonDecision
            or JournalRecordType.RiskVerdict or JournalRecordType.Diagnostics or JournalRecordType.PackChanged;
        if (isOfTransaction && !_isForeign && (record.Sequence, record.At) != _last)
        {
            string field = record.Sequence != _last.Sequence ? "sequence" : "at";
            Note(record, new Rejection("", field, $"it says that it belongs to transaction {record.Sequence} at {record.At}, but it stands behind transaction {_last.Sequence} at {_last.At}"));
        }
    }

    private Rejection? AtSeam() => !_isSeam ? null : new Rejection("", "sequence", "nothing is decided before two runs are joined: that transaction is the first that the later one is given");

    private void Begin(JournalRecord started)
    {
        _runs++;
        _steps += _checker?.Steps ?? 0;
        (_before, _checker, _input, _header, _known, _pending) = (_checker ?? _before, null, new RecordedInput { Started = started }, null, null, null);
        (_isForeign, _limits, _given, _last) = (false, null, 0, default);
        _anybodys.Clear();
        _limits = _header = RecordedHeader.Read(started);
        if (_header is { Format: not RecordFormat.Current } other)
        {
            Note(started, new Rejection("", "format", RecordFormat.Refusal(other.Format, other.Build)));
            (_header, _isForeign) = (null, true);
        }

        _last = _limits.Past is { } taken ? (taken.Sequence, taken.At) : default;
        _past.BeginRun(started.Place.Record, _limits.Past);
    }

    /// <summary>The transaction before was not rolled back: it is part of what later rules have to be told. Nothing more comes of it.</summary>
    private void Settle(JournalRecord by, JournalRecord? next)
    {
        Note(by, _checker?.EndTransaction());
        (JournalRecord? committed, _pending) = (_pending, next);
        if (committed is not null)
        {
            _past.Take(committed);
        }
    }

    private void Stage(JournalRecord record)
    {
        Settle(record, null);
        string version = _input.Stage(record);
        BindResult staged = _input.Staged(version);
        Note(record, RunClaims.WrongStaging(version, staged));
        _past.KeepRows(_input.Bound.Program, record);
        _known ??= NamesOf(_input.Bound.Program);
        _anybodys.UnionWith(NamesOf(staged.Program) ?? []);
    }

    /// <summary>Other rules check from here on, after they were told what was committed.</summary>
    private void Change(JournalRecord record, RecordedChange change)
    {
        Settle(record, null);
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
        Note(record, RunClaims.WrongMeasures(program, change.Measures) ?? RunClaims.WrongSince(change, _past.LastSequence));
        if (change.Kind == PackChangeKind.Params)
        {
            Note(record, before.SetParams(program));
            return;
        }

        _steps += before.Steps;
        EventTime? full = LookBack.Of(program).FullAt(_past.KnownFrom(change.Since, change.PastFrom), record.At);
        _checker = new ProofChecker(program, _limits!.Limits, change.Measures) { WarmsUntil = Later(change.WarmsUntil, full) };
        _past.KeepRows(program, record);
        Tell(record, program, change.Since, change.PastFrom);
        Note(record, _checker.TakeOverFrom(before));
        _known = NamesOf(program);
    }

    private void Tell(JournalRecord record, BoundProgram program, long since, long from) => _past.Tell(
        program,
        since,
        (sequence, at, changes, stories) => Note(record, _checker!.Follow(sequence, at, [.. changes.Select((c, i) => ($"{(c.Kind == ChangeKind.Assert ? '+' : '-')}{c.Fact}", stories[i].At, stories[i].Origin))])),
        from);

    /// <summary>A run that goes on with the journal: what was emitted before cools down in it too, and it may have taken over the state.</summary>
    private void GoOn(JournalRecord record, RecordedHeader header, BoundProgram program)
    {
        if (header.GoesOn && _before is { } before)
        {
            _checker!.Remember(before);
        }

        _checker!.WarmsUntil = header.WarmsUntil;
        if (header.Past is { } taken)
        {
            JournalPast? left = _scan.Found(_records);
            (TakenPast Taken, EventTime KnownFrom)? right = left?.TakenBy(program);
            Note(record, RunClaims.WrongPast(header, right?.Taken));
            _checker.WarmsUntil = Later(header.WarmsUntil, left is null ? null : Later(left.WarmsUntil, LookBack.Of(program).FullAt(right!.Value.KnownFrom, left.At)));
            Tell(record, program, taken.Since, taken.From);
            Note(record, _checker.CountFrom(taken.Sequence, taken.At));
        }
    }

    /// <summary>Without what is told to rules that are being made ready.</summary>
    /// <exception cref="FormatException">Something is told to nobody, or it is not said of each change where it comes from.</exception>
    private ReadOnlyMemory<byte> KnownOf(JournalRecord record)
    {
        RecordedTransaction transaction = RecordedTransaction.Of(record);
        if (!transaction.HasOriginOfEach)
        {
            throw new FormatException("its changes and their origins are not equally many");
        }

        if (_known is null)
        {
            return record.Payload;
        }

        int[] known = [.. Enumerable.Range(0, transaction.Changes.Count).Where(i => _known.Contains(ChangeText.PredicateOf(transaction.Changes[i])))];
        if (transaction.Changes.FirstOrDefault(c => ChangeText.PredicateOf(c) is var name && !_known.Contains(name) && !_anybodys.Contains(name)) is { } strange)
        {
            throw new FormatException($"'{strange}' is of no predicate that the rules in force have, nor any that were made ready");
        }

        return known.Length == transaction.Changes.Count ? record.Payload : JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["changes"] = known.Select(i => transaction.Changes[i]).ToArray(),
            ["origins"] = known.Select(i => new object?[] { transaction.OriginOf(i), 1 }).ToArray(),
        });
    }

    private static EventTime? Later(EventTime? one, EventTime? other) => one is null || other > one ? other : one;

    private static HashSet<string>? NamesOf(BoundProgram? program) => program is null ? null : [.. program.Predicates.Select(static p => p.Name)];

    /// <summary>The run's checker, made at the first record after the rules; null when the rules are not what the run said of itself, which is told once.</summary>
    private ProofChecker? CheckerFor(JournalRecord record)
    {
        if (_checker is null && _header is { } header)
        {
            _header = null;
            BindResult bound = _input.Bound;
            _anybodys.UnionWith(NamesOf(bound.Program) ?? []);
            if (RunClaims.WrongHeader(bound, header) is { } wrong)
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
