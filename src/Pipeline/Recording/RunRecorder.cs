using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Writes what happens in a run into the journal, one record a thing; without a journal it does nothing.</summary>
/// <remarks>
/// Facts are written as source text (<c>"+quote(/a, \"X\", …)"</c>), so a person can read a journal and the parser can apply it again.
/// Each proof node is written once. A decision is handed to the operating system before anything acts on it: journal first, publish after.
/// </remarks>
internal sealed class RunRecorder(JournalWriter? writer, NonDecisionSample sample) : IDisposable
{
    private static readonly JsonWriterOptions _format = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly ChangesRecord _changes = new();
    private NodeLedger _nodes = new();

    /// <summary>True when the next non-decision is to be recorded; asked once for each.</summary>
    public bool RecordsNextNonDecision() => writer is not null && sample.Takes();

    public string? Hash => writer?.Hash;

    public long Records => writer?.Records ?? 0;

    /// <param name="program">The rules that it begins with.</param>
    /// <param name="options">What surrounds them.</param>
    /// <param name="proofs">The bounds of proofs.</param>
    /// <param name="measures">What features measure.</param>
    /// <param name="past">What it took over of earlier runs; null for nothing.</param>
    /// <param name="warmsUntil">Only exits are decided until then; null for everything.</param>
    public void Started(BoundProgram program, TickPipelineOptions options, ProofOptions proofs, IReadOnlyDictionary<string, string> measures, TakenPast? past, EventTime? warmsUntil)
    {
        Append(JournalRecordType.RunStarted, 0, EventTime.Zero, json =>
        {
            json.WriteNumber("format", RecordFormat.Current);
            json.WriteString("build", RecordFormat.Build);
            json.WriteString("program", program.Version);
            json.WriteStartArray("feeds");
            foreach (string feed in options.FeedNames)
            {
                json.WriteStringValue(feed);
            }

            json.WriteEndArray();
            json.WriteString("equity", options.StartingEquity.ToString());
            ProgramJson.WriteParams(json, program);
            json.WriteNumber("maxCreatedFacts", options.MaxCreatedFacts);
            json.WriteNumber("nonDecisionsEvery", sample.Every);
            json.WriteStartObject("proofs");
            json.WriteNumber("depth", proofs.MaxDepth);
            json.WriteNumber("nodes", proofs.MaxNodes);
            json.WriteNumber("members", proofs.MaxMembers);
            json.WriteEndObject();
            ProgramJson.WriteMeasures(json, measures);
            if (options.Remembered is not null)
            {
                json.WriteBoolean("goesOn", true);
            }

            past?.Write(json);
            if (warmsUntil is { } until)
            {
                json.WriteNumber("warmsUntil", until.Nanoseconds);
            }
        });
        foreach (SourceText source in ProgramJson.SourcesOf(program))
        {
            Append(JournalRecordType.Pack, 0, EventTime.Zero, json =>
            {
                json.WriteString("path", source.Name);
                json.WriteString("text", source.Text);
            });
        }
    }

    /// <summary>Rules that are made ready beside the live ones.</summary>
    /// <param name="at">Event time of the last transaction.</param>
    /// <param name="record">What is recorded of them, made before.</param>
    public void Staged(EventTime at, ReadOnlyMemory<byte> record) => writer?.Append(JournalRecordType.PackStaged, 0, at, record.Span);

    /// <summary>The rules in force change after a transaction. <see cref="HandOver"/> follows before they decide.</summary>
    /// <param name="sequence">The last transaction of the rules before.</param>
    /// <param name="at">Its event time.</param>
    /// <param name="change">What is recorded of it.</param>
    public void Changed(long sequence, EventTime at, ChangeRecord change)
    {
        writer?.Append(JournalRecordType.PackChanged, sequence, at, change.Payload.Span);
        _nodes = new NodeLedger(); // whoever checks these rules need not have read what others wrote
    }

    /// <summary>Hands everything recorded so far to the operating system.</summary>
    public void HandOver() => writer?.Flush(durable: false);

    /// <summary>What a transaction was given, and by what: each run of changes with one origin has one entry. A transaction without changes is recorded too, since it may decide.</summary>
    public void Changes(long sequence, EventTime at, RowChanges changes, FactOrigins origins)
    {
        if (writer is not null)
        {
            writer.Append(JournalRecordType.FactChanges, sequence, at, _changes.Write(changes, origins));
        }
    }

    /// <summary>A transaction of the clock. Its moment follows from the inputs; it is recorded so that what it decides has a place, and an auditor an order to check.</summary>
    public void Timer(long sequence, EventTime at) => Append(JournalRecordType.Timer, sequence, at, static _ => { });

    public void RolledBack(TransactionResult result) =>
        Append(JournalRecordType.Diagnostics, result.Sequence, result.At, json =>
        {
            json.WriteString("outcome", result.Outcome.ToString());
            json.WriteString("code", result.Code);
            if (result.Problem is { } problem)
            {
                json.WriteString("problem", problem);
            }
        });

    public void Status(EventTime now, in MarketEvent status)
    {
        (string instrument, string kind, string text, EventTime at) = (status.Instrument.ToString(), status.Status.Kind.ToString(), status.Text, status.Time);
        Append(JournalRecordType.FeedStatus, 0, at > now ? at : now, json =>
        {
            json.WriteString("instrument", instrument);
            json.WriteString("status", kind);
            json.WriteString("text", text);
        });
    }

    /// <summary>What was noticed of a model.</summary>
    public void Notice(EventTime now, ModelNotice notice) =>
        Append(JournalRecordType.ModelNotice, 0, notice.At > now ? notice.At : now, json => ModelNoticeJson.WriteFields(json, notice));

    /// <summary>A decision with its proof, the orders it asked for and the gate's verdicts; flushed before it returns.</summary>
    public void Decision(long number, Decision decision, DecisionProof proof, IntentPlan plan, ImmutableArray<RiskVerdict> verdicts)
    {
        if (writer is null)
        {
            return;
        }

        AppendNodes(proof.Graph, decision.Sequence, decision.At);
        writer.Append(JournalRecordType.Decision, decision.Sequence, decision.At, DecisionJson.ToUtf8(proof, withNodes: false));
        Append(JournalRecordType.RiskVerdict, decision.Sequence, decision.At, json =>
        {
            json.WriteString("decision", decision.Id);
            json.WriteNumber("number", number);
            if (plan.Problem is not null)
            {
                json.WriteString("problem", plan.Problem);
            }

            json.WriteStartArray("orders");
            foreach (RiskVerdict verdict in verdicts)
            {
                RiskJson.WriteVerdict(json, verdict);
            }

            json.WriteEndArray();
        });
        writer.Flush(durable: false);
    }

    public void NonDecision(AgendaResult resolved, NonDecisionProof proof)
    {
        if (writer is not null)
        {
            AppendNodes(proof.Graph, resolved.Sequence, resolved.At);
            writer.Append(JournalRecordType.NonDecision, resolved.Sequence, resolved.At, DecisionJson.ToUtf8(proof, withNodes: false));
        }
    }

    public void Fill(Decision decision, Fill fill) =>
        Append(JournalRecordType.Fill, decision.Sequence, fill.At, json =>
        {
            json.WriteString("decision", decision.Id);
            RiskJson.WriteFill(json, fill);
        });

    public void Ended(EventTime at, RunCounters counters)
    {
        Append(JournalRecordType.RunEnded, 0, at, json =>
        {
            json.WriteNumber("ticks", counters.Ticks);
            json.WriteNumber("transactions", counters.Transactions);
            json.WriteNumber("decisions", counters.Decisions);
            json.WriteNumber("nonDecisions", counters.NonDecisions);
            json.WriteNumber("fills", counters.Fills);
        });
        writer?.Flush(durable: true);
    }

    public void Dispose() => writer?.Dispose();

    private void AppendNodes(ProofGraph graph, long sequence, EventTime at)
    {
        foreach (ProofNode node in _nodes.TakeNew(graph))
        {
            writer!.Append(JournalRecordType.ProofNode, sequence, at, NodeJson.ToUtf8(node));
        }
    }

    private void Append(JournalRecordType type, long sequence, EventTime at, Action<Utf8JsonWriter> write)
    {
        if (writer is null)
        {
            return;
        }

        _buffer.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_buffer, _format))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        writer.Append(type, sequence, at, _buffer.WrittenSpan);
    }
}
