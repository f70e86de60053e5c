using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Reads a journal that <see cref="TickPipeline"/> wrote: decisions with their proofs, and the rules and facts as of a moment.</summary>
/// <remarks>Everything is read from the journal alone; rule files on disk may have changed since.</remarks>
/// <param name="directory">The journal.</param>
/// <param name="stop">Ends what is being read with <see cref="OperationCanceledException"/>.</param>
public sealed class RecordedRun(string directory, CancellationToken stop = default)
{
    private readonly JournalReader _reader = new(directory, stop);

    /// <summary>
    /// A decision or non-decision by id prefix, by its number in the last run of the journal (<c>#3</c>), or <c>last</c>. Null when there is none.
    /// </summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    /// <exception cref="AmbiguousIdException">Several ids start so.</exception>
    public JournalRecord? Find(string id)
    {
        if (id == "last" || TryNumber(id, out _))
        {
            return FindByNumber(id);
        }

        IReadOnlyList<JournalRecord> found = _reader.FindById(id, [JournalRecordType.Decision, JournalRecordType.NonDecision]);
        return found.Count == 0 ? null : found.Count == 1 ? found[0] : throw new AmbiguousIdException(id, [.. found.Select(IdOf)]);
    }

    /// <summary>The proof of a decision record, with its nodes.</summary>
    public DecisionProof ProofOf(JournalRecord decision) => DecisionJson.ParseDecision(decision.Payload, NodesUpTo(decision));

    /// <summary>The proof of a non-decision record, with its nodes.</summary>
    public NonDecisionProof NonProofOf(JournalRecord nonDecision) => DecisionJson.ParseNonDecision(nonDecision.Payload, NodesUpTo(nonDecision));

    /// <summary>Either, as one side of a comparison.</summary>
    public ComparedCandidate ComparedOf(JournalRecord record) => record.Type == JournalRecordType.Decision ? ComparedCandidate.Of(ProofOf(record)) : ComparedCandidate.Of(NonProofOf(record));

    /// <summary>What a decision or non-decision record is about, and when its key was decided last before.</summary>
    public RecordedCandidate CandidateOf(JournalRecord record)
    {
        RecordedCandidate candidate = RecordedCandidate.Read(record);
        JournalRecord? last = _reader.ReadAll().TakeWhile(r => r.Place.Record < record.Place.Record)
            .LastOrDefault(r => r.Type == JournalRecordType.Decision && r.At <= record.At && RecordedCandidate.Read(r).IsRivalOf(candidate));
        return candidate with { LastDecision = last?.At };
    }

    /// <summary>The program as it was recorded, and the given facts up to a moment of the last run that had begun by then.</summary>
    /// <param name="until">A record of the journal, or null for the end.</param>
    /// <param name="untilTime">An event time, or null for the end.</param>
    /// <param name="diagnostics">Takes what does not bind: a journal of another release.</param>
    public RecordedState? StateAt(JournalRecord? until, EventTime? untilTime, DiagnosticBag diagnostics)
    {
        RecordedInput current = new(), latest = current;
        foreach (JournalRecord record in _reader.ReadAll())
        {
            if (record.Place.Record > (until?.Place.Record ?? long.MaxValue))
            {
                break;
            }

            switch (record.Type)
            {
                case JournalRecordType.RunStarted: current = RecordedInput.Begin(record, latest); break;
                case JournalRecordType.Pack: current.AddSource(record); break;
                case JournalRecordType.PackStaged: current.Stage(record); break;
                case JournalRecordType.PackChanged when record.At <= (untilTime ?? new EventTime(long.MaxValue)): current.Change(RecordedChange.Read(record)); break;
                case JournalRecordType.FactChanges when record.At <= (untilTime ?? new EventTime(long.MaxValue)): current.AddChanges(record); break;
                case JournalRecordType.Diagnostics when record.At <= (untilTime ?? new EventTime(long.MaxValue)): current.RollBack(); break;
                default: break; // what followed from the facts
            }

            latest = current.At > EventTime.Zero || latest.At == EventTime.Zero ? current : latest;
        }

        return Bind(latest, diagnostics);
    }

    private JournalRecord? FindByNumber(string id)
    {
        JournalRecord? last = null, found = null;
        long wanted = TryNumber(id, out long number) ? number : 0;
        long seen = 0;
        foreach (JournalRecord record in _reader.ReadAll())
        {
            if (record.Type == JournalRecordType.RunStarted)
            {
                (seen, found) = (0, null);
            }
            else if (record.Type == JournalRecordType.Decision)
            {
                last = record;
                found = ++seen == wanted ? record : found;
            }
        }

        return id == "last" ? last : found;
    }

    private static bool TryNumber(string id, out long number) =>
        long.TryParse(id.StartsWith('#') ? id.AsSpan(1) : id.Length <= 6 ? id : "", NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private Func<string, ProofNode?> NodesUpTo(JournalRecord last)
    {
        Dictionary<string, ReadOnlyMemory<byte>> nodes = new(StringComparer.Ordinal);
        foreach (JournalRecord record in _reader.ReadAll())
        {
            if (record.Type == JournalRecordType.ProofNode)
            {
                nodes.TryAdd(IdOf(record), record.Payload);
            }

            if (record.Place.Record >= last.Place.Record)
            {
                break;
            }
        }

        return id => nodes.TryGetValue(id, out ReadOnlyMemory<byte> payload) ? NodeJson.Parse(payload) : null;
    }

    /// <summary>The id that a record claims; null when it has none or is no JSON object.</summary>
    internal static string? TryIdOf(JournalRecord record)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(record.Payload);
            return document.RootElement.TryGetProperty("id", out JsonElement id) ? id.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // whoever asks has found the record faulty already
        }
    }

    private static string IdOf(JournalRecord record)
    {
        using JsonDocument document = JsonDocument.Parse(record.Payload);
        return document.RootElement.GetProperty("id").GetString()!;
    }

    private static RecordedState? Bind(RecordedInput input, DiagnosticBag diagnostics)
    {
        BindResult bound = input.Bound;
        diagnostics.AddRange(bound.Diagnostics.Where(static d => d.IsError));
        if (bound.Program is not { } program)
        {
            return null;
        }

        ChangeScript script = SyntaxTree.ParseScript(new SourceText("journal", input.Changes));
        FactBinder binder = new(program);
        List<FactChange> given = [];
        foreach (ChangeFactSyntax change in script.Entries.OfType<ChangeFactSyntax>())
        {
            if (binder.TryBind(change.Fact, script.Source, diagnostics, change.IsRetraction, out Fact? fact))
            {
                given.Add(new FactChange(change.IsRetraction ? ChangeKind.Retract : ChangeKind.Assert, fact));
            }
        }

        return new RecordedState(program, given, input.At);
    }
}
