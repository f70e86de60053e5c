using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>What <c>scalp eval</c> prints, to the character: scripts rely on it.</summary>
public sealed class EvalOutputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Derived_facts_are_printed_one_a_line_with_a_full_stop()
    {
        string program = _folder.Write("p.rules", """
            edge(/a, 3, 1.5). edge(/b, 4, 2.0).
            path(X, N, W) :- edge(X, N, W).
            """);

        Scalp.Run("eval", program).Prints("""
            path(/a, 3, 1.5).
            path(/b, 4, 2.0).
            """);
    }

    [Fact]
    public void Lines_are_sorted_by_code_point_of_their_text_not_by_value_or_culture()
    {
        string program = _folder.Write("p.rules", """
            given(10). given(9). given(-1).
            word("a"). word("B"). word("é"). word("z"). word("\u{01F600}"). word("\u{FF5E}").
            number(N) :- given(N).
            text(W) :- word(W).
            """);

        Scalp.Run("eval", program).Prints("number(-1).\nnumber(10).\nnumber(9).\ntext(\"B\").\ntext(\"a\").\ntext(\"z\").\ntext(\"é\").\ntext(\"\uFF5E\").\ntext(\"\U0001F600\").");
    }

    [Fact]
    public void Given_facts_are_not_derived_and_not_printed()
    {
        string program = _folder.Write("p.rules", "given(1).\nderived(X) :- given(X).");

        Scalp.Run("eval", program).Prints("derived(1).");
    }

    [Fact]
    public void A_query_of_one_literal_prints_facts_also_given_ones()
    {
        string program = _folder.Write("p.rules", "edge(/a, 1). edge(/b, 2).\nend(X) :- edge(X, 2).");

        Scalp.Run("eval", program, "--query", "edge(/b, X)").Prints("edge(/b, 2).");
        Scalp.Run("eval", program, "--query", "edge(_, _)").Prints("edge(/a, 1).\nedge(/b, 2).");
        Scalp.Run("eval", program, "--query", "edge(/c, _)").Prints("");
    }

    [Fact]
    public void A_query_of_several_literals_prints_the_bindings_of_its_named_variables()
    {
        string program = _folder.Write("p.rules", "edge(/a, 1). edge(/b, 2). edge(/c, 3).");

        Scalp.Run("eval", program, "--query", "edge(X, N), N > 1").Prints("X = /b, N = 2\nX = /c, N = 3");
        Scalp.Run("eval", program, "--query", "edge(_, N), N > 5").Prints("");
        Scalp.Run("eval", program, "--query", "edge(/a, 1), 2 > 1").Prints("yes");
    }

    [Fact]
    public void A_faulty_query_is_wrong_input_and_nothing_is_printed()
    {
        string program = _folder.Write("p.rules", "edge(/a, 1).");

        Answer unknown = Scalp.Run("eval", program, "--query", "edgy(X, N)");
        unknown.FailsWith(ExitCode.WrongInput, "--query", "edgy");
        Assert.Empty(unknown.Out);
        Scalp.Run("eval", program, "--query", "edge(X").FailsWith(ExitCode.WrongInput, "--query:1:", "CSR1");
    }

    [Fact]
    public void Json_prints_one_object_a_line()
    {
        string program = _folder.Write("p.rules", "given(/a, \"x \\\"y\\\"\"). derived(X, Y) :- given(X, Y).");

        Answer answer = Scalp.Run("eval", program, "--json");

        string line = Assert.Single(answer.Lines);
        using JsonDocument json = JsonDocument.Parse(line);
        Assert.Equal("derived", json.RootElement.GetProperty("predicate").GetString());
        Assert.Equal("derived(/a, \"x \\\"y\\\"\")", json.RootElement.GetProperty("fact").GetString());
        Assert.Equal(["/a", "\"x \\\"y\\\"\""], json.RootElement.GetProperty("arguments").EnumerateArray().Select(static a => a.GetString()));
    }

    [Fact]
    public void Json_holds_for_diagnostics_changes_and_bindings_too()
    {
        string program = _folder.Write("p.rules", "Decl given(X) descr [extensional()] bound [/number].\nderived(X) :- given(X), missing(X).");
        string script = _folder.Write("s.txt", "+given(1).\ncommit.\n");

        foreach (Answer answer in new[] { Scalp.Run("eval", program, "--script", script, "--json"), Scalp.Run("eval", program, "--query", "given(X), X > 0", "--json"), Scalp.Run("check", program, "--strict", "--json") })
        {
            Assert.NotEmpty(answer.Lines);
            Assert.All(answer.Lines, static line => JsonDocument.Parse(line).Dispose());
        }
    }

    [Fact]
    public void Proofs_stand_under_their_facts_and_name_rule_and_premises()
    {
        string program = _folder.Write("p.rules", "edge(/a, /b). edge(/b, /c).\npath(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).");

        Answer answer = Scalp.Run("eval", program, "--query", "path(/a, /c)", "--proofs");

        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.StartsWith("path(/a, /c).\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("edge(/a, /b)", answer.Out, StringComparison.Ordinal);
        Assert.Contains("edge(/b, /c)", answer.Out, StringComparison.Ordinal);
        Assert.Contains("p.rules:3", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_literal_that_fails_on_a_value_is_noted_with_its_rule_and_never_throws()
    {
        string program = _folder.Write("p.rules", "given(0). given(2).\nhalf(X, Y) :- given(X), Y = div(10, X).");

        Answer answer = Scalp.Run("eval", program);

        answer.Prints("half(2, 5).");
        Assert.Contains("note: 1 failed literal", answer.Error, StringComparison.Ordinal);
        Assert.Contains("p.rules:2", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Out_writes_relations_that_read_back_as_facts()
    {
        string program = _folder.Write("p.rules", """
            given(/a, 1, 1.5, "text, with \"quotes\" and ümlaut"). given(/b, -2, 0.1, " spaces ").
            copy(A, B, C, D) :- given(A, B, C, D).
            none(A) :- given(A, 99, _, _).
            """);
        string reader = _folder.Write("r.rules", """
            Decl copy(A, B, C, D) descr [extensional()] bound [/name, /number, /float64, /string].
            Decl none(A) descr [extensional()] bound [/name].
            copy2(A, B, C, D) :- copy(A, B, C, D).
            none2(A) :- none(A).
            """);

        Scalp.Run("eval", program, "--out", _folder["out"]).Prints("");
        string direct = Scalp.Run("eval", program).Out.Replace("copy(", "copy2(", StringComparison.Ordinal);

        Assert.Equal(["copy.facts", "none.facts"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Scalp.Run("eval", reader, "--facts", _folder["out"]).Prints(direct.TrimEnd('\n'));
    }

    [Fact]
    public void A_fact_without_columns_is_written_and_read_back()
    {
        string program = _folder.Write("p.rules", "given(1).\nalarm() :- given(1).\nquiet() :- given(2).");
        string reader = _folder.Write("r.rules", "loud() :- alarm(), !quiet().");

        Scalp.Run("eval", program, "--out", _folder["out"]).Prints("");
        Answer answer = Scalp.Run("eval", reader, "--facts", _folder["out"]);

        answer.Prints("loud().");
        Assert.Empty(answer.Error);
    }

    [Theory]
    [InlineData("a\\tb")]
    [InlineData("a\\nb")]
    [InlineData("a\\u{00000D}b")]
    [InlineData("")]
    public void A_text_that_a_fact_file_cannot_hold_is_refused_before_anything_is_written(string text)
    {
        string program = _folder.Write("p.rules", $"given(\"{text}\").\na_first(1) :- given(_).\nderived(X) :- given(X).");

        Scalp.Run("eval", program, "--out", _folder["out"]).FailsWith(ExitCode.Failed, "derived", "tab or a line break", "nothing was written");
        Assert.False(Directory.Exists(_folder["out"]) && Directory.EnumerateFileSystemEntries(_folder["out"]).Any());
    }

    [Fact]
    public void A_breached_budget_fails_says_why_and_prints_no_result()
    {
        string program = _folder.Write("p.rules", "n(0).\nn(Y) :- n(X), Y = X + 1.");

        Answer answer = Scalp.Run("eval", program, "--budget", "50");

        answer.FailsWith(ExitCode.Failed, "created more than 50 facts", "--budget");
        Assert.Empty(answer.Out);
    }

    [Theory]
    [InlineData("incremental")]
    [InlineData("reference")]
    public void A_broken_promise_is_told_with_its_code_its_rows_and_its_place_and_nothing_of_the_transaction_stays(string engine)
    {
        string program = _folder.Write("fees.rules", "Decl venue(V) descr [extensional()] bound [/name].\nDecl fee(V, F) descr [extensional(), fundep([V], [F])] bound [/name, /number] inclusion [venue(V)].\npays(V) :- fee(V, _).");
        string script = _folder.Write("s.txt", "+fee(/a, 1).\n+venue(/a).\ncommit.\n+venue(/b).\n+fee(/b, 1).\n+fee(/b, 2).\ncommit.\n+fee(/b, 3).\ncommit.\n");

        Answer answer = Scalp.Run("eval", program, "--script", script, "--engine", engine);

        answer.Prints("commit 1 @0\n+pays(/a).\ncommit 2 @0\ncommit 3 @0", ExitCode.Failed);
        Assert.Equal(
            $"scalp: commit 2 was rolled back: CSR4011: fee(/b, 1) and fee(/b, 2) cannot both hold: 'fee' promises fundep([V], [F]) ({program}:2)\n"
            + $"scalp: commit 3 was rolled back: CSR4012: fee(/b, 3) holds and venue(/b) does not: 'fee' promises inclusion [venue(V)] ({program}:2)",
            answer.Error.Trim());
    }

    [Fact]
    public void A_transaction_over_budget_is_rolled_back_and_the_next_one_starts_from_the_old_state()
    {
        string program = _folder.Write("p.rules", "Decl start(X) descr [extensional()] bound [/number].\nDecl stop(X) descr [extensional()] bound [/number].\nn(X) :- start(X).\nn(Y) :- n(X), stop(S), X < S, Y = X + 1.");
        string script = _folder.Write("s.txt", "+start(0).\n+stop(3).\ncommit.\n+stop(1000).\ncommit.\n-start(0).\ncommit.\n");

        Answer answer = Scalp.Run("eval", program, "--script", script, "--budget", "10");

        answer.FailsWith(ExitCode.Failed, "commit 2 was rolled back");
        answer.Prints("commit 1 @0\n+n(0).\n+n(1).\n+n(2).\n+n(3).\ncommit 2 @0\ncommit 3 @0\n-n(0).\n-n(1).\n-n(2).\n-n(3).", ExitCode.Failed);
    }
}
