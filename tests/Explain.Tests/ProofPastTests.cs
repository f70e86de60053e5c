using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>What is found by going back stands beside a proof in every form, and changes nothing of the proof.</summary>
public sealed class ProofPastTests
{
    private readonly DecisionProof _proof = Prove();

    private ProofPast Past => new(new EventTime(5_000_000_000))
    {
        Absences = [new AbsenceSpan("halted(\"BTCUSDT\", _)", new EventTime(2_300_000_000), "halted(\"BTCUSDT\", /news)"), new AbsenceSpan("veto(\"BTCUSDT\", _)", null, null)],
    };

    [Fact]
    public void Every_form_says_since_when_what_is_absent_was_so()
    {
        Explanation explanation = Explanation.Of(_proof, Past);
        string[] lines = [.. explanation.ToText().Split('\n').Select(static l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        string page = explanation.ToHtml(), chart = explanation.ToMermaid();

        Assert.Contains("absent halted(\"BTCUSDT\", _) for 2700ms: halted(\"BTCUSDT\", /news) went at 2300000000", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.Contains("absent veto(\"BTCUSDT\", _) never before in this run", lines);
        Assert.Contains("never before in this run", page, StringComparison.Ordinal);
        Assert.Contains("for 2700ms", page, StringComparison.Ordinal);
        Assert.Contains("for 2700ms:", chart, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lists_absences_behind_the_proof_whose_nodes_and_ids_stay()
    {
        byte[] plain = Explanation.Of(_proof).ToJson(), told = Explanation.Of(_proof, Past).ToJson();

        using JsonDocument document = JsonDocument.Parse(told);
        Assert.Equal(
            """[{"absent":"halted(\"BTCUSDT\", _)","since":"2300000000","last":"halted(\"BTCUSDT\", /news)"},{"absent":"veto(\"BTCUSDT\", _)","since":null}]""",
            document.RootElement.GetProperty("absences").GetRawText().Replace("\\u0022", "\\\"", StringComparison.Ordinal));
        Assert.StartsWith(Encoding.UTF8.GetString(plain)[..^1], Encoding.UTF8.GetString(told), StringComparison.Ordinal);
    }

    [Fact]
    public void The_patterns_of_a_proof_are_those_of_its_nodes_each_once() =>
        Assert.Equal(["halted(\"BTCUSDT\", _)"], ProofPast.PatternsIn(_proof.Graph));

    private static DecisionProof Prove()
    {
        Desk desk = new(Desk.Trading);
        AgendaResult result = desk.Decide();
        return DecisionProofBuilder.Explain(desk.Session, desk.Program, result.Emitted.First(), result);
    }
}
