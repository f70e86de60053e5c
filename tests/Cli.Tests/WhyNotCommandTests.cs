using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp why-not</c> and <c>what-if</c> on a recorded run.</summary>
public sealed class WhyNotCommandTests(ExplainTests.Recorded recorded) : IClassFixture<ExplainTests.Recorded>
{
    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("decision(\"BTCUSDT\")")]
    [InlineData("decision(\"BTCUSDT\", A, Q)")]
    public void A_symbol_or_a_decision_is_asked_about(string what)
    {
        Answer answer = Run("why-not", what, "--at", "1970-01-01T00:00:01.05Z");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("first cause: Bid > 100.0 ", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Bid must rise by more than 1; rule tape.long", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vetoed_candidate_is_named_with_its_veto()
    {
        Answer answer = Run("why-not", "BTCUSDT", "--at", "1970-01-01T00:00:01.1Z");

        Assert.Contains("first cause: veto(\"BTCUSDT\", /wide_spread)", answer.Out, StringComparison.Ordinal);
        Assert.Contains("guard.spread", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cooldown_of_the_run_is_known()
    {
        // The entry at 1.2 s is stopped at 1.3 s; a bid above 100 within two seconds of that would wait.
        Answer answer = Run("what-if", "--assert", "quote(/binance_usdm, \"BTCUSDT\", 100.01, 100.02, 9.0, 9.0)", "--at", "1970-01-01T00:00:01.3Z");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("cooling down until", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lower_threshold_adds_and_removes_decisions_of_the_span()
    {
        Answer answer = Run("what-if", "--set", "max_spread_bps = 100.0", "--from", "start");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("decisions as it was", answer.Out, StringComparison.Ordinal);
        Assert.Contains("+ decision(\"BTCUSDT\", {/kind: /long, /venue: /binance_usdm}", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_changes_nothing_says_so()
    {
        Assert.Contains("nothing would differ", Run("what-if", "--set", "max_spread_bps = 5.1", "--at", "1970-01-01T00:00:01.05Z").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_rules_are_tried_on_the_recorded_facts()
    {
        string eager = recorded.Folder.Write("eager.rules", Tape.Pack.Replace("Bid > 100.0", "Bid > 98.0", StringComparison.Ordinal));

        Answer answer = Run("what-if", "--rules", eager, "--at", "1970-01-01T00:00:01.05Z");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("+ decision(\"BTCUSDT\"", answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("mermaid")]
    [InlineData("html")]
    public void Every_explanation_has_every_form(string format)
    {
        string[][] calls = [["explain", "1"], ["explain", recorded.NonDecisionIds[0]], ["explain", "1", "--against", recorded.NonDecisionIds[0]], ["why", "quote(V, S, B, A, _, _)"], ["why-not", "BTCUSDT"], ["why-not", "--summary"], ["what-if", "--set", "max_spread_bps = 9.0"], ["what-if", "--set", "max_spread_bps = 9.0", "--from", "1"]];
        foreach (string[] call in calls)
        {
            Answer answer = Run([.. call, "--format", format]);

            Assert.True(answer.Code == ExitCode.Fine, string.Join(' ', call) + answer.Error);
            Assert.StartsWith(format switch { "json" => "{\"format\":\"cryptoscalp-", "mermaid" => "flowchart LR\n", "html" => "<!DOCTYPE html>", _ => "" }, answer.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_page_shows_the_prices_of_the_journal() => Assert.Contains("<svg", Run("explain", "1", "--format", "html").Out, StringComparison.Ordinal);

    [Fact]
    public void Fields_of_the_json_are_documented()
    {
        string document = File.ReadAllText(Checkout.PathOf("docs", "json.md"));
        SortedSet<string> printed = new(StringComparer.Ordinal);
        foreach (string[] call in new string[][] { ["why-not", "BTCUSDT"], ["why-not", "veto(\"BTCUSDT\", _)"], ["why-not", "--summary"], ["explain", "1", "--against", "2"], ["explain", "1", "--against", "3"], ["what-if", "--set", "max_spread_bps = 90.0", "--at", "1970-01-01T00:00:01.1Z"], ["what-if", "--set", "max_spread_bps = 90.0", "--from", "start"] })
        {
            using JsonDocument json = JsonDocument.Parse(Run([.. call, "--json"]).Out);
            Collect(json.RootElement, printed);
        }

        Assert.True(printed.Count > 40);
        Assert.DoesNotContain(printed, field => !document.Contains($"`{field}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Wrong_input_is_told_with_a_code_and_a_likely_name()
    {
        Run("what-if", "--set", "max_spred_bps = 8.0").FailsWith(ExitCode.WrongInput, "CSR6021", "max_spread_bps");
        Run("what-if", "--set", "max_spread_bps = 800.0").FailsWith(ExitCode.WrongInput, "CSR6022", "[0.1, 100.0]");
        Run("what-if", "--assert", "qoute(1)").FailsWith(ExitCode.WrongInput, "CSR6023", "quote");
        Run("why-not", "zzz(1)").FailsWith(ExitCode.WrongInput, "CSR2401");
        Run("why-not", "decision(1, 2, 3, 4)").FailsWith(ExitCode.WrongCall, "3 columns");
        Run("why-not", "quote(_, _, X, X, _, _)").FailsWith(ExitCode.WrongCall, "one column only");
        Run("why-not", "BTCUSDT", "--format", "pdf").FailsWith(ExitCode.WrongCall, "html");
        Run("why-not", "BTCUSDT", "--at", "tomorrow").FailsWith(ExitCode.WrongCall, "--at");
        Run("what-if").FailsWith(ExitCode.WrongCall, "--set");
        Run("what-if", "--set", "x").FailsWith(ExitCode.WrongCall, "param = value");
        Run("what-if", "--set", "x = 1", "--to", "2").FailsWith(ExitCode.WrongCall, "--from");
        Scalp.Run("why-not", "BTCUSDT", "--journal", recorded.Folder["nowhere"]).FailsWith(ExitCode.WrongInput, "CSR7106");
    }

    private static void Collect(JsonElement element, SortedSet<string> names)
    {
        foreach (JsonProperty property in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
        {
            names.Add(property.Name);
            Collect(property.Value, names);
        }

        foreach (JsonElement item in element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default)
        {
            Collect(item, names);
        }
    }

    private Answer Run(params string[] arguments) => Scalp.Run([.. arguments, "--journal", recorded.Journal]);
}
