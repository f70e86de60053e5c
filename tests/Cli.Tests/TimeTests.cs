namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Time at the command line: timers between commits, late changes, proofs of the past, and what it costs.</summary>
public sealed class TimeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Timers_are_blocks_between_the_commits_at_their_due_times()
    {
        Run(
            """
            Decl quote(S, P) descr [extensional(), key([S]), ttl(2s)] bound [/string, /dec8].
            live(S) :- quote(S, _).
            steady(S) :- [-[0ms, 20ms] quote(S, _).
            """,
            """
            @10ms
            +quote("X", 1).
            commit.
            @25ms
            +quote("X", 2).
            commit.
            @3s
            +quote("X", 3).
            commit.
            """).Prints(
            """
            commit 1 @10000000
            +live("X").
            commit 2 @25000000
            timer @30000000
            +steady("X").
            timer @2025000000
            -live("X").
            -steady("X").
            commit 3 @3000000000
            +live("X").
            """);
    }

    [Fact]
    public void A_late_change_goes_to_late_and_now_does_not_go_back()
    {
        Run(
            """
            Decl quote(S, P) descr [extensional(), key([S]), lateness(1s)] bound [/string, /dec8].
            missed(C, P, R) :- late(C, P, R, _, _).
            last(S, P) :- quote(S, P).
            """,
            """
            @10s
            +quote("X", 1).
            commit.
            @9500ms
            +quote("X", 2).
            +quote("Y", 3).
            commit.
            @8s
            +quote("X", 4).
            -quote("Y").
            commit.
            """).Prints(
            """
            commit 1 @10000000000
            +last("X", 1.0).
            commit 2 @10000000000
            +last("Y", 3.0).
            commit 3 @10000000000
            +missed(/assert, "quote", ["X", 4.0]).
            +missed(/retract, "quote", ["Y"]).
            """);
    }

    [Fact]
    public void A_proof_says_when_the_past_happened()
    {
        string rules = _folder.Write("p.rules",
            """
            Decl trade(S, Q) descr [extensional()] bound [/string, /number].
            quiet(S) :- [-[0s, 0s] trade(S, _), !trade(S, 9) over [0s, 1s].
            volume(S, V) :- trade(S, Q) over [0s, 1s] |> do fn:group_by(S), let V = fn:sum(Q).
            trade("X", 2).
            """);

        Answer answer = Scalp.Run("eval", rules, "--proofs");

        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.Contains("has held since 0", answer.Out, StringComparison.Ordinal);
        Assert.Contains("happened at 0", answer.Out, StringComparison.Ordinal);
        Assert.Contains("from -1000000000 to 0", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Cost_shows_what_each_rule_keeps_and_counts_rows_at_a_rate()
    {
        string rules = _folder.Write("p.rules",
            """
            Decl trade(S, Q) descr [extensional()] bound [/string, /number].
            volume(S, V) :- trade(S, Q) over [0s, 30s] |> do fn:group_by(S), let V = fn:sum(Q).
            last(S, V) :- trade(S, Q) over rows 20 |> do fn:group_by(S), let V = fn:sum(Q).
            """);

        Answer answer = Scalp.Run("cost", rules, "--rate", "trade=200");

        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.Contains("rows kept: rate(trade) * 30s = 6000", answer.Out, StringComparison.Ordinal);
        Assert.Contains("rows kept: 20 * distinct (S) of trade", answer.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongCall, Scalp.Run("cost", rules, "--rate", "trad=200").Code);
    }

    private Answer Run(string rules, string script) =>
        Scalp.Run("eval", _folder.Write("p.rules", rules), "--script", _folder.Write("s.txt", script));
}
