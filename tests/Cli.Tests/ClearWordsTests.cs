namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>What a person reads who asks for something that is not there, or asks in another way than is understood.</summary>
public sealed class ClearWordsTests(ExplainTests.Recorded recorded) : IClassFixture<ExplainTests.Recorded>
{
    [Fact]
    public void Nothing_at_all_is_answered_with_where_to_begin() => Scalp.Run().FailsWith(ExitCode.WrongCall, "scalp demo", "scalp --help");

    [Theory]
    [InlineData("999", "its last run has 24 decisions")]
    [InlineData("ffffffffffff", "lists them")]
    [InlineData("BTCUSDT", "--symbol BTCUSDT", "scalp why-not BTCUSDT")]
    public void A_decision_that_is_not_there_comes_with_what_is(string id, params string[] words)
    {
        Ask("explain", id).FailsWith(ExitCode.WrongInput, ["no decision", id, .. words]);
        Ask("what-would", id).FailsWith(ExitCode.WrongInput, ["no decision", id, .. words]);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("#5")]
    [InlineData("BTCUSDT")]
    public void Why_of_what_is_no_fact_names_the_command_that_was_meant(string what) => Ask("why", what).FailsWith(ExitCode.WrongCall, $"scalp explain {what}", "scalp why-not");

    [Fact]
    public void Why_of_a_decision_names_the_command_that_proves_it() => Ask("why", "decision(\"BTCUSDT\", A, Q)").FailsWith(ExitCode.WrongInput, "CSR2201", "scalp explain ID");

    [Fact]
    public void Taking_away_a_row_that_is_not_there_is_said()
    {
        Answer answer = Ask("what-if", "--retract", "feed(/binance_usdm,\"BTCUSD\")"), there = Ask("what-if", "--retract", "feed(/binance_usdm,\"BTCUSDT\")");

        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.Contains("CSR6025", answer.Error, StringComparison.Ordinal);
        Assert.Contains("feed(/binance_usdm, \"BTCUSD\")", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("CSR6025", there.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_in_which_no_run_has_begun_says_so()
    {
        using TempFolder folder = new();
        folder.Write("journal-000001.log", "");
        string journal = folder.Path;

        Scalp.Run("why-not", "BTCUSDT", "--journal", journal).FailsWith(ExitCode.WrongInput, "CSR7107", "no run has begun");
        Scalp.Run("why", "quote(V, S, B, A, _, _)", "--journal", journal).FailsWith(ExitCode.WrongInput, "CSR7107", "no run has begun");
        Scalp.Run("what-if", "--set", "x = 1", "--journal", journal).FailsWith(ExitCode.WrongInput, "CSR7107", "no run has begun");
        Assert.Contains("nothing was there to check", Scalp.Run("audit", journal).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_tells_that_the_journal_ends_within_a_record()
    {
        using TempFolder folder = new();
        string source = Directory.GetFiles(recorded.Journal, "journal-*.log").Order(StringComparer.Ordinal).Last(), copy = folder["journal-000001.log"];
        byte[] whole = File.ReadAllBytes(source);
        File.WriteAllBytes(copy, whole[..^5]);

        Answer cut = Scalp.Run("audit", folder.Path);

        Assert.True(cut.Code == ExitCode.Fine, cut.Out + cut.Error);
        Assert.Contains("bytes are an unfinished record", cut.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("unfinished", Scalp.Run("audit", recorded.Journal).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_begins_with_the_counts_of_each_rule()
    {
        string[] lines = Ask("what-if", "--set", "max_spread_bps = 100.0", "--from", "start").Lines;

        int counts = Array.FindIndex(lines, static l => l.Contains("decisions as it was", StringComparison.Ordinal));
        Assert.StartsWith("  rule exit.stop_long: 12 -> ", lines[counts + 1], StringComparison.Ordinal);
        Assert.StartsWith("  rule tape.long: 12 -> ", lines[counts + 2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_symbol_is_answered_in_three_lines()
    {
        Answer answer = Ask("why-not", "btcusdt");

        Assert.Equal(3, answer.Lines.Length);
        Assert.Contains("did you mean \"BTCUSDT\"?", answer.Out, StringComparison.Ordinal);
    }

    private Answer Ask(params string[] call) => Scalp.Run([.. call, "--journal", recorded.Journal]);
}
