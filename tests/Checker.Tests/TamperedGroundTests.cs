using System.Text;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>What stored rows rested on, as <c>explain</c> shows it: accepted at its moment, and whatever is altered in it is rejected.</summary>
public sealed class TamperedGroundTests(StatefulRun run, ITestOutputHelper output) : IClassFixture<StatefulRun>
{
    private const int Decisions = 3;

    [Fact]
    public void Every_alteration_of_the_grounds_of_stored_rows_is_rejected()
    {
        ILookup<long, JsonObject> grounds = Grounds().Where(static p => p.Proof is not null)
            .ToLookup(static p => p.Transaction!.Value, static p => (JsonObject)JsonNode.Parse(ProofJson.ToUtf8(p.Proof!))!);
        ProofChecker checker = run.NewChecker();
        long last = 0;
        int proofs = 0, tried = 0;
        List<string> accepted = [];
        foreach (JournalRecord record in run.Records.Where(static r => r.Type is JournalRecordType.FactChanges or JournalRecordType.Timer))
        {
            foreach (JsonObject proof in grounds[last])
            {
                Assert.Null(Check(checker, proof));
                tried += TryAll(checker, proof, proofs++, accepted);
            }

            Assert.Null(record.Type == JournalRecordType.Timer ? checker.Timer(record.Sequence, record.At) : checker.Given(record.Sequence, record.At, record.Payload));
            last = record.Sequence;
        }

        output.WriteLine($"{tried} alterations of {proofs} proofs of grounds were tried");
        Assert.True(accepted.Count == 0, $"{accepted.Count} alterations were accepted, the first:\n{string.Join('\n', accepted.Take(10))}");
        Assert.True(proofs > 3 && tried > 500, $"only {tried} alterations of {proofs} proofs were tried");
    }

    [Fact]
    public void Grounds_are_not_those_of_another_moment()
    {
        EarlierPremise ground = Grounds().First(static p => p.Proof is not null);
        ProofChecker checker = run.NewChecker();
        foreach (JournalRecord record in run.Records.Where(static r => r.Type is JournalRecordType.FactChanges or JournalRecordType.Timer).TakeWhile(r => r.At <= ground.At || r.Sequence <= ground.Transaction + 10))
        {
            Assert.Null(record.Type == JournalRecordType.Timer ? checker.Timer(record.Sequence, record.At) : checker.Given(record.Sequence, record.At, record.Payload));
        }

        Assert.Equal("at", checker.Proof(ProofJson.ToUtf8(ground.Proof!))?.Field);
    }

    private IReadOnlyList<EarlierPremise> Grounds()
    {
        Dictionary<string, JsonObject> nodes = new(StringComparer.Ordinal);
        List<EarlierPremise> grounds = [];
        int decisions = 0;
        foreach (JournalRecord record in run.Records.TakeWhile(_ => decisions < Decisions))
        {
            if (record.Type == JournalRecordType.ProofNode)
            {
                JsonObject node = (JsonObject)JsonNode.Parse(record.Payload.Span)!;
                nodes[(string)node["id"]!] = node;
            }
            else if (record.Type == JournalRecordType.Decision)
            {
                decisions++;
                JsonObject document = RecordedMarket.Document(record, nodes);
                JsonObject proof = new() { ["format"] = ProofJson.Format, ["root"] = (string)document["proof"]!, ["at"] = record.At.ToString(), ["nodes"] = document["nodes"]!.DeepClone() };
                grounds.AddRange(new EarlierPremises(run.Journal).Of(ProofJson.Parse(Encoding.UTF8.GetBytes(proof.ToJsonString())).Graph, record, null, new DiagnosticBag()));
            }
        }

        return grounds;
    }

    private static int TryAll(ProofChecker checker, JsonObject proof, int offset, List<string> accepted)
    {
        int tried = 0, at = offset;
        foreach (Forgery forgery in Forging.Of(proof).Where(_ => at++ % 4 == 0))
        {
            JsonObject repaired = Forging.Repair(forgery.Document);
            bool another = !JsonNode.DeepEquals(repaired, forgery.Document) && !JsonNode.DeepEquals(repaired, proof);
            foreach (JsonObject variant in another ? new[] { forgery.Document, repaired } : [forgery.Document])
            {
                tried++;
                if (Check(checker, variant) is null)
                {
                    accepted.Add(forgery.What);
                }
            }
        }

        return tried;
    }

    private static Rejection? Check(ProofChecker checker, JsonObject proof) => checker.Proof(Encoding.UTF8.GetBytes(proof.ToJsonString()));
}
