using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a replay found.</summary>
/// <param name="Runs">Runs in the journal.</param>
/// <param name="Transactions">Transactions committed again.</param>
/// <param name="Decisions">Decisions that were recomputed.</param>
/// <param name="NonDecisions">Non-decisions that were recomputed and had been recorded.</param>
/// <param name="Nodes">Nodes of proofs that were recomputed.</param>
/// <param name="FirstDifference">Where the recorded and the recomputed first differ; null when they agree.</param>
public sealed record ReplayReport(int Runs, long Transactions, long Decisions, long NonDecisions, long Nodes, RunFault? FirstDifference);

/// <summary>Recomputes all decisions, non-decisions and proofs of a journal from its rules and inputs with the engine, and compares them byte for byte.</summary>
/// <remarks>
/// It stops at the first difference. A run that was cut off may end in the middle of a transaction's records; what is there must agree.
/// Positions and fills are inputs here: they were given to the rules as facts and are in the journal as such.
/// </remarks>
public sealed class JournalReplay
{
    private readonly Queue<Recomputed> _expected = new();
    private readonly EmissionLedger _emitted = new();
    private readonly RecordedPast _past;
    private RecordedInput _input = new();
    private RecordedHeader? _header;
    private ReplaySession? _session;
    private RunFault? _difference;
    private JournalRecord? _pending;
    private JournalRecord? _last;
    private int _runs;
    private long _transactions;
    private long _decisions;
    private long _nonDecisions;
    private long _nodes;

    internal JournalReplay(IEnumerable<JournalRecord> records) => _past = new RecordedPast(records);

    /// <summary>Told of each transaction of a run that stands, with the rules as they are behind it.</summary>
    internal Action<int, JournalRecord, ReplaySession>? Committed { get; init; }

    /// <summary>Where the recorded and the recomputed first differ; nothing behind it is followed.</summary>
    internal RunFault? FirstDifference => _difference;

    /// <summary>Replays a whole journal.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static ReplayReport Of(string directory) => Of(new JournalReader(directory).ReadAll());

    /// <summary>Replays records in the order in which they were written.</summary>
    public static ReplayReport Of(IEnumerable<JournalRecord> records)
    {
        JournalReplay replay = new(records);
        foreach (JournalRecord record in records)
        {
            replay.Take(record);
            if (replay._difference is not null)
            {
                break;
            }
        }

        return new ReplayReport(replay._runs, replay._transactions, replay._decisions, replay._nonDecisions, replay._nodes, replay._difference);
    }

    /// <summary>A record that cannot be read is a difference.</summary>
    internal void Take(JournalRecord record)
    {
        try
        {
            Follow(record);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            Differ(record, "record", e is FormatException ? e.Message : $"it is not formed as docs/journal.md says: {e.Message}");
        }

        _last = record;
    }

    private void Follow(JournalRecord record)
    {
        switch (record.Type)
        {
            case JournalRecordType.RunStarted: Begin(record); break;
            case JournalRecordType.Pack: _input.AddSource(record); break;
            case JournalRecordType.PackStaged:
                Settle(rolledBack: false);
                ExpectNothingMore(record);
                Stage(record);
                break;
            case JournalRecordType.PackChanged:
                Settle(rolledBack: false);
                ExpectNothingMore(record);
                Change(record, RecordedChange.Read(record));
                break;
            case JournalRecordType.FactChanges or JournalRecordType.Timer:
                Settle(rolledBack: false);
                ExpectNothingMore(record);
                _pending = record;
                break;
            case JournalRecordType.Diagnostics: Settle(rolledBack: true); break;
            case JournalRecordType.ProofNode or JournalRecordType.Decision or JournalRecordType.NonDecision:
                Settle(rolledBack: false);
                Compare(record);
                Note(record);
                break;
            case JournalRecordType.RunEnded:
                Settle(rolledBack: false);
                ExpectNothingMore(record);
                break;
            default: break; // what followed from decisions, and what the feeds said
        }
    }

    private void Begin(JournalRecord started)
    {
        // The run before may have been cut off: in the middle of what it recorded of a transaction, or before a rollback was recorded.
        _pending = null;
        _expected.Clear();
        _runs++;
        (_input, _session, _header) = (new RecordedInput { Started = started }, null, null);
        _header = RecordedHeader.Read(started);
        if (_header is { Format: not RecordFormat.Current } other)
        {
            Differ(started, "format", RecordFormat.Refusal(other.Format, other.Build));
        }

        _past.BeginRun(started.Place.Record, _header?.Past);
    }

    private void Stage(JournalRecord record)
    {
        _input.Stage(record);
        _past.KeepRows(_input.Bound.Program, record);
        SessionFor(record)?.MayBeToldMore();
    }

    private void Change(JournalRecord record, RecordedChange change)
    {
        if (SessionFor(record) is not { } session)
        {
            return;
        }

        if (_input.Change(change) is { } problem)
        {
            Differ(record, "program", problem);
        }
        else if (change.Kind == PackChangeKind.Params)
        {
            session.SetParams(_input.Bound.Program!, change);
        }
        else
        {
            session.Switch(_input.Bound.Program!, change, _past);
        }
    }

    /// <summary>What this run emitted a later run of the journal may have to remember.</summary>
    private void Note(JournalRecord record)
    {
        if (record.Type == JournalRecordType.Decision && _difference is null)
        {
            _emitted.Take(record);
        }
    }

    /// <summary>Commits the transaction whose outcome is now known: a rollback is recorded right behind its changes.</summary>
    private void Settle(bool rolledBack)
    {
        if (_pending is not { } changes || _difference is not null)
        {
            return;
        }

        _pending = null;
        if (SessionFor(changes) is { } session)
        {
            _transactions++;
            if (rolledBack)
            {
                _past.Pass(changes);
            }
            else
            {
                _past.Take(changes);
            }

            if (session.Commit(changes, rolledBack, _expected) is { } problem)
            {
                Differ(changes, "outcome", problem);
            }
            else if (!rolledBack)
            {
                Committed?.Invoke(_runs, changes, session);
            }
        }
    }

    private ReplaySession? SessionFor(JournalRecord record)
    {
        if (_session is null && _header is { } header)
        {
            _header = null;
            BindResult bound = _input.Bound;
            if (bound.Program is { } program && program.Version == header.Program)
            {
                _session = new ReplaySession(program, header);
                if (header.GoesOn)
                {
                    _session.GoOn(_emitted, _past);
                }
            }
            else
            {
                string why = bound.Program is null ? bound.Diagnostics.FirstOrDefault(static d => d.IsError)?.Message ?? "" : $"they have the version {bound.Program.Version}";
                Differ(record, "program", $"the run says that it ran {header.Program}, but the recorded rules cannot be that: {why}");
            }
        }

        return _session;
    }

    private void Compare(JournalRecord record)
    {
        if (_difference is not null)
        {
            return;
        }

        if (!_expected.TryDequeue(out Recomputed expected))
        {
            Differ(record, "record", "the replay has nothing here: nothing more follows from this transaction's facts");
        }
        else if (expected.Type != record.Type || !record.Payload.Span.SequenceEqual(expected.Payload))
        {
            Differ(record, "record", $"recorded {Shown(record.Payload.Span)}, recomputed {expected.Type} {Shown(expected.Payload)}");
        }
        else
        {
            _decisions += record.Type == JournalRecordType.Decision ? 1 : 0;
            _nonDecisions += record.Type == JournalRecordType.NonDecision ? 1 : 0;
            _nodes += record.Type == JournalRecordType.ProofNode ? 1 : 0;
        }
    }

    private void ExpectNothingMore(JournalRecord record)
    {
        if (_difference is null && _expected.TryDequeue(out Recomputed missing))
        {
            Differ(_last ?? record, "record", $"the replay has a {missing.Type} more before the next transaction, which is not recorded: {Shown(missing.Payload)}");
        }
    }

    private void Differ(JournalRecord record, string field, string reason) =>
        _difference ??= new RunFault(_runs, record.Place, record.Type, record.Sequence, RecordedRun.TryIdOf(record) ?? "", "", field, reason);

    private static string Shown(ReadOnlySpan<byte> payload)
    {
        string text = System.Text.Encoding.UTF8.GetString(payload);
        return text.Length <= 400 ? text : text[..400] + "…";
    }
}
