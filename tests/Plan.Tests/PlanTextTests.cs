using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Plan.Tests;

/// <summary>Reading a plan: every operator is printed with the place it came from.</summary>
public sealed class PlanTextTests
{
    [Theory]
    [InlineData("p(X) :- q(X, Y), Y > 3.", "test Y > 3  @1:18")]
    [InlineData("p(X) :- q(X, Y), !q(Y, X).", "absent q(Y, X)  @1:18")]
    [InlineData("p(Z) :- q(X, Y), Z = X + Y.", "let Z = plus(X, Y)  @1:18")]
    [InlineData("p(X) :- q(X, _), !q(_, X).", "absent q(_, X) by [1]  @1:18")]
    [InlineData("p(X) :- q(X, Y), q(Y, Z), q(Z, Z).", "probe [0] of q(Y, Z)  @1:18")]
    [InlineData("p(X) :- q(X, Y), q(Y, X).", "look up q(Y, X)  @1:18")]
    [InlineData("p(X, Z) :- q(X, _), q(Z, _).", "scan q(Z, _")]
    [InlineData("p(X) :- :list:member(X, [1, 2]), q(X, X).", "solve :list:member([1, 2])")]
    [InlineData("p(X, N) :- q(X, _) |> do fn:group_by(X), let N = fn:count().", "group by X: members again from")]
    [InlineData("p(X) :- q(X, _), !r(X, _).\nr(X, X) :- q(X, _).", "when a denial by r(X, _) changes  @1:18")]
    public void An_operator_says_what_it_does_and_where_it_stands(string rules, string line) => Assert.Contains(line, Print(rules), StringComparison.Ordinal);

    [Fact]
    public void A_layer_says_how_it_is_kept_and_what_makes_it_start_anew()
    {
        string text = Print("param k = 1 in [0, 5].\np(X) :- q(X, k).\nr(X, T) :- p(X), T = now.\ns(X) :- q(X, _).\ns(X) :- s(Y), q(Y, X).");
        Assert.Contains("p (counting derivations; anew when parameters change)", text, StringComparison.Ordinal);
        Assert.Contains("r (counting derivations; anew when time change)", text, StringComparison.Ordinal);
        Assert.Contains("s (recursive, as a set)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relation_says_what_its_cells_hold_and_by_which_columns_its_rows_are_found()
    {
        string text = Print("Decl row(A, B, C, D, E, F) descr [extensional(), key([A])] bound [/string, /number, /float64, /dec8, /time, /duration].\np(A) :- row(A, B, _, _, _, _), row(_, B, _, _, _, _).");
        Assert.Contains("relation row/6 cells [interned, number, float64, dec8, time, duration] key [0] index [0] [1]\n", text, StringComparison.Ordinal);
        Assert.Contains("relation p/1 cells [interned]\n", text, StringComparison.Ordinal);
    }

    private static string Print(string rules) =>
        PlanText.Format(PlanCompiler.Compile(RuleBinder.Bind([SyntaxTree.Parse("p.rules", rules + "\nq(1, 2).")], BindOptions.Default).Program!));
}
