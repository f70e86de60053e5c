namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Two versions of a predicate: the same rows for all facts, or facts on which the engine derives different ones.</summary>
public sealed class PredicateComparerTests
{
    private const string Held = "Decl held(S, Q) descr [extensional(), key([S])] bound [/string, /number].\n";
    private const string Edge = "Decl e(X, Y) descr [extensional()] bound [/number, /number].\n";

    [Theory]
    [InlineData("order of literals", Held + "p(S) :- held(S, Q), Q > 10.", Held + "p(S) :- 10 < Q, held(S, Q).")]
    [InlineData("integers have no gaps", Held + "p(S) :- held(S, Q), Q > 10.", Held + "p(S) :- held(S, Q), Q >= 11.")]
    [InlineData("one rule or two", Held + "p(S) :- held(S, Q), Q != 0.", Held + "p(S) :- held(S, Q), Q > 0. p(S) :- held(S, Q), Q < 0.")]
    [InlineData("a rule between", Held + "p(S) :- held(S, Q), Q > 10.", Held + "big(S, Q) :- held(S, Q), Q > 10. p(S) :- big(S, _).")]
    [InlineData("a negation and its opposite", Held + "big(S) :- held(S, Q), Q > 10. p(S) :- held(S, _), !big(S).", Held + "p(S) :- held(S, Q), Q <= 10.")]
    [InlineData("a param that became a number", Held + "param lim = 10 in [0, 20]. p(S) :- held(S, Q), Q > lim.", Held + "p(S) :- held(S, Q), Q > 10.")]
    [InlineData("a superfluous literal", Held + "p(S) :- held(S, Q), Q > 10, Q > 5.", Held + "p(S) :- held(S, Q), Q > 10.")]
    [InlineData("a window is seen alike", Held + "p(S) :- held(S, Q) over [0s, 5s], Q > 10.", Held + "p(S) :- held(S, Q) over [0s, 5s], Q >= 11.")]
    [InlineData("recursion in other words", Edge + "p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).", Edge + "p(A, C) :- e(B, C), p(A, B). p(A, B) :- e(A, B).")]
    [InlineData("recursion through another predicate", Edge + "p(X) :- e(X, _), X > 3. p(Y) :- q(Y). q(Y) :- p(X), e(X, Y).", Edge + "q(B) :- e(A, B), p(A). p(A) :- q(A). p(A) :- 3 < A, e(A, _).")]
    [InlineData("a group in other words", Held + "p(S, N) :- held(S, Q), Q > 1 |> do fn:group_by(S), let N = fn:sum(Q).", Held + "p(A, T) :- 1 < B, held(A, B) |> do fn:group_by(A), let T = fn:sum(B).")]
    [InlineData("a group over what is read in other words", Held + "big(S, Q) :- held(S, Q), Q > 1. p(N) :- big(_, Q) |> do fn:group_by(), let N = fn:sum(Q).", Held + "big(S, Q) :- held(S, Q), Q >= 2. p(N) :- big(_, Q) |> do fn:group_by(), let N = fn:sum(Q).")]
    [InlineData("a threshold with a memory", Held + "#[hysteresis(enter: 10, exit: 8)] p(S) :- held(S, Q), Q > 10.", Held + "#[hysteresis(enter: 10, exit: 8)] p(A) :- held(A, B), B > 10.")]
    [InlineData("facts of the text", "f(1). f(2). p(X) :- f(X), X > 1.", "f(1). f(2). p(2) :- f(1).")]
    public void The_same_rows_are_proved_for(string what, string before, string after)
    {
        PredicateComparison answer = Compare(before, after);

        Assert.True(answer.Relation == PredicateRelation.Equivalent, $"{what}: {answer.Relation} {string.Join(", ", answer.State?.Facts ?? [])} {string.Join("; ", answer.Reasons)}");
    }

    [Theory]
    [InlineData("a lower threshold", Held + "p(S) :- held(S, Q), Q > 10.", Held + "p(S) :- held(S, Q), Q > 9.", 0, 1)]
    [InlineData("a literal more", Held + "p(S) :- held(S, Q), Q > 10.", Held + "p(S) :- held(S, Q), Q > 10, held(_, 3).", 1, 0)]
    [InlineData("a param's value", Held + "param lim = 10 in [0, 20]. p(S) :- held(S, Q), Q > lim.", Held + "param lim = 12 in [0, 20]. p(S) :- held(S, Q), Q > lim.", 1, 0)]
    [InlineData("a fact of the text", "f(1). f(2). p(X) :- f(X).", "f(1). f(3). p(X) :- f(X).", 1, 1)]
    [InlineData("a group over fewer rows", Held + "p(S, N) :- held(S, Q), Q > 1 |> do fn:group_by(S), let N = fn:sum(Q).", Held + "p(S, N) :- held(S, Q), Q > 2 |> do fn:group_by(S), let N = fn:sum(Q).", 1, 0)]
    [InlineData("another column", Edge + "p(X) :- e(X, Y), X < Y.", Edge + "p(Y) :- e(X, Y), X < Y.", 1, 1)]
    [InlineData("one variable for two", Edge + "p(X, Y) :- e(X, Y).", Edge + "p(X, X) :- e(X, X).", 1, 0)]
    [InlineData("a step of recursion", Edge + "p(X, Y) :- e(X, Y).", Edge + "p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).", 0, 1)]
    public void Facts_on_which_they_differ_are_found_for(string what, string before, string after, int only, int more)
    {
        PredicateComparison answer = Compare(before, after);

        Assert.True(answer.Relation == PredicateRelation.Different, $"{what}: {answer.Relation} {string.Join("; ", answer.Reasons)}");
        Assert.True((answer.OnlyBefore.Length > 0) == (only > 0) && (answer.OnlyAfter.Length > 0) == (more > 0), $"{string.Join(", ", answer.OnlyBefore)} | {string.Join(", ", answer.OnlyAfter)}");
        Assert.DoesNotContain(answer.State!.Facts, static f => f.Predicate.Contains(' ', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Held + "p(S) :- held(S, _).", Held + "q(S) :- held(S, _).", "not a predicate of both")]
    [InlineData(Held + "p(S) :- held(S, _).", Held + "p(Q) :- held(_, Q).", "other types")]
    public void What_cannot_be_compared_is_open_with_a_reason(string before, string after, string reason)
    {
        PredicateComparison answer = Compare(before, after);

        Assert.Equal(PredicateRelation.Unknown, answer.Relation);
        Assert.Contains(reason, Assert.Single(answer.Reasons), StringComparison.Ordinal);
    }

    /// <summary>A shipped pack, one literal written the other way round: what does not read it is equal at once, the rest is asked about within bounds.</summary>
    [Fact]
    public void A_whole_pack_is_compared_by_what_changed_in_it()
    {
        string text = File.ReadAllText(Checkout.PathOf("rules", "scalping", "scalping.rules"));
        Semantics.BoundProgram before = Rules.Program(text), after = Rules.Program(text.Replace("Vol > scalp_max_vol.\n\n/// The venues", "scalp_max_vol < Vol.\n\n/// The venues", StringComparison.Ordinal));

        Assert.All(["propose", "cap", "scalp_lean"], name => Assert.True(PredicateComparer.IsSameByStructure(before, after, name), name));
        Assert.False(PredicateComparer.IsSameByStructure(before, after, "veto"));
        PredicateComparison answer = PredicateComparer.Compare(before, after, "veto", VerifyOptions.Default);
        Assert.Equal(PredicateRelation.Equivalent, answer.Relation);
        Assert.Empty(answer.Reasons);
    }

    [Fact]
    public void A_comparison_that_nobody_waits_for_stops() => Assert.Throws<OperationCanceledException>(
        static () => PredicateComparer.Compare(Rules.Program(Held + "p(S) :- held(S, Q), Q > 10."), Rules.Program(Held + "p(S) :- held(S, Q), Q >= 11."), "p", VerifyOptions.Default, new CancellationToken(canceled: true)));

    private static PredicateComparison Compare(string before, string after) => PredicateComparer.Compare(Rules.Program(before), Rules.Program(after), "p", VerifyOptions.Default);
}
