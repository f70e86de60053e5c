namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Transactions of <c>scalp eval --script</c>.</summary>
public sealed class EvalScriptTests : IDisposable
{
    private const string Quotes = """
        Decl quote(Venue, Symbol, Bid) descr [extensional(), key([Venue, Symbol])] bound [/name, /string, /dec8].
        Decl seen(Symbol) descr [extensional()] bound [/string].
        dear(V, S, B) :- quote(V, S, B), B > 100.
        known(S) :- seen(S).
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commits_count_from_one_and_have_a_header_even_when_nothing_changed()
    {
        Run("""
            +quote(/a, "X", 99.5).
            commit.
            +quote(/a, "X", 100.5).
            commit.
            commit.
            """).Prints("""
            commit 1 @0
            commit 2 @0
            +dear(/a, "X", 100.5).
            commit 3 @0
            """);
    }

    [Fact]
    public void Facts_of_the_program_are_commit_zero()
    {
        Run("+seen(\"Y\").\ncommit.\n", "seen(\"X\").").Prints("""
            commit 0 @0
            +known("X").
            commit 1 @0
            +known("Y").
            """);
    }

    [Fact]
    public void Facts_of_files_are_commit_zero()
    {
        _folder.Write("facts/seen.csv", "X\n");

        Run("+seen(\"Y\").\ncommit.\n", facts: _folder["facts"]).Prints("""
            commit 0 @0
            +known("X").
            commit 1 @0
            +known("Y").
            """);
    }

    [Fact]
    public void Event_time_counts_nanoseconds_unless_a_unit_is_given_and_stays()
    {
        Run("""
            @250ms
            commit.
            @1723161254000000000
            commit.
            commit.
            """).Prints("""
            commit 1 @250000000
            commit 2 @1723161254000000000
            commit 3 @1723161254000000000
            """);
    }

    [Fact]
    public void A_row_of_the_same_key_is_replaced_as_one_change()
    {
        Run("""
            +quote(/a, "X", 101).
            commit.
            +quote(/a, "X", 102).
            commit.
            +quote(/a, "X", 99).
            commit.
            """).Prints("""
            commit 1 @0
            +dear(/a, "X", 101.0).
            commit 2 @0
            +dear(/a, "X", 102.0).
            -dear(/a, "X", 101.0).
            commit 3 @0
            -dear(/a, "X", 102.0).
            """);
    }

    [Fact]
    public void A_keyed_row_is_retracted_by_its_key_alone_and_what_is_absent_changes_nothing()
    {
        Run("""
            +quote(/a, "X", 101).
            +quote(/b, "X", 103).
            commit.
            -quote(/a, "X").
            -quote(/c, "X").
            -seen("never").
            commit.
            """).Prints("""
            commit 1 @0
            +dear(/a, "X", 101.0).
            +dear(/b, "X", 103.0).
            commit 2 @0
            -dear(/a, "X", 101.0).
            """);
    }

    [Fact]
    public void The_last_change_on_a_key_wins_and_only_the_difference_shows()
    {
        Run("""
            +quote(/a, "X", 101).
            -quote(/a, "X").
            +quote(/a, "X", 105).
            commit.
            -quote(/a, "X").
            +quote(/a, "X", 105).
            commit.
            +seen("Y").
            -seen("Y").
            commit.
            """).Prints("""
            commit 1 @0
            +dear(/a, "X", 105.0).
            commit 2 @0
            commit 3 @0
            """);
    }

    [Fact]
    public void Time_that_goes_back_is_an_error_and_nothing_is_evaluated()
    {
        Answer answer = Run("+seen(\"X\").\ncommit.\n@5s\ncommit.\n@4s\ncommit.\n");

        answer.FailsWith(ExitCode.WrongInput, "CSR6006", "s.txt:5", "before");
        Assert.Empty(answer.Out);
    }

    [Theory]
    [InlineData("@99999999999999999999")]
    [InlineData("@9999999999999999h")]
    public void An_event_time_that_does_not_fit_is_an_error_with_its_line(string time)
    {
        Answer answer = Run($"+seen(\"X\").\ncommit.\n{time}\ncommit.\n");

        answer.FailsWith(ExitCode.WrongInput, "CSR6012", "s.txt:3", time);
        Assert.Empty(answer.Out);
    }

    [Fact]
    public void A_script_without_a_last_commit_is_committed_with_a_warning()
    {
        Answer answer = Run("+seen(\"X\").\n+seen(\"Y\").\n");

        answer.Prints("commit 1 @0\n+known(\"X\").\n+known(\"Y\").");
        Assert.Contains("CSR6007", answer.Error, StringComparison.Ordinal);
        Assert.Contains("2 change", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+quote(/a, \"X\").\ncommit.\n")]
    [InlineData("+quote(/a, \"X\", \"dear\").\ncommit.\n")]
    [InlineData("-quoted(/a, \"X\").\ncommit.\n")]
    [InlineData("+seen(X).\ncommit.\n")]
    [InlineData("+seen(\"X\"\ncommit.\n")]
    [InlineData("seen(\"X\").\ncommit.\n")]
    [InlineData("-quote(/a).\ncommit.\n")]
    [InlineData("@later\ncommit.\n")]
    public void A_faulty_change_is_an_error_at_its_line_and_nothing_is_evaluated(string script)
    {
        Answer answer = Run("+seen(\"good\").\ncommit.\n" + script);

        answer.FailsWith(ExitCode.WrongInput, "s.txt:3", "CSR");
        Assert.Empty(answer.Out);
    }

    [Fact]
    public void A_change_of_a_predicate_that_no_rule_reads_is_a_warning_with_a_suggestion()
    {
        Answer answer = Run("+seen(\"X\").\n+qoute(/a, \"X\", 101).\n+qoute(/b, \"X\", 101).\ncommit.\n");

        answer.Prints("commit 1 @0\n+known(\"X\").");
        Assert.Contains("s.txt:2:1: warning CSR6011", answer.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'quote'?", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s.txt:3", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_script_is_wrong_input()
    {
        string program = _folder.Write("p.rules", Quotes);

        Scalp.Run("eval", program, "--script", _folder["none.txt"]).FailsWith(ExitCode.WrongInput, "CSR6001", "none.txt", "there is no such file");
    }

    private Answer Run(string script, string more = "", string? facts = null)
    {
        string program = _folder.Write("p.rules", Quotes + "\n" + more);
        string file = _folder.Write("s.txt", script);
        return facts is null ? Scalp.Run("eval", program, "--script", file) : Scalp.Run("eval", program, "--script", file, "--facts", facts);
    }
}
