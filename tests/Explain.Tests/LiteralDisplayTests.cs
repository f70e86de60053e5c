namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>How each sort of literal and transform looks in a proof.</summary>
public sealed class LiteralDisplayTests
{
    private const string Facts = "q(1). q(2). q(3). s({/kind: /arb, /x: 5}). l([1, 2]).\n";

    [Theory]
    [InlineData("p(X) :- q(X), q(X + 1), X > 1.", "q(2)|X + 1 = 3|q(3)|X > 1 2 > 1")]
    [InlineData("p(X) :- q(X), !q(X + 1).", "q(3)|X + 1 = 4|absent q(4)")]
    [InlineData("p(X) :- q(X), X = 3, !l([]).", "q(3)|X = 3 = 3|absent l([])")]
    [InlineData("p(K) :- s(S), :match_field(S, /kind, K).", "s({/kind: /arb, /x: 5})|:match_field(S, /kind, K) :match_field({/kind: /arb, /x: 5}, /kind, /arb)")]
    [InlineData("p(S) :- s(S), !:match_field(S, /y, _).", "s({/kind: /arb, /x: 5})|!:match_field(S, /y, _) !:match_field({/kind: /arb, /x: 5}, /y, _)")]
    [InlineData("p(X) :- l(L), :list:member(X, L), X * 2\n   // why\n   > 1 + 1.", "l([1, 2])|:list:member(X, L) :list:member(2, [1, 2])|X * 2 > 1 + 1 4 > 2")]
    [InlineData("p(X) :- q(X), q(Y), :lt(X, Y), X != 1.", "q(2)|q(3)|X < Y 2 < 3|X != 1 2 != 1")]
    [InlineData("p(Y) :- q(X), X > 2 |> let Y = X * 100.", "q(3)|X > 2 3 > 2|Y = X * 100 = 300")]
    [InlineData("p(N) :- q(X) |> do fn:group_by(), let N = fn:sum_if(X, X > 1).", "N = sum_if(X, X > 1) = 5|member|q(3)|member|q(2)|member|q(1)")]
    [InlineData(
        "p(T) :- q(X) |> let Y = 4 - X |> let Z = Y * 10 |> do fn:group_by(), let S = fn:sum(Z) |> let T = S + 1.",
        "S = sum(Z) = 60|T = S + 1 = 61|member|q(1)|Y = 4 - X = 3|Z = Y * 10 = 30|member|q(2)|Y = 4 - X = 2|Z = Y * 10 = 20|member|q(3)|Y = 4 - X = 1|Z = Y * 10 = 10")]
    public void A_literal_stands_with_its_values(string rule, string expected)
    {
        Desk desk = new(Facts + rule);
        Proof proof = desk.Prove(desk.One("p"));
        DerivedNode node = (DerivedNode)proof.Root;
        IEnumerable<string> members = node.Members.SelectMany(m => m.Premises.Select(p => Print(proof, p)).Prepend("member"));
        Assert.Equal(expected, string.Join('|', node.Premises.Select(p => Print(proof, p)).Concat(members)));
    }

    private static string Print(Proof proof, ProofPremise premise) => premise switch
    {
        FactPremise fact => proof.Graph[fact.NodeId].Fact,
        ConditionPremise condition => $"{condition.Text} {condition.Values}",
        AbsencePremise absence => $"absent {absence.Pattern}",
        AggregatePremise aggregate => $"{aggregate.Variable} = {aggregate.Text} = {aggregate.Value}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
