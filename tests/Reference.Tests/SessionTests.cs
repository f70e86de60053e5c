using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using static CryptoScalp.Rules.Reference.Tests.ProgramBuilder;

namespace CryptoScalp.Rules.Reference.Tests;

public sealed class SessionTests
{
    private static readonly EventTime Later = new(5);

    [Fact]
    public void The_first_transaction_reports_the_facts_of_the_program_and_what_follows()
    {
        ReferenceSession session = Workloads.Closure([(1, 2), (2, 3)]).Start();

        Assert.Equal(0, session.Initial.Sequence);
        Assert.Equal(["+edge(1, 2)", "+edge(2, 3)"], Lines(session.Initial.Given));
        Assert.Equal(["+path(1, 2)", "+path(1, 3)", "+path(2, 3)"], Lines(session.Initial.Derived));
    }

    [Fact]
    public void A_commit_reports_only_the_difference_it_makes()
    {
        ReferenceSession session = Workloads.Closure([(1, 2), (2, 3)]).Start();

        TransactionResult result = session.Commit(Later, [Minus("edge", 2, 3), Plus("edge", 2, 4)]);

        Assert.Equal(1, result.Sequence);
        Assert.Equal(Later, session.Now);
        Assert.Equal(["-path(1, 3)", "+path(1, 4)", "-path(2, 3)", "+path(2, 4)"], Lines(result.Derived));
        Assert.Equal(["-edge(2, 3)", "+edge(2, 4)"], Lines(result.Given));
    }

    [Fact]
    public void Insert_then_retract_changes_nothing()
    {
        ReferenceSession session = Workloads.Closure(Workloads.Chain(20)).Start();
        string before = Dump(session, "path");

        TransactionResult inserted = session.Commit(Later, [Plus("edge", 19, 0)]);
        TransactionResult retracted = session.Commit(Later, [Minus("edge", 19, 0)]);

        Assert.Equal(before, Dump(session, "path"));
        Assert.Equal(Lines(inserted.Derived).Select(static l => l[1..]), Lines(retracted.Derived).Select(static l => l[1..]));
        Assert.NotEmpty(inserted.Derived);
    }

    [Fact]
    public void Insert_and_retract_in_one_transaction_is_invisible_and_counted_as_overridden()
    {
        ReferenceSession session = Workloads.Closure([(1, 2)]).Start();

        TransactionResult result = session.Commit(Later, [Plus("edge", 2, 3), Minus("edge", 2, 3)]);

        Assert.Empty(result.Derived);
        Assert.Empty(result.Given);
        Assert.Equal(1, result.OverriddenChanges);
    }

    [Fact]
    public void The_last_change_of_a_key_wins_and_a_replacement_is_one_retraction_and_one_assertion()
    {
        ReferenceSession session = Quotes().Start();
        session.Commit(Later, [Plus("quote", "/btc", 100)]);

        TransactionResult result = session.Commit(Later, [Plus("quote", "/btc", 101), Plus("quote", "/btc", 102)]);

        Assert.Equal(["-quote(/btc, 100)", "+quote(/btc, 102)"], Lines(result.Given));
        Assert.Equal(["-dear(/btc, 200)", "+dear(/btc, 204)"], Lines(result.Derived));
        Assert.Equal(1, result.OverriddenChanges);
    }

    [Fact]
    public void A_keyed_row_is_retracted_by_its_key_or_by_the_full_row_it_holds()
    {
        ReferenceSession session = Quotes().Start();
        session.Commit(Later, [Plus("quote", "/btc", 100), Plus("quote", "/eth", 7)]);

        TransactionResult byKey = session.Commit(Later, [Minus("quote", "/btc")]);
        TransactionResult byOtherRow = session.Commit(Later, [Minus("quote", "/eth", 8)]);
        TransactionResult byRow = session.Commit(Later, [Minus("quote", "/eth", 7)]);

        Assert.Equal(["-quote(/btc, 100)"], Lines(byKey.Given));
        Assert.Equal((0, 1), (byOtherRow.Given.Length, byOtherRow.AbsentRetractions));
        Assert.Equal(["-quote(/eth, 7)"], Lines(byRow.Given));
    }

    [Fact]
    public void Retracting_what_is_absent_changes_nothing_and_is_counted()
    {
        ReferenceSession session = Workloads.Closure([(1, 2)]).Start();

        TransactionResult result = session.Commit(Later, [Minus("edge", 7, 7), Minus("edge", 8, 8)]);

        Assert.Equal(2, result.AbsentRetractions);
        Assert.Empty(result.Given);
    }

    [Fact]
    public void A_fact_that_is_both_given_and_derived_stays_when_one_of_them_goes()
    {
        ReferenceSession session = Workloads.Closure([(1, 2)]).Start();

        TransactionResult given = session.Commit(Later, [Plus("path", 1, 2)]);
        TransactionResult withoutEdge = session.Commit(Later, [Minus("edge", 1, 2)]);
        Assert.True(session.Holds(Fact("path", 1, 2)) && session.IsGiven(Fact("path", 1, 2)));
        TransactionResult withoutGiven = session.Commit(Later, [Minus("path", 1, 2)]);

        Assert.Empty(given.Derived);
        Assert.Empty(withoutEdge.Derived);
        Assert.Equal(["-path(1, 2)"], Lines(withoutGiven.Derived));
    }

    [Fact]
    public void A_breached_budget_rolls_everything_back_and_says_so()
    {
        ReferenceSession session = Workloads.Closure(Workloads.Chain(10)).Start(new SessionLimits { MaxCreatedFacts = 50 });
        string before = Dump(session, "path") + Dump(session, "edge");

        TransactionResult breached = session.Commit(Later, [Plus("edge", 9, 10)]);

        Assert.Equal(TransactionOutcome.BudgetExceeded, breached.Outcome);
        Assert.Empty(breached.Given);
        Assert.Empty(breached.Derived);
        Assert.Equal(before, Dump(session, "path") + Dump(session, "edge"));
        Assert.Equal(EventTime.Zero, session.Now);
        Assert.Equal(TransactionOutcome.Committed, session.Commit(Later, [Minus("edge", 0, 1), Plus("edge", 9, 10)]).Outcome);
        Assert.Equal(45, session.FactsOf("path").Count);
    }

    [Fact]
    public void Recursion_that_creates_values_without_end_stops_at_the_budget()
    {
        ProgramBuilder b = new();
        b.Rule("n", ["Y"], [b.Atom("n", "X"), Compare("Y", ComparisonOperator.Equal, Call("plus", "X", 1))]).Relation("seed", 1)
            .Rule("n", ["X"], [b.Atom("seed", "X")]).Stratum("n");
        ReferenceSession session = b.Start(new SessionLimits { MaxCreatedFacts = 1000 });

        Assert.Equal(TransactionOutcome.BudgetExceeded, session.Commit(Later, [Plus("seed", 0)]).Outcome);
        Assert.Empty(session.FactsOf("n"));
    }

    [Fact]
    public void The_budget_counts_relations_that_were_not_computed_again()
    {
        ProgramBuilder b = Workloads.Closure(Workloads.Chain(10));
        b.Rule("copy", ["X"], [b.Atom("other", "X")]).Relation("other", 1).Stratum("copy");
        ReferenceSession session = b.Start(new SessionLimits { MaxCreatedFacts = 46 });

        Assert.Equal(TransactionOutcome.Committed, session.Commit(Later, [Plus("other", 1)]).Outcome);
        Assert.Equal(TransactionOutcome.BudgetExceeded, session.Commit(Later, [Plus("other", 2)]).Outcome);
    }

    [Fact]
    public void Failing_expressions_drop_their_substitution_and_are_counted_per_rule()
    {
        ProgramBuilder b = new();
        b.Rule("ok", ["X"], [b.Atom("p", "X")])
            .Rule("inverse", ["X", "Y"], [b.Atom("p", "X"), Compare("Y", ComparisonOperator.Equal, Call("div", 12, "X"))])
            .Rule("above", ["X"], [b.Atom("p", "X"), Compare("X", ComparisonOperator.Greater, 1)])
            .Given("p", 0).Given("p", 3).Given("p", "text").Stratum("ok").Stratum("inverse").Stratum("above");
        ReferenceSession session = b.Start();

        Assert.Equal("inverse(3, 4)", Dump(session, "inverse"));
        Assert.Equal("above(3)", Dump(session, "above"));
        Assert.Equal(["[1, 2]", "[2, 1]"], session.Initial.FailedLiterals.Select(static f => f.ToString()));
    }

    [Fact]
    public void A_parameter_takes_effect_at_the_next_transaction()
    {
        ProgramBuilder b = new();
        b.WithParam("limit", Value.Number(5)).Rule("big", ["X"], [b.Atom("p", "X"), Compare("X", ComparisonOperator.Greater, Param(0))])
            .Given("p", 4).Given("p", 6).Stratum("big");
        ReferenceSession session = b.Start();

        session.SetParam("limit", Value.Number(3));
        Assert.Equal("big(6)", Dump(session, "big"));
        TransactionResult result = session.Commit(Later, []);

        Assert.Equal(["+big(4)"], Lines(result.Derived));
        Assert.Throws<ArgumentException>(() => session.SetParam("limits", Value.Number(3)));
    }

    [Fact]
    public void What_reads_the_time_is_computed_again_when_it_passes()
    {
        ProgramBuilder b = new();
        b.Rule("due", ["T"], [b.Atom("timer", "T"), Compare("T", ComparisonOperator.LessOrEqual, Now)]).Given("timer", Value.Time(10)).Stratum("due");
        ReferenceSession session = b.Start();

        Assert.Empty(session.Commit(new EventTime(9), []).Derived);
        Assert.Single(session.Commit(new EventTime(10), []).Derived);
    }

    [Fact]
    public void First_and_last_go_by_the_event_time_of_the_facts()
    {
        ProgramBuilder b = new();
        b.Rule("copy", ["X"], [b.Atom("p", "X")])
            .Rule("ends", ["F", "L"], [b.Atom("copy", "X")], GroupBy([], ("F", "first", ["X"]), ("L", "last", ["X"])))
            .Relation("p", 1).Stratum("copy").Stratum("ends");
        ReferenceSession session = b.Start();
        session.Commit(new EventTime(1), [Plus("p", 50)]);
        session.Commit(new EventTime(2), [Plus("p", 10), Plus("p", 90)]);

        Assert.Equal("ends(50, 90)", Dump(session, "ends"));
        session.Commit(new EventTime(3), [Plus("p", 50)]);
        Assert.Equal("ends(10, 50)", Dump(session, "ends"));
    }

    [Fact]
    public void Rows_that_differ_only_in_a_wildcard_all_count()
    {
        ProgramBuilder b = new();
        b.Rule("n", ["X", "N"], [b.Atom("p", "X", "_")], GroupBy(["X"], ("N", "count", []))).Stratum("n")
            .Given("p", 1, 1).Given("p", 1, 2).Given("p", 2, 1);

        Assert.Equal("n(1, 2) n(2, 1)", Dump(b.Start(), "n"));
    }

    [Fact]
    public void A_group_of_nothing_gives_no_row_and_a_failing_aggregate_is_counted()
    {
        ProgramBuilder b = new();
        b.Rule("n", ["N"], [b.Atom("empty", "X")], GroupBy([], ("N", "count", [])))
            .Rule("s", ["K", "S"], [b.Atom("p", "K", "X")], GroupBy(["K"], ("S", "sum", ["X"])))
            .Relation("empty", 1).Stratum("n").Stratum("s")
            .Given("p", 1, long.MaxValue).Given("p", 1, 1L).Given("p", 2, 5L);
        ReferenceSession session = b.Start();

        Assert.Equal("", Dump(session, "n"));
        Assert.Equal("s(2, 5)", Dump(session, "s"));
        Assert.Equal(["[1, 1]"], session.Initial.FailedLiterals.Select(static f => f.ToString()));
    }

    [Fact]
    public void An_unknown_predicate_or_a_wrong_arity_is_the_callers_bug_and_changes_nothing()
    {
        ReferenceSession session = Workloads.Closure([(1, 2)]).Start();

        Assert.Throws<ArgumentException>(() => session.Commit(Later, [Plus("edge", 3, 4), Plus("egde", 1, 2)]));
        Assert.Throws<ArgumentException>(() => session.Commit(Later, [Plus("edge", 3, 4), Plus("edge", 1)]));
        Assert.False(session.Holds(Fact("edge", 3, 4)));
        Assert.Empty(session.FactsOf("egde"));
    }

    [Fact]
    public void A_query_gives_every_substitution_once_and_sorted()
    {
        ProgramBuilder b = Workloads.Closure([(1, 2), (2, 3), (3, 1)]);
        BoundProgram program = b.Build();
        RuleScopeQuery query = new();

        IReadOnlyList<Value[]> rows = new ReferenceSession(program, new()).Query(query.Of(b.Atom("path", "X", 1), b.Not("edge", "X", 1)));

        Assert.Equal(["1", "2"], rows.Select(static r => string.Join(' ', r)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_of_facts_and_of_changes_to_different_rows_does_not_matter(int seed)
    {
        Random random = new(seed);
        (int, int)[] edges = [.. Enumerable.Range(0, 40).Select(_ => (random.Next(15), random.Next(15))).Distinct()];
        ReferenceSession inOrder = Workloads.Closure(edges).Start();
        random.Shuffle(edges);
        ReferenceSession shuffled = Workloads.Closure([]).Start();
        foreach ((int, int)[] part in edges.Chunk(7))
        {
            shuffled.Commit(Later, [.. part.Select(static e => Plus("edge", e.Item1, e.Item2))]);
        }

        Assert.Equal(Dump(inOrder, "path"), Dump(shuffled, "path"));
        Assert.Equal(
            inOrder.AllDerivationsOf("path").Select(static d => $"{d.Conclusion} {d.RuleIndex} {d.Height} {string.Join(' ', d.Premises)}"),
            shuffled.AllDerivationsOf("path").Select(static d => $"{d.Conclusion} {d.RuleIndex} {d.Height} {string.Join(' ', d.Premises)}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_sequence_of_commits_ends_where_a_fresh_session_with_the_same_facts_starts(int seed)
    {
        Random random = new(seed);
        ReferenceSession session = Ranked([]).Start();
        HashSet<(int, int)> edges = [];
        for (int i = 0; i < 60; i++)
        {
            (int, int) edge = (random.Next(8), random.Next(8));
            bool add = random.Next(3) > 0;
            _ = add ? edges.Add(edge) : edges.Remove(edge);
            session.Commit(new EventTime(i), [add ? Plus("edge", edge.Item1, edge.Item2) : Minus("edge", edge.Item1, edge.Item2)]);
            ReferenceSession fresh = Ranked(edges).Start();
            Assert.Equal(Dump(fresh, "path") + Dump(fresh, "degree") + Dump(fresh, "lonely"), Dump(session, "path") + Dump(session, "degree") + Dump(session, "lonely"));
            Assert.Equal(session.FactsOf("path").Select(f => session.DerivationOf(f)!.Height), fresh.FactsOf("path").Select(f => fresh.DerivationOf(f)!.Height));
        }
    }

    private static ProgramBuilder Ranked(IEnumerable<(int, int)> edges)
    {
        ProgramBuilder b = Workloads.Closure(edges);
        return b.Rule("degree", ["X", "N"], [b.Atom("path", "X", "_")], GroupBy(["X"], ("N", "count", [])))
            .Rule("lonely", ["X"], [b.Atom("edge", "_", "X"), b.Not("degree", "X", "_")])
            .Relation("edge", 2).Stratum("path").Stratum("degree").Stratum("lonely");
    }

    private static ProgramBuilder Quotes()
    {
        ProgramBuilder b = new();
        return b.Rule("dear", ["S", "Y"], [b.Atom("quote", "S", "X"), Compare("Y", ComparisonOperator.Equal, Call("mult", "X", 2)), Compare("X", ComparisonOperator.Greater, 50)])
            .Relation("quote", 2, 0).Stratum("dear");
    }

    private static string Dump(ReferenceSession session, string predicate) => string.Join(' ', session.FactsOf(predicate));

    private static IEnumerable<string> Lines(IEnumerable<FactChange> changes) => changes.Select(static c => c.ToString());

    private sealed class RuleScopeQuery
    {
        public BoundQuery Of(params Literal[] literals)
        {
            RuleScope scope = new();
            return new BoundQuery([.. literals.Select(make => make(scope))], [.. scope.Names], Span);
        }
    }
}
