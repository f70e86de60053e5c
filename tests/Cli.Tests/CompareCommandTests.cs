using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp explain ID --against ID</c> on a recorded run: entries at an ask of 100.02, stops at a bid of 99.50, candidates vetoed at an ask of 100.50.</summary>
public sealed class CompareCommandTests(ExplainTests.Recorded recorded) : IClassFixture<ExplainTests.Recorded>
{
    [Fact]
    public void A_decision_beside_a_candidate_that_was_vetoed_shows_what_is_not_the_same()
    {
        Answer answer = Compare("1", recorded.NonDecisionIds[1]);

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("vetoed by veto(\"BTCUSDT\", /wide_spread)", answer.Out, StringComparison.Ordinal);
        Assert.Contains("by the same rules", answer.Out, StringComparison.Ordinal);
        Assert.Contains("the second 3900ms later", answer.Out, StringComparison.Ordinal);
        Assert.All(answer.Lines, static line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Two_entries_at_the_same_prices_say_the_same()
    {
        JsonElement same = Json("1", "3");

        Assert.True(same.GetProperty("same").GetBoolean());
        Assert.Equal(0, same.GetProperty("rules").GetArrayLength());
        Assert.Contains("both proofs say the same", Compare("1", "3").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_rules_differ_the_facts_of_each_side_are_told_and_none_of_both()
    {
        JsonElement ways = Json("1", "2");
        string[] first = [.. ways.GetProperty("onlyFirst").EnumerateArray().Select(static f => f.GetString()!)], second = [.. ways.GetProperty("onlySecond").EnumerateArray().Select(static f => f.GetString()!)];

        Assert.Equal(("tape.long", "exit.stop_long"), (ways.GetProperty("rules")[0].GetProperty("rule").GetString(), ways.GetProperty("rules")[0].GetProperty("otherRule").GetString()));
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 100.01, 100.02, 9.0, 9.0)", first);
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 99.5, 99.51, 9.0, 9.0)", second);
        Assert.Contains(second, static f => f.StartsWith("position(", StringComparison.Ordinal));
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public void The_other_way_round_everything_is_the_other_way_round()
    {
        JsonElement there = Json("1", "2"), back = Json("2", "1");

        Assert.Equal(there.GetProperty("onlyFirst").GetRawText(), back.GetProperty("onlySecond").GetRawText());
        Assert.Equal(there.GetProperty("first").GetRawText(), back.GetProperty("second").GetRawText());
        Assert.Contains("earlier", Compare("2", "1").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_call_says_what_to_do()
    {
        Compare("1", "999").FailsWith(ExitCode.WrongInput, "999");
        Compare("zzz", "1").FailsWith(ExitCode.WrongInput, "zzz");
        Scalp.Run("explain", "1", "--against", "2", "--history", "--journal", recorded.Journal).FailsWith(ExitCode.WrongCall, "--history", "--against");
    }

    private JsonElement Json(string first, string second) => JsonDocument.Parse(Scalp.Run("explain", first, "--against", second, "--json", "--journal", recorded.Journal).Out).RootElement;

    private Answer Compare(string first, string second) => Scalp.Run("explain", first, "--against", second, "--journal", recorded.Journal);
}
