namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>What is proved, refuted and left open, one part of the language at a time.</summary>
public sealed class VerdictTests
{
    private const string Held = "Decl held(S, Q) descr [extensional(), key([S])] bound [/string, /number].\n";
    private const string Money = "Decl quote(S, Bid, Ask) descr [extensional(), key([S])] bound [/string, /dec8, /dec8].\n";

    [Theory]
    [InlineData("a comparison follows", Held + "big(S, Q) :- held(S, Q), Q > 10. never n: big(_, Q), Q < 5.")]
    [InlineData("a key makes two rows one", Held + "never n: held(S, A), held(S, B), A != B.")]
    [InlineData("a negated literal excludes the row", Held + "free(S) :- held(S, _), !held(S, 5). never n: free(S), held(S, 5).")]
    [InlineData("a negated derived literal is unfolded", Held + "big(S) :- held(S, Q), Q > 10. small(S) :- held(S, _), !big(S). invariant n: small(S), held(S, Q) => Q <= 10.")]
    [InlineData("two rules cover both cases", Held + "side(S, /a) :- held(S, Q), Q > 0. side(S, /b) :- held(S, Q), Q < 0. invariant n: side(S, X), held(S, Q), X = /a => Q > 0.")]
    [InlineData("a conclusion may be derived", Held + "big(S) :- held(S, Q), Q > 10. invariant n: held(S, Q), Q > 20 => big(S).")]
    [InlineData("a structure's field is read", Held + "act(S, {/kind: /long, /size: Q}) :- held(S, Q), Q > 0. never n: act(_, A), :match_field(A, /size, Q), Q <= 0.")]
    [InlineData("a quotient is multiplied out exactly", Money + "cheap(S, R) :- quote(S, B, A), A > 0, R = B / A, R > 2. never n: cheap(S, _), quote(S, B, A), B < A.")]
    [InlineData("half a unit rounds to even", Money + "r(S, R) :- quote(S, B, _), B > 0.0, R = B / 2. invariant n: r(S, R), quote(S, 0.00000001, _) => R = 0.0.")]
    [InlineData("a product of a constant is rounded by half a unit", Money + "fee(S, F) :- quote(S, B, _), B >= 0, F = B * 0.001. invariant n: fee(S, F), quote(S, B, _), B >= 1 => F >= 0.001.")]
    [InlineData("the smaller of two is at most both", Money + "m(S, M) :- quote(S, B, A), M = min2(B, A). invariant n: m(S, M), quote(S, B, A) => M <= B, M <= A.")]
    [InlineData("the largest is at least each", Money + "top(M) :- quote(_, B, _) |> do fn:group_by(), let M = fn:max(B). invariant n: top(M), quote(_, B, _) => B <= M.")]
    [InlineData("the smallest is some row's", Money + "low(M) :- quote(_, B, _), B > 3 |> do fn:group_by(), let M = fn:min(B). never n: low(M), M <= 3.")]
    [InlineData("recursion within the bound that the question needs", "Decl e(X, Y) descr [extensional()] bound [/number, /number]. up(X, Y) :- e(X, Y), X < Y. never n: up(X, Y), X >= Y.")]
    [InlineData("a value beyond 64 bits makes the literal fail", Held + "more(S, R) :- held(S, Q), R = Q + 1. never n: more(S, R), R = -9223372036854775808.")]
    [InlineData("a param has its value", Held + "param lim = 5 in [0, 10]. ok(S) :- held(S, Q), Q <= lim. never n: ok(S), held(S, Q), Q > 5.")]
    [InlineData("a column stays within its range", "Decl s(S, V) descr [extensional(), range([V], [0, 10])] bound [/string, /dec8]. twice(S, W) :- s(S, V), W = V * 2. never n: twice(S, W), W > 20.")]
    [InlineData("rows keep a functional dependency", "Decl o(A, B, C) descr [extensional(), fundep([A], [C])] bound [/string, /number, /number]. c(A, C) :- o(A, _, C). never n: c(A, X), c(A, Y), X != Y.")]
    [InlineData("floats round by at most one part in 2^53", "Decl f(S, X) descr [extensional(), key([S])] bound [/string, /float64]. g(S, Y) :- f(S, X), X > 1.0, Y = X * 2.0. never n: g(_, Y), Y < 1.9.")]
    public void Proves_that(string what, string text) => Rules.Proved(Rules.Verify(text + $" // {what}", "n"));

    [Theory]
    [InlineData("a threshold that is too low", Held + "big(S, Q) :- held(S, Q), Q > 10. never n: big(_, Q), Q < 15.")]
    [InlineData("a missing guard", Held + "Decl halted(S) descr [extensional()] bound [/string]. go(S) :- held(S, _). never n: go(S), halted(S).")]
    [InlineData("a row without the one it needs", Held + "big(S) :- held(S, Q), Q > 10. invariant n: held(S, _) => big(S).")]
    [InlineData("a value that only the range reaches", Held + "param lim = 5 in [0, 10]. ok(S) :- held(S, Q), Q <= lim. never n: ok(S), held(S, Q), Q = 8.")]
    [InlineData("a quotient just above", Money + "cheap(S, R) :- quote(S, B, A), A > 0, R = B / A, R > 2. never n: cheap(_, R), R < 2.00000002.")]
    [InlineData("a nonlinear product", Money + "value(S, V) :- quote(S, B, A), B > 1, A > 1, V = B * A. never n: value(_, V), V > 6.0, V < 6.1.")]
    [InlineData("a count of two", Held + "n(N) :- held(_, _) |> do fn:group_by(), let N = fn:count(). never n: n(N), held(A, _), held(B, _), A != B, N >= 2.")]
    [InlineData("a sum of one member", Held + "t(T) :- held(_, Q) |> do fn:group_by(), let T = fn:sum(Q). never n: t(T), T = 7.")]
    [InlineData("a column at the end of its range", "Decl s(S, V) descr [extensional(), range([V], [0, 10])] bound [/string, /dec8]. twice(S, W) :- s(S, V), W = V * 2. never n: twice(S, W), W >= 20.")]
    [InlineData("what no functional dependency says", "Decl o(A, B, C) descr [extensional(), fundep([A], [C])] bound [/string, /number, /number]. never n: o(A, X, _), o(A, Y, _), X != Y.")]
    [InlineData("a path of two steps", "Decl e(X, Y) descr [extensional()] bound [/number, /number]. p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z). never n: p(1, 3), !e(1, 3).")]
    public void Refutes(string what, string text)
    {
        Verdict verdict = Rules.Verify(text + $" // {what}", "n", VerifyOptions.Default with { AnyParams = true });

        Rules.Refuted(verdict);
        Assert.NotEmpty(verdict.Counterexample!.State.Facts);
    }

    [Theory]
    [InlineData("a sum that is positive", "Decl fill(S, Q) descr [extensional()] bound [/string, /number]. total(S, T) :- fill(S, Q), Q > 0 |> do fn:group_by(S), let T = fn:sum(Q). invariant n: total(_, T) => T > 0.")]
    [InlineData("recursion without an end", "Decl e(X, Y) descr [extensional()] bound [/number, /number]. p(X, Y) :- e(X, Y), X < Y. p(X, Z) :- p(X, Y), e(Y, Z), Y < Z. never n: p(X, Y), X > Y, !e(X, Y), X = 1.")]
    public void Leaves_open_with_a_reason(string what, string text)
    {
        Verdict verdict = Rules.Verify(text + $" // {what}", "n", VerifyOptions.Default with { Limits = SolverLimits.Default with { Rounds = 20 } });

        Assert.True(verdict.Kind == VerdictKind.Unknown, Rules.Describe(verdict));
        Assert.Equal("CSR5002", VerificationDiagnostics.Of(verdict)!.Code);
        Assert.NotEmpty(verdict.Reasons);
    }

    private const string Edge = "Decl e(X, Y) descr [extensional()] bound [/number, /number].\n";

    [Theory]
    [InlineData("what a window's filter says", Held + "big(S, Q) :- held(S, Q) over [0s, 5s], Q > 10. never n: big(_, Q), Q < 5.")]
    [InlineData("the largest of a window", Held + "top(S, M) :- held(S, Q) over [0s, 5s], Q > 3 |> do fn:group_by(S), let M = fn:max(Q). never n: top(_, M), M <= 3.")]
    [InlineData("what held until now holds now", Held + "calm(S) :- [-[0ms, 20ms] held(S, Q), Q < 5. invariant n: calm(S) => held(S, _).")]
    [InlineData("a key with ttl", "Decl held(S, Q) descr [extensional(), key([S]), ttl(2s)] bound [/string, /number]. never n: held(S, A), held(S, B), A != B.")]
    [InlineData("both thresholds of a hysteresis", Held + "#[hysteresis(enter: 10, exit: 8)] big(S) :- held(S, Q), Q > 10. never n: big(S), held(S, 7).")]
    [InlineData("stored rows are any rows, behind a guard", Held + "assert seen(S) :- held(S, Q), Q > 10. ok(S) :- seen(S), held(S, Q), Q > 20. never n: ok(S), held(S, 5).")]
    [InlineData("a certainty lies between 0 and 1", "Decl s(S, C) descr [extensional()] bound [/string, /float64]. Decl up(S, C) descr [tag(/maxmin)] bound [/string, /float64]. up(S, C) :- s(S, C). never n: up(_, C), C > 1.0.")]
    [InlineData("now", "Decl e(S, T) descr [extensional(), key([S])] bound [/string, /time]. old(S) :- e(S, T), now - T > 5s. never n: old(S), e(S, T), T = now.")]
    [InlineData("recursion by induction", Edge + "p(X, Y) :- e(X, Y), X < Y. p(X, Z) :- p(X, Y), e(Y, Z), Y < Z. invariant n: p(X, Y) => X < Y.")]
    [InlineData("recursion in both premises by induction", Edge + "p(X, Y) :- e(X, Y), X > 3. p(X, Z) :- p(X, Y), p(Y, Z). never n: p(X, _), X <= 3.")]
    [InlineData("recursion through another predicate by induction", Edge + "p(X) :- e(X, _), X > 3. p(Y) :- q(Y). q(Y) :- p(X), e(X, Y), Y > X. never n: p(X), X < 3.")]
    public void Proves_of_what_depends_on_more_than_the_facts_of_now(string what, string text) => Rules.Proved(Rules.Verify(text + $" // {what}", "n"));

    [Theory]
    [InlineData("a window sees what has just come", Held + "big(S) :- held(S, Q) over [0s, 5s], Q > 10. never n: big(_).")]
    [InlineData("what has to have held is given before", Held + "calm(S) :- [-[0ms, 20ms] held(S, Q), Q < 5. never n: calm(_).")]
    [InlineData("a fact with ttl", "Decl held(S, Q) descr [extensional(), key([S]), ttl(2s)] bound [/string, /number]. never n: held(_, 5).")]
    [InlineData("the threshold of a hysteresis", Held + "#[hysteresis(enter: 10, exit: 8)] big(S) :- held(S, Q), Q > 10. never n: big(S), held(S, 11).")]
    [InlineData("a stored row", Held + "assert seen(S) :- held(S, Q), Q > 10. never n: seen(_).")]
    [InlineData("a certainty of one derivation", "Decl s(S, C) descr [extensional()] bound [/string, /float64]. Decl up(S, C) descr [tag(/maxmin)] bound [/string, /float64]. up(S, C) :- s(S, C), C > 0.2, C < 1.0. never n: up(\"a\", _).")]
    [InlineData("a recursion that breaks its promise below", Edge + "p(X, Y) :- e(X, Y), X < Y. p(X, Z) :- p(X, Y), e(Y, Z). invariant n: p(X, Y) => X < Y.")]
    public void Refutes_of_what_depends_on_more_than_the_facts_of_now(string what, string text) => Rules.Refuted(Rules.Verify(text + $" // {what}", "n"));

    [Theory]
    [InlineData("the weaker threshold needs a moment before", Held + "#[hysteresis(enter: 10, exit: 8)] big(S) :- held(S, Q), Q > 10. never n: big(S), held(S, 9).", "hysteresis")]
    [InlineData("a row that is gone from the facts needs a moment before", Held + "big(S) :- held(S, Q) over [0s, 5s], Q > 10. never n: big(S), held(S, 5).", "window")]
    public void Leaves_open_what_only_a_history_could_break(string what, string text, string reason)
    {
        Verdict verdict = Rules.Verify(text + $" // {what}", "n");

        Assert.True(verdict.Kind == VerdictKind.Unknown, Rules.Describe(verdict));
        Assert.Contains(verdict.Reasons, r => r.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_refuted_promise_is_CSR5001_with_its_facts()
    {
        Verdict verdict = Rules.Verify(Held + "never n: held(_, Q), Q < 0.");

        Assert.Equal("CSR5001", VerificationDiagnostics.Of(verdict)!.Code);
        Assert.Contains("  held(\"SYM01\", -1)", VerificationDiagnostics.Of(verdict)!.Notes);
    }
}
