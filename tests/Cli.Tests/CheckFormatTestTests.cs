using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp check</c>, <c>fmt</c> and <c>test</c>.</summary>
public sealed class CheckFormatTestTests : IDisposable
{
    private const string Fine = "edge(/a, /b).\n\n/// From here to there.\npath(X, Y) :- edge(X, Y).\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_without_findings_is_fine_and_summed_up()
    {
        Answer answer = Scalp.Run("check", _folder.Write("p.rules", Fine));

        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.StartsWith("1 file checked, no findings: 1 rules, 2 predicates", answer.Out, StringComparison.Ordinal);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void Errors_of_several_files_and_phases_are_all_reported_sorted_by_place()
    {
        _folder.Write("a.rules", "p(X) :- q(Y).\nq(1.\n");
        _folder.Write("b.rules", "r(X, Y) :- s(X).\ns(1).\nt(");

        Answer answer = Scalp.Run("check", _folder.Path);

        answer.FailsWith(ExitCode.WrongInput, "a.rules:1:", "a.rules:2:", "b.rules:1:", "b.rules:3:");
        int[] places = [.. new[] { "a.rules:1:", "a.rules:2:", "b.rules:1:", "b.rules:3:" }.Select(p => answer.Error.IndexOf(p, StringComparison.Ordinal))];
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_predicate_of_a_library_that_is_not_used_names_the_library()
    {
        Answer answer = Scalp.Run("check", _folder.Write("p.rules", "up(S) :- quote(_, S, Bid, _, _, _), Bid > 1.0.\nquoted(1).\n"));

        Assert.Contains("the library 'market' declares it: write 'Use market!' above the rules", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undeclared_predicate_is_a_warning_and_an_error_under_strict()
    {
        string program = _folder.Write("p.rules", "quoted(1).\np(X) :- qouted(X), quoted(X).\n");

        Answer lax = Scalp.Run("check", program), strict = Scalp.Run("check", program, "--strict");

        Assert.Equal(ExitCode.Fine, lax.Code);
        Assert.Contains("warning CSR", lax.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'quoted'?", lax.Error, StringComparison.Ordinal);
        strict.FailsWith(ExitCode.WrongInput, "error CSR", "qouted");
    }

    [Fact]
    public void Sarif_is_one_document_with_a_result_a_finding()
    {
        Answer answer = Scalp.Run("check", _folder.Write("p.rules", "p(X) :- q(Y).\nq(1).\n"), "--sarif");

        Assert.Equal(ExitCode.WrongInput, answer.Code);
        using JsonDocument sarif = JsonDocument.Parse(answer.Out);
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        JsonElement result = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.StartsWith("CSR25", result.GetProperty("ruleId").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void Fmt_check_names_the_file_and_changes_nothing_and_fmt_makes_it_canonical()
    {
        string program = _folder.Write("p.rules", "edge( /a,/b ) .\n# kept\npath(X,Y):-edge(X,Y).\n");
        string before = File.ReadAllText(program);

        Answer check = Scalp.Run("fmt", program, "--check");
        Assert.Equal(ExitCode.WrongInput, check.Code);
        Assert.Contains("p.rules", check.Out, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(program));

        Assert.Equal(ExitCode.Fine, Scalp.Run("fmt", program).Code);
        Assert.Contains("# kept", File.ReadAllText(program), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, Scalp.Run("fmt", program, "--check").Code);
        Assert.Equal([program], Directory.GetFiles(_folder.Path));
        Assert.Equal("path(/a, /b).\n", Scalp.Run("eval", program).Out);
    }

    [Fact]
    public void Fmt_leaves_a_faulty_file_alone_and_formats_the_others()
    {
        string faulty = _folder.Write("a.rules", "p( 1 ,");
        string good = _folder.Write("b.rules", "p( 1 ).\n");

        Scalp.Run("fmt", _folder.Path).FailsWith(ExitCode.WrongInput, "a.rules");

        Assert.Equal("p( 1 ,", File.ReadAllText(faulty));
        Assert.Equal("p(1).\n", File.ReadAllText(good));
    }

    [Fact]
    public void A_failing_test_answers_one_names_the_place_and_what_was_there()
    {
        string program = _folder.Write("p.rules", """
            Decl given(X) descr [extensional()] bound [/number].
            big(X) :- given(X), X > 3.
            never(X) :- given(X), X > 1000.
            test "four is big" { at 0ms given(4). expect big(4). }
            test "two is big" {
                at 0ms given(2). given(7).
                expect big(2).
            }
            """);

        Answer answer = Scalp.Run("test", program);

        Assert.Equal(ExitCode.WrongInput, answer.Code);
        Assert.Contains("FAILED  two is big", answer.Out, StringComparison.Ordinal);
        Assert.Contains("p.rules:7", answer.Out, StringComparison.Ordinal);
        Assert.Contains("there is big(7)", answer.Out, StringComparison.Ordinal);
        Assert.Contains("1 passed, 1 failed; rules covered 1 of 2", answer.Out, StringComparison.Ordinal);
        Assert.Contains("never#1", answer.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, Scalp.Run("test", program, "--filter", "four").Code);
    }

    [Fact]
    public void A_failed_expectation_quotes_what_was_expected_and_shows_what_was_there()
    {
        string program = _folder.Write("p.rules", """
            Decl given(S, Q) descr [extensional(), key([S])] bound [/string, /dec8].
            #[id("go")]
            propose(S, /long, Q) :- given(S, Q).
            test "size" { at 5ms given("A", 1). expect decision("A", /long, 2). }
            test "absence" { given("A", 1). expect no decision("A", /long, _). }
            test "reason" { given("A", 1). expect decision("A", /long, 1) because cap. }
            test "nothing bound" { given("A", 1). expect no propose(_, /long, _). }
            """);

        Answer answer = Scalp.Run("test", program);

        Assert.Contains("at 5ms: expected decision(\"A\", /long, 2), but it was not decided", answer.Out, StringComparison.Ordinal);
        Assert.Contains("expected no decision(\"A\", /long, _), but decision(\"A\", /long, 1.0) was decided", answer.Out, StringComparison.Ordinal);
        Assert.Contains("decision(\"A\", /long, 1), as expected, but not because cap", answer.Out, StringComparison.Ordinal);
        Assert.Contains("there is propose(\"A\", /long, 1.0)", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Lines, static l => l.Trim().Length == 0);
    }

    [Fact]
    public void Test_results_as_json_are_one_object_a_line()
    {
        string program = _folder.Write("p.rules", "big(X) :- given(X), X > 3.\ngiven(5).\ntest \"five\" { at 0ms expect big(5). }\ntest \"six\" { at 0ms expect big(6). }\n");

        Answer answer = Scalp.Run("test", program, "--json");

        Assert.Equal(ExitCode.WrongInput, answer.Code);
        JsonElement[] lines = [.. answer.Lines.Select(static l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal([true, false], lines[..2].Select(static l => l.GetProperty("passed").GetBoolean()));
        Assert.Equal(1, lines[2].GetProperty("failed").GetInt32());
    }

    [Fact]
    public void A_filter_that_fits_no_test_and_a_path_without_tests_are_wrong_input()
    {
        string program = _folder.Write("p.rules", "big(X) :- given(X), X > 3.\ngiven(5).\ntest \"five\" { at 0ms expect big(5). }\n");

        Scalp.Run("test", program, "--filter", "sixty").FailsWith(ExitCode.WrongInput, "no test", "sixty");
        Scalp.Run("test", _folder.Write("q.rules", Fine)).FailsWith(ExitCode.WrongInput, "no test", "q.rules");
    }
}
