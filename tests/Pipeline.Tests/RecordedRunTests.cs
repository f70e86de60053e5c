using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A journal alone is enough: every decision has its proof, and the recorded facts lead to the recorded decisions again.</summary>
public sealed class RecordedRunTests : IClassFixture<RecordedRunTests.Demo>
{
    private readonly Demo _demo;

    public RecordedRunTests(Demo demo) => _demo = demo;

    [Fact]
    public void Every_decision_and_non_decision_has_a_proof_whose_every_id_is_right()
    {
        RecordedRun run = new(_demo.Journal);
        int proofs = 0;
        foreach (JournalRecord record in _demo.Records)
        {
            ProofGraph? graph = record.Type switch
            {
                JournalRecordType.Decision => run.ProofOf(record).Graph,
                JournalRecordType.NonDecision when proofs < 60 => run.NonProofOf(record).Graph,
                _ => null,
            };
            if (graph is not null)
            {
                RehashResult rehash = ProofVerifier.Rehash(graph);
                Assert.True(rehash.IsIntact && rehash.Nodes > 1, $"record {record.Place}: {string.Join(", ", rehash.Wrong)}");
                Assert.Equal(0, graph.CutCount);
                proofs++;
            }
        }

        Assert.True(proofs > 20, $"only {proofs} proofs in the journal");
    }

    [Fact]
    public void Every_decision_is_followed_by_one_verdict_before_its_fills()
    {
        string? open = null;
        HashSet<string> judged = [];
        foreach (JournalRecord record in _demo.Records)
        {
            switch (record.Type)
            {
                case JournalRecordType.Decision:
                    Assert.Null(open);
                    open = TextOf(record, "id");
                    break;
                case JournalRecordType.RiskVerdict:
                    Assert.Equal(open, TextOf(record, "decision"));
                    Assert.True(judged.Add(open!));
                    open = null;
                    break;
                case JournalRecordType.Fill:
                    Assert.Contains(TextOf(record, "decision"), judged);
                    break;
                default:
                    Assert.Null(open);
                    break;
            }
        }

        Assert.NotEmpty(judged);
        Assert.Contains(_demo.Records, static r => r.Type == JournalRecordType.Fill);
    }

    [Fact]
    public void The_recorded_facts_lead_to_the_recorded_decisions_again()
    {
        BoundProgram program = Assert.IsType<RecordedState>(new RecordedRun(_demo.Journal).StateAt(null, null, new DiagnosticBag())).Program;

        Assert.Equal(_demo.Records.Where(static r => r.Type == JournalRecordType.Decision).Select(static r => TextOf(r, "id")), Replay(program));
    }

    [Fact]
    public void The_state_at_a_decision_holds_what_it_was_proved_from()
    {
        RecordedRun run = new(_demo.Journal);
        JournalRecord decision = run.Find("last")!;
        DiagnosticBag diagnostics = new();

        RecordedState state = run.StateAt(decision, null, diagnostics)!;

        Assert.Empty(diagnostics.ToSorted());
        Assert.Equal(decision.At, state.At);
        ReferenceSession session = new(state.Program, new SessionLimits());
        session.Commit(state.At, state.Changes);
        GivenNode[] given = [.. run.ProofOf(decision).Graph.Nodes.OfType<GivenNode>()];
        Assert.NotEmpty(given);
        HashSet<string> held = [.. state.Program.Predicates.SelectMany(p => session.FactsOf(p.Name)).Select(static f => f.ToString())];
        Assert.All(given, node => Assert.Contains(node.Fact, held));
    }

    [Fact]
    public void Cut_at_any_byte_the_journal_explains_every_decision_that_is_wholly_there()
    {
        using TempFolder folder = new();
        Runs.Run(Rules.Bind(Rules.BuyAboveHundred), new ListFeed(Runs.Cycles(8)), new Watcher(), folder["whole"]);
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder["whole"], "journal-000001.log"));
        JournalRecord[] records = [.. new JournalReader(folder["whole"]).ReadAll()];
        long[] ends = [.. records.Skip(1).Select(static r => r.Place.Offset), bytes.Length];
        Dictionary<string, string> proofs = records.Where(static r => r.Type == JournalRecordType.Decision).ToDictionary(static r => TextOf(r, "id"), r => Text(new RecordedRun(folder["whole"]).ProofOf(r)), StringComparer.Ordinal);
        Directory.CreateDirectory(folder["cut"]);
        int first = (int)records[0].Place.Offset;

        for (int i = 0; i < 400; i++)
        {
            int cut = first + (int)((long)(bytes.Length - first) * i / 400) + (i % 7);
            File.WriteAllBytes(Path.Combine(folder["cut"], "journal-000001.log"), bytes[..cut]);
            RecordedRun run = new(folder["cut"]);
            string[] whole = [.. records.Where((r, n) => r.Type == JournalRecordType.Decision && ends[n] <= cut).Select(static r => TextOf(r, "id"))];

            Assert.Equal(whole, new JournalReader(folder["cut"]).ReadAll().Where(static r => r.Type == JournalRecordType.Decision).Select(static r => TextOf(r, "id")));
            JournalRecord? last = run.Find("last");
            Assert.Equal(whole.LastOrDefault(), last is null ? null : TextOf(last, "id"));
            if (last is not null)
            {
                Assert.Equal(proofs[whole[^1]], Text(run.ProofOf(last)));
                JournalRecord any = run.Find(whole[i % whole.Length])!;
                Assert.Equal(proofs[whole[i % whole.Length]], Text(run.ProofOf(any)));
            }
        }
    }

    [Fact]
    public void What_reads_a_journal_ends_when_it_is_stopped()
    {
        CancellationToken stopped = new(canceled: true);

        Assert.Throws<OperationCanceledException>(() => new RecordedRun(_demo.Journal, stopped).Find("last"));
        Assert.Throws<OperationCanceledException>(() => new RunReplay(_demo.Journal).To(null, null, RunChange.None, new DiagnosticBag(), stopped));
        Assert.Throws<OperationCanceledException>(() => new PriceTrailReader(_demo.Journal, stopped).Read("BTCUSDT", EventTime.Zero));
    }

    private static string Text(DecisionProof proof) => System.Text.Encoding.UTF8.GetString(DecisionJson.ToUtf8(proof));

    private static string TextOf(JournalRecord record, string property)
    {
        using JsonDocument document = JsonDocument.Parse(record.Payload);
        return document.RootElement.GetProperty(property).GetString()!;
    }

    /// <summary>Ids of the decisions that the recorded transactions lead to.</summary>
    private List<string> Replay(BoundProgram program)
    {
        ReferenceSession session = new(program, new SessionLimits());
        DecisionAgenda[] agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];
        FactBinder binder = new(program);
        List<string> ids = [];
        foreach (JournalRecord record in _demo.Records.Where(static r => r.Type == JournalRecordType.FactChanges))
        {
            TransactionResult result = session.Commit(record.At, ChangesOf(record, binder));
            Assert.Equal(record.Sequence, result.Sequence);
            ids.AddRange(agendas.SelectMany(a => a.Resolve(session, result).Emitted).Select(static d => d.Id));
        }

        return ids;
    }

    private static List<FactChange> ChangesOf(JournalRecord record, FactBinder binder)
    {
        using JsonDocument document = JsonDocument.Parse(record.Payload);
        string text = string.Concat(document.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString() + ".\n"));
        ChangeScript script = SyntaxTree.ParseScript(new SourceText("record", text));
        DiagnosticBag diagnostics = new();
        List<FactChange> changes = [];
        foreach (ChangeFactSyntax change in script.Entries.OfType<ChangeFactSyntax>())
        {
            Assert.True(binder.TryBind(change.Fact, script.Source, diagnostics, change.IsRetraction, out Fact? fact), text);
            changes.Add(new FactChange(change.IsRetraction ? ChangeKind.Retract : ChangeKind.Assert, fact));
        }

        return changes;
    }

    /// <summary>One recorded run of an eager pack on the simulator.</summary>
    public sealed class Demo : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Demo()
        {
            Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(7), new Watcher(), Journal);
            Records = [.. new JournalReader(Journal).ReadAll()];
        }

        public string Journal => _folder["journal"];

        internal JournalRecord[] Records { get; }

        public void Dispose() => _folder.Dispose();
    }
}
