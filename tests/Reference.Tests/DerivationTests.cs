using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using static CryptoScalp.Rules.Reference.Tests.ProgramBuilder;

namespace CryptoScalp.Rules.Reference.Tests;

public sealed class DerivationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_derivation_of_every_fact_is_accepted_by_the_checker_and_is_well_founded(int seed)
    {
        ProgramBuilder b = EveryKindOfLiteral(new Random(seed));
        BoundProgram program = b.Build();
        ReferenceSession session = new(program, new());
        DerivationChecker checker = new(program, session, [Value.Number(1)]);
        int checkedCount = 0;
        foreach (BoundPredicate predicate in program.Predicates.Where(static p => p.IsDerived))
        {
            List<Derivation> all = [.. session.AllDerivationsOf(predicate.Name)];
            all.ForEach(checker.Check);
            checkedCount += all.Count;
            foreach (Fact fact in session.FactsOf(predicate.Name).Where(f => !session.IsGiven(f)))
            {
                Derivation lowest = session.DerivationOf(fact)!;
                checker.Check(lowest);
                List<Derivation> same = [.. all.Where(d => d.Conclusion.Equals(fact))];
                Assert.Equal(same.Min(static d => d.Height), lowest.Height);
                Assert.Equal(same.Where(d => d.Height == lowest.Height).Min(static d => d.RuleIndex), lowest.RuleIndex);
                Assert.All(lowest.Premises.Concat(lowest.Members.SelectMany(static m => m.Premises)), premise => Assert.True(checker.HeightOf(premise) < lowest.Height));
            }
        }

        Assert.True(checkedCount > 100, $"only {checkedCount} derivations");
    }

    [Fact]
    public void Of_two_derivations_of_one_height_the_one_of_the_earlier_rule_wins_then_the_smaller_premises()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["X"], [b.Atom("q", "X", "_")])
            .Rule("r", ["X"], [b.Atom("p", "X")])
            .Given("p", 1).Given("q", 1, 9).Given("q", 1, 4).Stratum("r");

        Derivation found = b.Start().DerivationOf(Fact("r", 1))!;

        Assert.Equal(0, found.RuleIndex);
        Assert.Equal("q(1, 4)", Assert.Single(found.Premises).ToString());
        Assert.Equal(1, found.Height);
        Assert.Equal([Value.Number(1), Value.Number(4)], found.Bindings.Select(static v => v!.Value));
    }

    [Fact]
    public void A_given_fact_has_no_lowest_derivation_but_is_listed_when_a_rule_also_gives_it()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["X"], [b.Atom("p", "X")]).Given("p", 1).Given("r", 1).Stratum("r");
        ReferenceSession session = b.Start();

        Assert.Null(session.DerivationOf(Fact("r", 1)));
        Assert.Single(session.AllDerivationsOf("r"));
        Assert.Null(session.DerivationOf(Fact("r", 2)));
        Assert.Empty(session.AllDerivationsOf("nothing"));
    }

    [Fact]
    public void A_group_is_as_high_as_its_highest_member_and_lists_its_members_by_their_premises()
    {
        ProgramBuilder b = Workloads.Closure(Workloads.Chain(5));
        b.Rule("reach", ["X", "N"], [b.Atom("path", "X", "Y")], GroupBy(["X"], ("N", "count", []))).Stratum("reach");
        ReferenceSession session = b.Start();

        Derivation found = session.DerivationOf(Fact("reach", 0, 4))!;

        Assert.Equal(5, found.Height);
        Assert.Empty(found.Premises);
        Assert.Equal(["path(0, 1)", "path(0, 2)", "path(0, 3)", "path(0, 4)"], found.Members.Select(static m => m.Premises[0].ToString()));
        Assert.Null(found.Bindings[1]);
        Assert.Equal(Value.Number(4), found.Members[3].Bindings[1]);
    }

    [Fact]
    public void A_rule_without_positive_literals_has_height_one()
    {
        ProgramBuilder b = new();
        b.Rule("calm", ["/yes"], [b.Not("storm", "_")]).Relation("storm", 1).Stratum("calm");

        Derivation found = b.Start().DerivationOf(Fact("calm", "/yes"))!;

        Assert.Equal(1, found.Height);
        Assert.Empty(found.Premises);
    }

    /// <summary>Recursion, negation with a wildcard, arithmetic, a built-in predicate, groups, a parameter, lets, constants and repeated variables.</summary>
    private static ProgramBuilder EveryKindOfLiteral(Random random)
    {
        ProgramBuilder b = Workloads.Closure(Enumerable.Range(0, 25).Select(_ => (random.Next(12), random.Next(12))).Distinct());
        b.WithParam("step", Value.Number(1))
            .Rule("loop", ["X"], [b.Atom("path", "X", "X")])
            .Rule("calm", ["X"], [b.Atom("node", "X"), b.Not("path", "X", "_"), b.Not("loop", "X")])
            .Rule("far", ["X", "D"], [b.Atom("path", "X", "Y"), b.Atom("path", "Y", "Z"), Compare("D", ComparisonOperator.Equal, Call("plus", "Z", Param(0))), Compare("X", ComparisonOperator.Less, "D")])
            .Rule("many", ["X", "T", "H"], [b.Atom("path", "X", "Y"), b.Atom("weight", "_", "W"), Compare("W", ComparisonOperator.NotEqual, "Y")],
                GroupBy(["X"], ("N", "count", []), ("S", "sum", ["W"])), Let("T", Call("plus", "N", "S")), Let("H", Call("mult", "T", 2)))
            .Rule("item", ["I"], [b.Atom("node", "X"), Builtin(":list:member", "I", Call("list", "X", Call("plus", "X", 1), "X"))])
            .Rule("mixed", ["X"], [b.Atom("far", "X", "_"), b.Atom("many", "X", "_", "_")])
            .Rule("mixed", ["X"], [b.Atom("edge", 1, "X")])
            .Stratum("path").Stratum("loop").Stratum("calm").Stratum("far").Stratum("many").Stratum("item").Stratum("mixed");
        for (int i = 0; i < 12; i++)
        {
            b.Given("node", i);
            b.Given("weight", i, random.Next(4));
        }

        b.Given("path", 3, 100);
        return b;
    }
}
