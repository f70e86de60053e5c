namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>What the solver is asked, as SMT-LIB 2 text, equals the file in <c>Golden</c>. <c>SCALP_REWRITE=1</c> rewrites the files.</summary>
public sealed class GoldenScriptTests
{
    private const string Held = "Decl held(S, Q) descr [extensional(), key([S])] bound [/string, /number].\n";

    public static TheoryData<string, string> Promises() => new()
    {
        { "comparison", Held + "big(S, Q) :- held(S, Q), Q > 10. never n: big(_, Q), Q < 5." },
        { "negation", Held + "big(S) :- held(S, Q), Q > 10. small(S) :- held(S, _), !big(S). invariant n: small(S), held(S, Q) => Q <= 10." },
        { "quotient", "Decl q(S, B, A) descr [extensional(), key([S])] bound [/string, /dec8, /dec8]. cheap(S, R) :- q(S, B, A), A > 0, R = B / A, R > 2. never n: cheap(S, _), q(S, B, A), B < A." },
        { "parts", Held + "go(S) :- held(S, Q), Q > 10. go(S) :- held(S, Q), Q < 0. never n: go(S), held(S, 5)." },
        { "induction", "Decl e(X, Y) descr [extensional()] bound [/number, /number]. p(X, Y) :- e(X, Y), X < Y. p(X, Z) :- p(X, Y), e(Y, Z), Y < Z. invariant n: p(X, Y) => X < Y." },
    };

    [Theory]
    [MemberData(nameof(Promises))]
    public void The_script_is_the_golden_one_each_time(string name, string text)
    {
        VerifyOptions options = VerifyOptions.Default with { KeepScripts = true };
        Verdict verdict = Rules.Verify(text, "n", options);
        Rules.Proved(verdict);
        string golden = Checkout.PathOf("tests", "Verification.Tests", "Golden", name + ".smt2");
        if (Environment.GetEnvironmentVariable("SCALP_REWRITE") == "1")
        {
            File.WriteAllText(golden, verdict.Script);
        }

        Assert.Equal(File.ReadAllText(golden), verdict.Script);
        Assert.Equal(verdict.Script, Rules.Verify(text, "n", options).Script);
    }

    [Fact]
    public void Verdicts_of_many_promises_are_the_same_together_as_one_by_one()
    {
        Semantics.BoundProgram program = Rules.Pack("arbitrage");
        VerifyOptions options = VerifyOptions.Default with { KeepScripts = true };
        InvariantProver prover = new(program, options);

        IEnumerable<Verdict> together = prover.ProveAll(program.Invariants);

        Assert.Equal(program.Invariants.Select(prover.Prove).Select(static v => (v.Invariant.Name, v.Kind, v.Script)), together.Select(static v => (v.Invariant.Name, v.Kind, v.Script)));
    }
}
