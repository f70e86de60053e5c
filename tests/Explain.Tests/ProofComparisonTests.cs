namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Two proofs side by side, value by value.</summary>
public sealed class ProofComparisonTests
{
    private const string Pack = """
        Decl tick(S, P, V) bound [/string, /number, /number].
        param floor = 10 in [0, 100].
        /// Loud enough.
        loud(S, V) :- tick(S, _, V), V > floor.
        total(S, N) :- tick(S, _, V) |> do fn:group_by(S), let N = fn:sum(V).
        hot(S, P, N) :- tick(S, P, _), loud(S, _), total(S, N).
        """;

    [Fact]
    public void The_same_rule_is_compared_value_by_value_and_level_by_level()
    {
        ProofComparison comparison = Compare("hot(\"A\", 1, 30)", "hot(\"B\", 2, 70)", """tick("A", 1, 30). tick("B", 2, 40). tick("B", 3, 30).""");

        RuleDifference root = comparison.Rules[0];
        Assert.Equal((0, "hot#1", null), (root.Depth, root.RuleId, root.OtherRuleId));
        Assert.Equal("S \"A\" \"B\"; P 1 2; N 30 70", string.Join("; ", root.Values.Select(static v => $"{v.Name} {v.First} {v.Second}")));
        Assert.All(root.Values, static v => Assert.Equal("value", v.Kind));
        RuleDifference sum = comparison.Rules.Single(static r => r.RuleId == "total#1");
        Assert.Contains(new ValueDifference("members", "members", "1", "2"), sum.Values);
        Assert.Contains(new ValueDifference("value", "N", "30", "70"), sum.Values);
        Assert.False(comparison.IsSame);
    }

    [Fact]
    public void A_proof_against_itself_says_the_same() =>
        Assert.True(Compare("hot(\"A\", 1, 30)", "hot(\"A\", 1, 30)", """tick("A", 1, 30).""").IsSame);

    [Theory]
    [InlineData("100", "100.22", "+0.22%")]
    [InlineData("-2", "-1", "+50%")]
    [InlineData("4", "1", "-75%")]
    [InlineData("0", "1", "")]
    [InlineData("/a", "/b", "")]
    [InlineData(null, "1", "")]
    public void A_change_of_a_number_is_told_in_per_cent(string? first, string? second, string shown) => Assert.Equal(shown, ComparisonLines.Change(first, second));

    private static ProofComparison Compare(string first, string second, string facts)
    {
        Desk desk = new(Pack + "\n" + facts);
        return ProofComparer.Compare(Side(desk, first), Side(desk, second));
    }

    private static ComparedCandidate Side(Desk desk, string fact)
    {
        Proof proof = desk.Prove(desk.One("hot", fact));
        return new ComparedCandidate { Id = proof.RootId, Text = fact, RuleId = "", Fate = "decided", At = proof.At, ProgramVersion = "", RootId = proof.RootId, Graph = proof.Graph };
    }
}
