namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp lint</c>: what is found by reading, and on reference data.</summary>
public sealed class LintCommandTests(ExplainTests.Recorded recorded) : IClassFixture<ExplainTests.Recorded>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("arbitrage")]
    [InlineData("scalping")]
    [InlineData("restated")]
    [InlineData("founding")]
    [InlineData("lib")]
    public void A_shipped_pack_reads_without_a_word(string pack)
    {
        Answer answer = Scalp.Run("lint", Path.Combine(Checkout.Root, "rules", pack), "--no-proofs");

        Assert.Equal((ExitCode.Fine, ""), (answer.Code, answer.Error));
    }

    [Fact]
    public void A_misspelt_variable_is_shown_with_its_place()
    {
        string program = _folder.Write("p.rules", "Decl quote(Sym, Bid) descr [extensional()] bound [/string, /dec8].\nhigh(Sym) :- quote(Sym, Bid), quote(Sym, Bit), Bid > 1.");

        Scalp.Run("lint", program, "--no-proofs").FailsWith(ExitCode.WrongInput, "CSR2701", "p.rules:2:42", "'Bit'");
    }

    [Fact]
    public void A_rule_that_never_fires_and_one_that_always_does_are_told_on_facts_and_a_script()
    {
        string program = _folder.Write("p.rules", """
            Decl spread(Sym, Bps) descr [extensional(), key([Sym])] bound [/string, /float64].
            tight(Sym) :- spread(Sym, S), S < 50000.
            wide(Sym) :- spread(Sym, S), S > 7.
            broken(Sym) :- spread(Sym, S), S < 0.
            """);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "facts"));
        _folder.Write("facts/spread.csv", "A,1.5\n");
        string script = _folder.Write("s.txt", string.Concat(Enumerable.Range(0, 30).Select(static i => $"+spread(\"A\", {i % 10}.0).\ncommit.\n")));

        Answer answer = Scalp.Run("lint", program, "--no-proofs", "--data", Path.Combine(_folder.Path, "facts"), "--script", script);

        answer.FailsWith(ExitCode.WrongInput, "CSR6032", "'tight#1'", "31 cases");
        answer.FailsWith(ExitCode.WrongInput, "CSR6031", "'broken#1'", "31 transactions");
        Assert.DoesNotContain("wide", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_run_is_reference_data()
    {
        Answer answer = Scalp.Run("lint", recorded.Folder["tape.rules"], "--no-proofs", "--data", recorded.Journal);

        Assert.DoesNotContain("'tape.long'", answer.Error, StringComparison.Ordinal);
        string never = _folder.Write("never.rules", "Use market!\nhuge(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 1000000.");
        Scalp.Run("lint", never, "--no-proofs", "--data", recorded.Journal).FailsWith(ExitCode.WrongInput, "CSR6031", "'huge#1'");
    }

    [Fact]
    public void A_folder_without_facts_is_no_data()
    {
        string program = _folder.Write("p.rules", "Decl q(X) descr [extensional()] bound [/number].\np(X) :- q(X).");

        Scalp.Run("lint", program, "--no-proofs", "--data", _folder.Path).FailsWith(ExitCode.WrongCall, "neither a journal nor fact files");
    }
}
