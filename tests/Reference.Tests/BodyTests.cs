using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using static CryptoScalp.Rules.Reference.Tests.ProgramBuilder;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Single literals and transforms, one small program each.</summary>
public sealed class BodyTests
{
    [Fact]
    public void A_repeated_variable_matches_equal_columns_only()
    {
        ProgramBuilder b = new();
        Assert.Equal("r(1)", Result(b.Rule("r", ["X"], [b.Atom("p", "X", "X")]).Given("p", 1, 1).Given("p", 1, 2)));
    }

    [Fact]
    public void A_constant_column_matches_its_value_of_its_kind_only()
    {
        ProgramBuilder b = new();
        Assert.Equal("r(5)", Result(b.Rule("r", ["X"], [b.Atom("p", 1, "X")]).Given("p", 1, 5).Given("p", 1.0, 6).Given("p", Dec8.One, 7)));
    }

    [Fact]
    public void A_wildcard_in_a_negation_means_that_no_row_matches()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["X"], [b.Atom("p", "X"), b.Not("q", "X", "_")]).Given("p", 1).Given("p", 2).Given("q", 1, 9);
        Assert.Equal("r(2)", Result(b));
    }

    [Fact]
    public void A_negation_waits_for_a_variable_that_a_later_literal_binds()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["X"], [b.Not("q", "X"), b.Atom("p", "X")]).Given("p", 1).Given("p", 2).Given("q", 1);
        Assert.Equal("r(2)", Result(b));
    }

    [Fact]
    public void An_equality_binds_from_either_side_and_checks_when_both_are_known()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["Y", "Z"], [b.Atom("p", "X"), Compare(Call("plus", "X", 1), ComparisonOperator.Equal, "Y"), Compare("Z", ComparisonOperator.Equal, "Y"), b.Atom("p", "Z")])
            .Given("p", 1).Given("p", 2);
        Assert.Equal("r(2, 2)", Result(b));
    }

    [Fact]
    public void A_builtin_predicate_binds_its_outputs_and_checks_known_ones()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["L", "X"], [b.Atom("p", "L"), b.Atom("q", "X"), Builtin(":list:member", "X", "L")])
            .Rule("r", ["H", "T"], [b.Atom("p", "L"), Builtin(":match_cons", "L", "H", "T")])
            .Given("p", Value.List(Value.Number(1), Value.Number(2))).Given("q", 2).Given("q", 3);
        Assert.Equal("r(1, [2]) r([1, 2], 2)", Result(b));
    }

    [Fact]
    public void A_rule_may_group_what_it_has_grouped()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["M", "C"], [b.Atom("p", "K", "_")], GroupBy(["K"], ("N", "count", [])), GroupBy([], ("M", "max", ["N"]), ("C", "count", [])))
            .Given("p", 1, 1).Given("p", 1, 2).Given("p", 2, 1);
        ReferenceSession session = b.Stratum("r").Start();

        Assert.Equal("r(2, 2)", string.Join(' ', session.FactsOf("r")));
        Assert.Equal(3, session.DerivationOf(Fact("r", 2, 2))!.Members.Length);
    }

    [Fact]
    public void A_let_before_a_group_computes_per_row_and_one_after_it_per_group()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["K", "T"], [b.Atom("p", "K", "X")], Let("Y", Call("mult", "X", 10)), GroupBy(["K"], ("S", "sum", ["Y"])), Let("T", Call("plus", "S", 1)))
            .Given("p", 1, 1).Given("p", 1, 2);
        ReferenceSession session = b.Stratum("r").Start();

        Assert.Equal("r(1, 31)", string.Join(' ', session.FactsOf("r")));
        Assert.Equal([10L, 20L], session.DerivationOf(Fact("r", 1, 31))!.Members.Select(static m => m.Bindings[2]!.Value.AsInt64));
    }

    [Fact]
    public void A_body_that_no_order_can_evaluate_is_a_bug_that_is_reported()
    {
        ProgramBuilder b = new();
        b.Rule("r", ["X"], [b.Not("p", "X"), Compare("X", ComparisonOperator.Less, "Y")]).Relation("p", 1).Stratum("r");
        Assert.Throws<InvalidOperationException>(() => b.Start());
    }

    [Fact]
    public void A_predicate_without_columns_holds_or_does_not()
    {
        ProgramBuilder b = new();
        b.Rule("open", [], [b.Not("halted")]).Relation("halted", 0).Stratum("open");
        ReferenceSession session = b.Start();

        Assert.True(session.Holds(Fact("open")));
        session.Commit(new EventTime(1), [Plus("halted")]);
        Assert.False(session.Holds(Fact("open")));
    }

    private static string Result(ProgramBuilder builder) => string.Join(' ', builder.Stratum("r").Start().FactsOf("r"));
}
