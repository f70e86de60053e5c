using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Timers, their bounds, hysteresis, and what is told of the past.</summary>
public sealed class TimeTests
{
    private const string Ticks = "Decl tick(N) descr [extensional(), ttl(10ns)] bound [/number].\nlive(N) :- tick(N).\n";

    [Fact]
    public void All_that_is_due_at_one_moment_is_one_timer_and_moments_come_in_order()
    {
        ReferenceSession session = Start(Ticks);
        Commit(session, 1, "tick", 1);
        Commit(session, 3, "tick", 2);
        Commit(session, 3, "tick", 3);

        TransactionResult result = Commit(session, 50, "tick", 4);

        Assert.Equal([11, 13], result.Timers.Select(static t => t.At.Nanoseconds));
        Assert.Equal(["-live(1)", "-live(2) -live(3)"], result.Timers.Select(static t => string.Join(' ', t.Derived)));
        Assert.False(result.SkippedTimers);
    }

    [Fact]
    public void Asserting_again_renews_and_at_the_due_time_the_row_goes_first_and_then_comes_back()
    {
        ReferenceSession session = Start(Ticks);
        Commit(session, 1, "tick", 1);
        Commit(session, 8, "tick", 1);
        Assert.Empty(Commit(session, 17, "tick", 9).Timers);

        TransactionResult result = Commit(session, 18, "tick", 1);

        Assert.Equal("-live(1)", string.Join(' ', Assert.Single(result.Timers).Derived));
        Assert.Equal("+live(1)", string.Join(' ', result.Derived));
    }

    [Fact]
    public void At_the_bound_of_timers_moments_are_skipped_and_what_is_due_takes_effect_in_the_commit()
    {
        ReferenceSession session = Start(Ticks, new SessionLimits { MaxTimers = 2 });
        for (int i = 1; i <= 5; i++)
        {
            Commit(session, i, "tick", i);
        }

        TransactionResult result = Commit(session, 100, "tick", 6);

        Assert.True(result.SkippedTimers);
        Assert.Equal(2, result.Timers.Length);
        Assert.Equal("+live(6) -live(3) -live(4) -live(5)", string.Join(' ', result.Derived.OrderBy(static c => c.Kind)));
    }

    [Fact]
    public void A_timer_over_its_budget_is_rolled_back_once_and_the_commit_takes_its_place()
    {
        ReferenceSession session = Start(
            Ticks + "Decl size(N) descr [extensional()] bound [/number].\ngap(A, B) :- size(A), size(B), !tick(_).\n", new SessionLimits { MaxCreatedFacts = 5 });
        Commit(session, 1, "tick", 1);
        Commit(session, 2, "size", 1, 2, 3);

        TransactionResult failing = Commit(session, 20, "size");

        Assert.Equal(TransactionOutcome.BudgetExceeded, Assert.Single(failing.Timers).Outcome);
        Assert.True(failing.SkippedTimers);
        Assert.Equal(TransactionOutcome.BudgetExceeded, failing.Outcome);
        Assert.True(session.Holds(new Fact("live", Value.Number(1))));

        TransactionResult cured = session.Commit(new EventTime(21), [FactChange.Retract(new Fact("size", Value.Number(3)))]);

        Assert.Equal(TransactionOutcome.Committed, cured.Outcome);
        Assert.False(session.Holds(new Fact("live", Value.Number(1))));
    }

    [Fact]
    public void A_window_over_its_budget_rolls_the_transaction_back_until_time_has_made_room()
    {
        ReferenceSession session = Start(
            "Decl e(N) descr [extensional()] bound [/number].\nsome() :- e(_) over [0ns, 9ns].\n", new SessionLimits { MaxCreatedFacts = 3 });
        Commit(session, 1, "e", 1, 2, 3);

        Assert.Equal(TransactionOutcome.BudgetExceeded, Commit(session, 2, "e", 4).Outcome);
        Assert.False(session.Holds(new Fact("e", Value.Number(4))));
        Assert.Equal(TransactionOutcome.Committed, Commit(session, 11, "e", 4).Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Hysteresis_holds_from_enter_down_to_exit(int seed)
    {
        ReferenceSession session = Start(
            "Decl v(S, V) descr [extensional(), key([S])] bound [/number, /number].\n"
            + "#[hysteresis(enter: 6, exit: 3)]\nwild(S) :- v(S, V), V > 6.\n"
            + "#[hysteresis(enter: 2, exit: 5)]\ncalm(S, V) :- v(S, V), 2 >= V.\n");
        Random random = new(seed);
        bool[] wild = new bool[2], calm = new bool[2];
        long[] values = [4, 4];
        for (int i = 1; i <= 300; i++)
        {
            int key = random.Next(2);
            values[key] = random.Next(9);
            session.Commit(new EventTime(i), [FactChange.Assert(new Fact("v", Value.Number(key), Value.Number(values[key])))]);
            wild[key] = values[key] > (wild[key] ? 3 : 6);
            calm[key] = values[key] <= (calm[key] ? 5 : 2);

            Assert.Equal(Enumerable.Range(0, 2).Where(k => wild[k]).Select(static k => $"wild({k})"), session.FactsOf("wild").Select(static f => f.ToString()));
            Assert.Equal(Enumerable.Range(0, 2).Where(k => calm[k]).Select(k => $"calm({k}, {values[k]})"), session.FactsOf("calm").Select(static f => f.ToString()));
        }
    }

    [Fact]
    public void A_held_row_tells_its_interval_and_an_event_its_moment()
    {
        ReferenceSession session = Start(
            "Decl e(A, B) descr [extensional()] bound [/number, /number].\nheld(A) :- [-[2ns, 5ns] e(A, _).\nseen(A) :- e(A, B) over [0ns, 9ns], B > 0.\n");
        Commit(session, 1, "e", (1, 1));
        session.Commit(new EventTime(7), [FactChange.Retract(new Fact("e", Value.Number(1), Value.Number(1)))]);

        Fact held = Assert.Single(session.DerivationOf(Assert.Single(session.FactsOf("held")))!.Premises);
        Fact seen = Assert.Single(session.DerivationOf(Assert.Single(session.FactsOf("seen")))!.Premises);

        Assert.Equal(new HeldInterval(new EventTime(1), new EventTime(7)), session.IntervalOf(held));
        Assert.Equal(new HeldInterval(new EventTime(1), new EventTime(1)), session.IntervalOf(seen));
        Assert.True(session.IsGiven(held));
    }

    private static ReferenceSession Start(string rules, SessionLimits? limits = null)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("time.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return new ReferenceSession(bound.Program!, limits ?? SessionLimits.Default);
    }

    private static TransactionResult Commit(ReferenceSession session, long at, string predicate, params long[] numbers) =>
        session.Commit(new EventTime(at), [.. numbers.Select(n => FactChange.Assert(new Fact(predicate, Value.Number(n))))]);

    private static TransactionResult Commit(ReferenceSession session, long at, string predicate, (long A, long B) row) =>
        session.Commit(new EventTime(at), [FactChange.Assert(new Fact(predicate, Value.Number(row.A), Value.Number(row.B)))]);
}
