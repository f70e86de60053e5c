using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Proofs of what a window gives: members on request, the strongest first, each with its moment; absences say what was looked for, and when.</summary>
public sealed class WindowProofTests
{
    private const string Rules = """
        Decl p(S, X) descr [extensional()] bound [/string, /number].
        #[id("sum")]
        sum(S, A) :- p(S, X) over [0s, 30ms] |> do fn:group_by(S), let A = fn:sum(X).
        #[id("calm")]
        calm(S) :- p(S, _), !<-[0ms, 5ms] p(S, 100).
        """;

    [Fact]
    public void The_strongest_events_are_listed_first_with_their_moments_and_all_are_counted()
    {
        DerivedNode node = Assert.IsType<DerivedNode>(Prove("sum", Value.Number(3 - 100 + 7), 2, out Proof proof));

        Assert.Equal(3, node.MemberCount);
        Assert.Equal(["happened at 20000000", "happened at 25000000"], node.Members.Select(m =>
            Assert.IsType<GivenNode>(proof.Graph[m.Premises.OfType<FactPremise>().Single().NodeId]).Origin));
        Assert.Contains("the 2 that contribute most; 1 not listed", ProofText.Render(proof, 100), StringComparison.Ordinal);
    }

    [Fact]
    public void No_members_are_listed_when_none_are_asked_for()
    {
        DerivedNode node = Assert.IsType<DerivedNode>(Prove("sum", Value.Number(3 - 100 + 7), 0, out _));

        Assert.Equal((3, 0), (node.MemberCount, node.Members.Length));
    }

    [Fact]
    public void Of_ten_thousand_events_ten_are_listed_and_all_when_asked_for()
    {
        Desk desk = new(Rules);
        IncrementalSession session = new(PlanCompiler.Compile(desk.Program), SessionLimits.Default);
        FactChange[] events = [.. Enumerable.Range(1, ProofOptions.MostMembers).Select(static i => FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(i))))];
        session.Commit(EventTime.FromMilliseconds(30), events);
        Fact sum = Assert.Single(session.FactsOf("sum"));

        Proof some = ProofBuilder.Explain(session, desk.Program, sum), all = ProofBuilder.Explain(session, desk.Program, sum, ProofOptions.Default.Listing(ProofOptions.MostMembers));

        Assert.Equal((11, 10, 10_000), (some.Graph.Nodes.Length, ((DerivedNode)some.Root).Members.Length, ((DerivedNode)some.Root).MemberCount));
        Assert.Equal((10_001, 10_000, 0), (all.Graph.Nodes.Length, ((DerivedNode)all.Root).Members.Length, all.Graph.CutCount));
        Assert.InRange(ProofText.Render(some).Length, 500, 2_000);
    }

    [Fact]
    public void An_absence_in_the_past_says_what_was_looked_for_and_when()
    {
        Prove("calm", null, 2, out Proof proof);

        Assert.Contains("from 25000000 to 30000000", Assert.Single(((DerivedNode)proof.Root).Premises.OfType<AbsencePremise>()).Pattern, StringComparison.Ordinal);
    }

    private static ProofNode Prove(string predicate, Value? value, int members, out Proof proof)
    {
        Desk desk = new(Rules);
        IncrementalSession session = new(PlanCompiler.Compile(desk.Program), SessionLimits.Default);
        foreach ((long ms, long x) in new[] { (-10L, 1_000L), (10L, 3L), (20L, -100L), (25L, 7L) })
        {
            session.Commit(EventTime.FromMilliseconds(ms), [FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(x)))]);
        }

        session.Commit(EventTime.FromMilliseconds(30), []);
        Fact fact = value is { } v ? new Fact(predicate, Value.String("T"), v) : new Fact(predicate, Value.String("T"));
        proof = ProofBuilder.Explain(session, desk.Program, fact, new ProofOptions { MaxMembers = members });
        return proof.Root;
    }
}
