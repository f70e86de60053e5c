namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Times and filters as a person types them, on a recorded run that begins at 1970-01-01T00:00:01Z.</summary>
public sealed class AskedTimeTests(ExplainTests.Recorded recorded) : IClassFixture<ExplainTests.Recorded>
{
    [Theory]
    [InlineData("1970-01-01T00:00:01.1Z")]
    [InlineData("0:00:01.1")]
    [InlineData("00:00:01.1Z")]
    [InlineData("100ms")]
    [InlineData("0.1s")]
    [InlineData("+0.1s")]
    public void Every_way_to_write_a_moment_gives_the_same_answer(string when)
    {
        Answer answer = Run("why-not", "BTCUSDT", "--at", when);

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("first cause: veto(\"BTCUSDT\", /wide_spread)", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_may_be_counted_from_the_end()
    {
        Answer answer = Run("what-if", "--set", "max_spread_bps = 100.0", "--from", "-3s");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("decisions as it was", answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("why-not", "BTCUSDT", "--at", "10:31")]
    [InlineData("why-not", "BTCUSDT", "--at", "-1h")]
    [InlineData("what-if", "--set", "max_spread_bps = 9.0", "--from", "1h")]
    public void A_short_time_outside_the_journal_says_from_when_to_when_it_goes(params string[] call) =>
        Run(call).FailsWith(ExitCode.WrongInput, "CSR7027", call[^1], "goes from 1970-01-01T00:00:01Z");

    [Fact]
    public void Seconds_since_1970_are_recognised() =>
        Run("why-not", "BTCUSDT", "--at", "2000000000000").FailsWith(ExitCode.WrongInput, "CSR7027", "2000000000000");

    [Theory]
    [InlineData("what-if", "--set", "max_spread_bps = 9.0", "--from", "3s", "--to", "2s")]
    [InlineData("decisions", "--from", "3s", "--to", "2s")]
    [InlineData("non-decisions", "--from", "1970-01-01T00:00:03Z", "--to", "1970-01-01T00:00:02Z")]
    public void A_span_that_ends_before_it_begins_is_refused(params string[] call) => Run(call).FailsWith(ExitCode.WrongCall, "--from", "is after --to");

    [Theory]
    [InlineData("decisions")]
    [InlineData("audit")]
    [InlineData("replay")]
    public void A_journal_may_be_named_either_way_and_not_twice(string command)
    {
        string journal = recorded.Folder["journal"];

        Answer bare = Scalp.Run(command, journal), named = Scalp.Run(command, "--journal", journal);

        Assert.Equal((ExitCode.Fine, ExitCode.Fine, bare.Lines[0]), (bare.Code, named.Code, named.Lines[0]));
        Scalp.Run(command, journal, "--journal", journal).FailsWith(ExitCode.WrongCall, "named twice");
    }

    [Fact]
    public void A_list_takes_short_times()
    {
        string[] all = Run("decisions").Lines;

        Assert.Equal(all.Take(1), Run("decisions", "--to", "250ms").Lines);
        Assert.Equal(all.Skip(1), Run("decisions", "--from", "00:00:01.25").Lines);
        Run("decisions", "--from", "noon").FailsWith(ExitCode.WrongCall, "--from", "10:31", "'noon'");
    }

    [Fact]
    public void A_filter_that_fits_nothing_names_what_is_there()
    {
        Assert.Contains("did you mean 'BTCUSDT'?", Run("non-decisions", "--symbol", "BTCUSD").Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'tape.long'?", Run("decisions", "--rule", "tape.lnog").Error, StringComparison.Ordinal);
        Assert.Contains("only BTCUSDT", Run("decisions", "--symbol", "X").Error, StringComparison.Ordinal);
        Assert.Empty(Run("decisions", "--symbol", "BTCUSDT", "--rule", "tape.long", "--from", "1h").Error);
    }

    private Answer Run(params string[] call) => Scalp.Run([.. call, "--journal", recorded.Folder["journal"]]);
}
