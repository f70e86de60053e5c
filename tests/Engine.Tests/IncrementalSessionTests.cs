using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>The session as a caller sees it; that it derives the right things is held by properties against the reference evaluator.</summary>
public sealed class IncrementalSessionTests
{
    private const string Quotes = """
        Decl quote(Sym, Venue, Bid, Ask) descr [extensional(), key([Sym, Venue])] bound [/number, /number, /number, /number].
        Decl halt(Sym) descr [extensional()] bound [/number].
        arb(S, B, A) :- quote(S, B, _, Ask), quote(S, A, Bid, _), Bid > Ask.
        go(S) :- arb(S, _, _), !halt(S).
        """;

    private const string Reach = """
        Decl edge(A, B) descr [extensional()] bound [/number, /number].
        reach(A, B) :- edge(A, B).
        reach(A, C) :- reach(A, B), edge(B, C).
        """;

    [Fact]
    public void A_replaced_quote_changes_only_what_depends_on_it()
    {
        IncrementalSession session = Start(Quotes);
        session.Commit(new EventTime(1), [Plus("quote", 1, 1, 10, 11), Plus("quote", 1, 2, 12, 13), Plus("quote", 2, 1, 5, 6)]);
        Assert.Equal(["arb(1, 1, 2)", "go(1)"], session.FactsOf("arb").Concat(session.FactsOf("go")).Select(static f => f.ToString()));
        TransactionResult result = session.Commit(new EventTime(2), [Plus("quote", 1, 2, 9, 13)]);
        Assert.Equal(["-arb(1, 1, 2)", "-go(1)"], result.Derived.Select(static c => c.ToString()));
        Assert.Equal(["-quote(1, 2, 12, 13)", "+quote(1, 2, 9, 13)"], result.Given.Select(static c => c.ToString()).OrderByDescending(static c => c[0]));
    }

    [Fact]
    public void A_row_that_is_derived_again_is_no_change_to_what_reads_it()
    {
        IncrementalSession session = Start(Quotes);
        session.Commit(new EventTime(1), [Plus("quote", 1, 1, 10, 11), Plus("quote", 1, 2, 12, 13)]);
        Assert.Empty(session.Commit(new EventTime(2), [Plus("quote", 1, 2, 15, 16)]).Derived);
        Assert.Equal("go(1)", Assert.Single(session.FactsOf("go")).ToString());
    }

    [Fact]
    public void A_change_of_nothing_changes_nothing()
    {
        IncrementalSession session = Start(Quotes);
        session.Commit(new EventTime(1), [Plus("quote", 1, 1, 10, 11)]);
        TransactionResult result = session.Commit(new EventTime(2), [Plus("quote", 1, 1, 10, 11), Minus("halt", 4), Minus("halt", 4)]);
        Assert.Equal((0, 0, 2, 1), (result.Derived.Length, result.Given.Length, result.AbsentRetractions, result.OverriddenChanges));
    }

    [Fact]
    public void A_wrong_change_leaves_the_state_as_it_was()
    {
        IncrementalSession session = Start(Quotes);
        session.Commit(new EventTime(1), [Plus("quote", 1, 1, 10, 11)]);
        Assert.Throws<ArgumentException>(() => session.Commit(new EventTime(2), [Plus("quote", 1, 2, 12, 13), Plus("halt", 1, 2)]));
        Assert.Throws<ArgumentException>(() => session.Commit(new EventTime(2), [Minus("quote", 1, 1), Plus("unknown", 1)]));
        Assert.Equal((1, 0, 1L), (session.FactsOf("quote").Count, session.FactsOf("arb").Count, session.Now.Nanoseconds));
        Assert.Equal("+arb(1, 1, 2)", session.Commit(new EventTime(3), [Plus("quote", 1, 2, 12, 13)]).Derived[0].ToString());
    }

    [Fact]
    public void A_breached_budget_is_rolled_back_and_the_session_goes_on()
    {
        IncrementalSession session = Start(Reach, new SessionLimits { MaxCreatedFacts = 20 });
        session.Commit(new EventTime(1), [.. Enumerable.Range(0, 5).Select(static i => Plus("edge", i, i + 1))]);
        Assert.Equal(15, session.FactsOf("reach").Count);
        Assert.Equal(TransactionOutcome.BudgetExceeded, session.Commit(new EventTime(2), [Plus("edge", 5, 6)]).Outcome);
        Assert.Equal((15, 5, 1L), (session.FactsOf("reach").Count, session.FactsOf("edge").Count, session.Now.Nanoseconds));
        Assert.Equal(5, session.Commit(new EventTime(3), [Minus("edge", 4, 5)]).Derived.Length);
        Assert.Equal(TransactionOutcome.Committed, session.Commit(new EventTime(4), [Plus("edge", 6, 7)]).Outcome);
    }

    [Fact]
    public void A_cycle_does_not_keep_itself_alive()
    {
        IncrementalSession session = Start(Reach);
        session.Commit(new EventTime(1), [Plus("edge", 1, 2), Plus("edge", 2, 3), Plus("edge", 3, 2)]);
        session.Commit(new EventTime(2), [Minus("edge", 1, 2), Minus("edge", 2, 3)]);
        Assert.Equal("reach(3, 2)", Assert.Single(session.FactsOf("reach")).ToString());
    }

    [Fact]
    public void Values_set_for_a_parameter_take_effect_with_the_next_transaction()
    {
        IncrementalSession session = Start("Decl q(S, P) descr [extensional(), key([S])] bound [/number, /number].\nparam level = 5 in [0, 10].\nhigh(S) :- q(S, P), P > level.");
        session.Commit(new EventTime(1), [Plus("q", 1, 7)]);
        session.SetParam("level", Value.Number(8));
        Assert.Equal((Value.Number(5), 1), (session.ParamOf("level")!.Value, session.FactsOf("high").Count));
        Assert.Equal("-high(1)", Assert.Single(session.Commit(new EventTime(2), []).Derived).ToString());
        Assert.Throws<ArgumentException>(() => session.SetParam("unknown", Value.Number(1)));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_updates()
    {
        IncrementalSession session = Start(Quotes);
        FactChange[][] updates = [.. Enumerable.Range(0, 60).Select(static i => new[] { Plus("quote", i % 5, i % 3, 90 + (i * 7 % 20), 95 + (i * 7 % 20)) })];
        long Held(int rounds)
        {
            for (int i = 0; i < rounds * updates.Length; i++)
            {
                session.Commit(new EventTime(i), updates[i % updates.Length]);
            }

            return GC.GetTotalMemory(forceFullCollection: true);
        }

        // The heap is the process's, so tests that run beside this one show in it: what grows with the updates grows in every window.
        Held(50);
        long least = long.MaxValue;
        for (int window = 0; window < 8 && least >= 100_000; window++)
        {
            long before = Held(1);
            least = Math.Min(least, Held(500) - before);
        }

        Assert.True(least < 100_000, $"at least {least} bytes more after 30,000 updates, in each of eight windows");
    }

    [Fact]
    public void A_quote_update_allocates_little_more_than_its_result()
    {
        IncrementalSession session = Start(Quotes);
        FactChange[][] updates = [.. Enumerable.Range(0, 40).Select(static i => new[] { Plus("quote", i % 5, i % 3, 90 + (i % 20), 95 + (i % 20)) })];
        for (int i = 0; i < 400; i++)
        {
            session.Commit(new EventTime(i), updates[i % updates.Length]);
        }

        long start = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 400; i++)
        {
            session.Commit(new EventTime(i), updates[i % updates.Length]);
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - start) / 400;
        Assert.True(each is > 0 and < 1500, $"{each} bytes an update");
    }

    private static IncrementalSession Start(string rules, SessionLimits? limits = null) =>
        new(PlanCompiler.Compile(RuleBinder.Bind([SyntaxTree.Parse("p.rules", rules)], BindOptions.Default).Program!), limits ?? SessionLimits.Default);

    private static FactChange Plus(string predicate, params long[] row) => FactChange.Assert(Of(predicate, row));

    private static FactChange Minus(string predicate, params long[] row) => FactChange.Retract(Of(predicate, row));

    private static Fact Of(string predicate, long[] row) => new(predicate, Array.ConvertAll(row, Value.Number));
}
