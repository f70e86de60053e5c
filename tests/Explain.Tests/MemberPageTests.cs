using System.Text.Json;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Members of a group page by page: together they are the group, each once, the strongest first.</summary>
public sealed class MemberPageTests
{
    private const string Rules = """
        Decl p(S, X) descr [extensional()] bound [/string, /number].
        #[id("sum")]
        sum(S, A) :- p(S, X) |> do fn:group_by(S), let A = fn:sum(X).
        #[id("large")]
        large(S) :- sum(S, A), A > 10.
        #[id("plain")]
        plain(S) :- p(S, 1).
        """;

    private readonly Desk _desk = new(Rules);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(257)]
    public void Pages_one_after_the_other_are_the_whole_group_in_the_order_of_contributions(int size)
    {
        IncrementalSession session = WithMembers(257);
        DerivedNode whole = (DerivedNode)ProofBuilder.Explain(session, _desk.Program, TheOnly(session, "sum"), ProofOptions.Default.Listing(1_000)).Root;

        List<ProofMember> paged = [];
        for (int from = 1; from <= 257; from += size)
        {
            MemberPage page = MemberPages.Of(session, _desk.Program, TheOnly(session, "sum"), new MemberRange(from, size));
            Assert.Equal((257, from + page.Members.Length - 1), (page.Total, page.To));
            Assert.All(page.Members, m => Assert.All(m.Premises.OfType<FactPremise>(), f => Assert.True(page.Graph.Contains(f.NodeId))));
            paged.AddRange(page.Members);
        }

        Assert.Equal(whole.Members.Select(TextOf), paged.Select(TextOf));
        Assert.Equal(257, paged.Select(TextOf).Distinct().Count());
    }

    [Fact]
    public void A_page_stands_below_the_proof_which_keeps_its_id_and_its_strongest_members()
    {
        IncrementalSession session = WithMembers(3_120);
        Proof proof = ProofBuilder.Explain(session, _desk.Program, TheOnly(session, "sum"));
        Explanation told = Explanation.Of(proof, members: MemberPages.Of(session, _desk.Program, TheOnly(session, "sum"), new MemberRange(21, 20)));

        string text = told.ToText(140);
        Assert.StartsWith(Explanation.Of(proof).ToText(140).Split('\n')[0].TrimEnd()[..20], text, StringComparison.Ordinal);
        Assert.Matches(@"members 21 to 40 of 3,120 +of sum\(""T"", [0-9]+\), those that contribute most first; the next from 41", text);
        Assert.Contains("member 40", text, StringComparison.Ordinal);
        Assert.DoesNotContain("member 41", text, StringComparison.Ordinal);
        Assert.Contains("members 21 to 40 of 3,120", told.ToHtml(), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(told.ToJson());
        JsonElement page = json.RootElement.GetProperty("page");
        Assert.Equal((21, 40, 3_120, 20), (page.GetProperty("from").GetInt32(), page.GetProperty("to").GetInt32(), page.GetProperty("total").GetInt32(), page.GetProperty("members").GetArrayLength()));
        Assert.Equal(proof.RootId, json.RootElement.GetProperty("root").GetString());
        Assert.Equal(proof.RootId, ProofJson.Parse(told.ToJson()).RootId);
    }

    [Fact]
    public void The_nearest_group_below_the_fact_is_paged_and_named()
    {
        IncrementalSession session = WithMembers(12);

        MemberPage page = MemberPages.Of(session, _desk.Program, TheOnly(session, "large"), new MemberRange(12, 5));

        Assert.Equal(TheOnly(session, "sum").ToString(), page.Fact);
        Assert.Matches(@"member 12 of 12 +of sum\(""T"", 78\)\n", Text(session, "large", page));
    }

    [Fact]
    public void Beyond_the_end_and_without_a_group_the_answer_says_so()
    {
        IncrementalSession session = WithMembers(12);

        Assert.Contains("no members from 13 on: there are 12", Text(session, "sum", Page("sum", 13)), StringComparison.Ordinal);
        Assert.Contains("no members from 2,000,000,000 on: there are 12", Text(session, "sum", Page("sum", 2_000_000_000)), StringComparison.Ordinal);
        Assert.Contains("no members: this proof rests on no group", Text(session, "plain", Page("plain", 1)), StringComparison.Ordinal);

        MemberPage Page(string predicate, int from) => MemberPages.Of(session, _desk.Program, TheOnly(session, predicate), new MemberRange(from, 10));
    }

    private string Text(IncrementalSession session, string predicate, MemberPage page) =>
        Explanation.Of(ProofBuilder.Explain(session, _desk.Program, TheOnly(session, predicate)), members: page).ToText(140);

    private static Fact TheOnly(IncrementalSession session, string predicate) => Assert.Single(session.FactsOf(predicate));

    private static string TextOf(ProofMember member) => string.Join("; ", member.Premises);

    private IncrementalSession WithMembers(int count)
    {
        IncrementalSession session = new(PlanCompiler.Compile(_desk.Program), SessionLimits.Default);
        session.Commit(EventTime.FromMilliseconds(1), [.. Enumerable.Range(1, count).Select(static i => FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(i))))]);
        return session;
    }
}
