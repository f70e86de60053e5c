using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp why-not --summary</c> on a recorded run: twelve cycles of a wide quote that is vetoed, an entry and a stop.</summary>
public sealed class SummaryCommandTests(ExplainTests.Recorded recorded) : IClassFixture<ExplainTests.Recorded>
{
    [Fact]
    public void What_struck_candidates_is_counted_as_the_list_of_them_counts_it()
    {
        string[] listed = Scalp.Run("non-decisions", recorded.Journal, "--limit", "10000").Lines;
        JsonElement summary = Json("why-not", "--summary");

        Assert.Equal(listed.Length, summary.GetProperty("nonDecisionCount").GetInt32());
        Assert.Equal(Scalp.Run("decisions", recorded.Journal, "--limit", "10000").Lines.Length, summary.GetProperty("decisionCount").GetInt32());
        JsonElement veto = summary.GetProperty("struck")[0];
        Assert.Equal(("vetoed", "guard.spread", "veto(_, /wide_spread)"), (veto.GetProperty("kind").GetString(), veto.GetProperty("rule").GetString(), veto.GetProperty("text").GetString()));
        Assert.Equal(listed.Count(static l => l.Contains("/wide_spread", StringComparison.Ordinal)), veto.GetProperty("count").GetInt32());
    }

    [Fact]
    public void The_condition_in_the_way_comes_with_its_median_and_least_distance()
    {
        // At 99.00 the bid is 1 short of the threshold, at 99.50 half of that; the stop leaves the lower one standing for most of a cycle.
        Answer answer = Run("why-not", "BTCUSDT", "--summary");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("rule tape.long", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Bid > 100.0", answer.Out, StringComparison.Ordinal);
        Assert.Contains("always alone, short by 1, at best 0.5, tape.long", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("exit.", answer.Out, StringComparison.Ordinal);
        Assert.All(answer.Lines, static line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void A_span_is_counted_alone_and_spans_add_up()
    {
        int Struck(params string[] span) => Json(["why-not", "--summary", .. span]).GetProperty("nonDecisionCount").GetInt32();

        int early = Struck("--to", "8s"), late = Struck("--from", "8.000000001s");

        Assert.InRange(early, 1, 11);
        Assert.Equal(Struck(), early + late);
    }

    [Fact]
    public void Moments_are_as_many_as_asked_for_where_the_run_has_so_many()
    {
        JsonElement summary = Json("why-not", "--summary", "--moments", "7");

        Assert.Equal(7, summary.GetProperty("moments").GetInt32());
        Assert.Equal("\"BTCUSDT\"", Assert.Single(summary.GetProperty("keys").EnumerateArray()).GetString());
    }

    [Fact]
    public void The_same_is_counted_again() => Assert.Equal(Run("why-not", "--summary", "--json").Out, Run("why-not", "--summary", "--json").Out);

    [Fact]
    public void A_wrong_call_says_what_to_do()
    {
        Run("why-not").FailsWith(ExitCode.WrongCall, "BTCUSDT", "--summary");
        Run("why-not", "BTCUSDT", "--from", "1s").FailsWith(ExitCode.WrongCall, "--from belongs to --summary", "--at");
        Run("why-not", "BTCUSDT", "--moments", "5").FailsWith(ExitCode.WrongCall, "--moments belongs to --summary");
        Run("why-not", "--summary", "--at", "1").FailsWith(ExitCode.WrongCall, "--from and --to instead of --at");
        Run("why-not", "veto(S, R)", "--summary").FailsWith(ExitCode.WrongCall, "takes a symbol");
        Run("why-not", "--summary", "--moments", "0").FailsWith(ExitCode.WrongCall, "--moments is from 1");
        Run("why-not", "--summary", "--from", "3s", "--to", "2s").FailsWith(ExitCode.WrongCall, "is after --to");
        Run("why-not", "BTCUSD", "--summary").FailsWith(ExitCode.WrongInput, "CSR6024", "did you mean 'BTCUSDT'?");
        Run("why-not", "btc", "--summary").FailsWith(ExitCode.WrongInput, "CSR6024", "did you mean 'BTCUSDT'?");
        Run("why-not", "SOLEUR", "--summary").FailsWith(ExitCode.WrongInput, "CSR6024", "there are BTCUSDT");
        Run("why-not", "--summary", "--from", "1h", "--to", "2h").FailsWith(ExitCode.WrongInput, "nothing to count");
    }

    private JsonElement Json(params string[] call)
    {
        Answer answer = Run([.. call, "--json"]);
        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        return JsonDocument.Parse(answer.Out).RootElement;
    }

    private Answer Run(params string[] call) => Scalp.Run([.. call, "--journal", recorded.Journal]);
}
