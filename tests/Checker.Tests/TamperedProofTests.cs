using System.Text;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>Whatever is altered in a real proof is rejected, also by a forger who gives everything a right id again.</summary>
public sealed class TamperedProofTests(RealRun run, ITestOutputHelper output) : TamperedProofs(run, 10_000, output), IClassFixture<RealRun>;

/// <summary>Likewise for proofs that look back in time.</summary>
public sealed class TamperedTimedProofTests(TimedRun run, ITestOutputHelper output) : TamperedProofs(run, 3_000, output), IClassFixture<TimedRun>;

/// <summary>Likewise for proofs of stored rows, merges and certainties.</summary>
public sealed class TamperedStatefulProofTests(StatefulRun run, ITestOutputHelper output) : TamperedProofs(run, 3_000, output), IClassFixture<StatefulRun>;

public abstract class TamperedProofs(RecordedMarket run, int atLeast, ITestOutputHelper output)
{
    /// <summary>Every n-th alteration of a record is tried; 1 with CRYPTOSCALP_LONG_TESTS set, and then of every record.</summary>
    private static readonly bool _long = Environment.GetEnvironmentVariable("CRYPTOSCALP_LONG_TESTS") is { Length: > 0 };

    /// <summary>Of a long run the records of one part in so many: CRYPTOSCALP_LONG_PART=2/8 is the third of eight. All of them when it is not set.</summary>
    private static readonly int[] _part = [.. (Environment.GetEnvironmentVariable("CRYPTOSCALP_LONG_PART") ?? "0/1").Split('/').Select(static n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];

    private int _judged;

    [Fact]
    public void Every_alteration_of_a_real_proof_is_rejected()
    {
        ProofChecker checker = run.NewChecker();
        Dictionary<string, JsonObject> nodes = new(StringComparer.Ordinal);
        Dictionary<string, int> triedByShape = new(StringComparer.Ordinal);
        List<string> accepted = [];
        int tried = 0, records = 0;
        foreach (JournalRecord record in run.Records)
        {
            switch (record.Type)
            {
                case JournalRecordType.Timer: Assert.Null(checker.Timer(record.Sequence, record.At)); break;
                case JournalRecordType.FactChanges: Assert.Null(checker.Given(record.Sequence, record.At, record.Payload)); break;
                case JournalRecordType.ProofNode:
                    JsonObject node = (JsonObject)JsonNode.Parse(record.Payload.Span)!;
                    nodes[(string)node["id"]!] = node;
                    break;
                case JournalRecordType.Decision or JournalRecordType.NonDecision:
                    bool isDecision = record.Type == JournalRecordType.Decision;
                    JsonObject document = RecordedMarket.Document(record, nodes);
                    int stride = Stride(document, triedByShape);
                    if (stride > 0)
                    {
                        tried += TryAll(checker, document, isDecision, stride, records++, accepted);
                    }

                    Assert.True(accepted.Count == 0, $"{accepted.Count} alterations were accepted, the first:\n{string.Join('\n', accepted.Take(10))}");
                    Assert.Null(Check(checker, document, isDecision));
                    break;
                default: break;
            }
        }

        output.WriteLine($"{tried} alterations of {records} records were tried, every one rejected");
        Assert.True(tried >= atLeast, $"only {tried} alterations of {records} records were tried");
    }

    /// <summary>How densely a record's alterations are tried: the first of each rule and reason in full, later ones not at all in a short run.</summary>
    private int Stride(JsonObject document, Dictionary<string, int> triedByShape)
    {
        string shape = $"{document["rule"] ?? document["entry"]!["rule"]} {string.Join(',', (document["entry"]?["reasons"]?.AsArray() ?? []).Select(static r => (string)r!["kind"]!))}";
        int seen = triedByShape[shape] = triedByShape.GetValueOrDefault(shape) + 1;
        return _long ? (_judged++ % _part[1] == _part[0] ? 1 : 0) : seen == 1 ? 2 : 0;
    }

    private static int TryAll(ProofChecker checker, JsonObject document, bool isDecision, int stride, int offset, List<string> accepted)
    {
        int tried = 0, at = offset;
        foreach (Forgery forgery in Forging.Of(document))
        {
            if (at++ % stride != 0)
            {
                continue;
            }

            JsonObject repaired = Forging.Repair(forgery.Document);
            bool another = !JsonNode.DeepEquals(repaired, forgery.Document) && !JsonNode.DeepEquals(repaired, document); // an altered id alone is repaired into the original
            foreach (JsonObject variant in another ? new[] { forgery.Document, repaired } : [forgery.Document])
            {
                tried++;
                if (Check(checker, variant, isDecision) is null)
                {
                    accepted.Add($"{document["id"]}: {forgery.What}{(variant == repaired ? ", ids repaired" : "")}");
                }
            }
        }

        return tried;
    }

    private static Rejection? Check(ProofChecker checker, JsonObject document, bool isDecision)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(document.ToJsonString());
        return isDecision ? checker.Decision(utf8) : checker.NonDecision(utf8);
    }
}
