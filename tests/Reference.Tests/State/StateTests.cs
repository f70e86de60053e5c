using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Reference.Tests.Texts;

namespace CryptoScalp.Rules.Reference.Tests;

public sealed class StateTests
{
    private const string Inventory = """
        Decl fill(Id, Sym, Qty) descr [extensional(), key([Id])] bound [/number, /string, /number].
        Decl inventory(Sym, Qty) descr [key([Sym])] bound [/string, /number].
        open(Id) :- fill(Id, _, _), !booked(Id).
        next(Id) :- open(I) |> do fn:group_by(), let Id = fn:min(I).
        #[id("book")]
        assert booked(Id) :- next(Id).
        #[id("add")]
        assert inventory(Sym, Q) :- next(Id), fill(Id, Sym, Qty), inventory(Sym, Old), Q = Old + Qty.
        #[id("start")]
        assert inventory(Sym, Qty) :- next(Id), fill(Id, Sym, Qty), !inventory(Sym, _).
        long(Sym) :- inventory(Sym, Q), Q > 0.
        """;

    [Fact]
    public void Stored_rows_outlive_what_they_were_stored_for()
    {
        ReferenceSession session = Start(Inventory);

        TransactionResult first = session.Commit(new EventTime(1), [Plus("fill", 1, "A", 5), Plus("fill", 2, "A", 7)]);
        session.Commit(new EventTime(2), [Minus("fill", 1), Minus("fill", 2)]);

        Assert.Equal(["+booked(1)", "+booked(2)", "+inventory(\"A\", 12)", "+long(\"A\")"], first.Derived.Select(static c => c.ToString()));
        Assert.Equal((2, "book add start"), (first.StateSteps, string.Join(' ', first.StateRules.Select(i => Bind(Inventory).Rules[i].Id))));
        Assert.Equal("inventory(\"A\", 12) long(\"A\")", session.Facts("inventory", "long"));
    }

    [Fact]
    public void A_stored_row_keeps_the_record_of_how_it_came_to_be()
    {
        ReferenceSession session = Start(Inventory);
        session.Commit(new EventTime(7), [Plus("fill", 1, "A", 5), Plus("fill", 2, "A", 7)]);
        session.Commit(new EventTime(8), [Minus("fill", 1), Minus("fill", 2)]);

        Derivation stored = session.DerivationOf(Fact("inventory", "A", 12))!;

        Assert.Equal((new EventTime(7), 1L, 2), (stored.Stored!.At, stored.Stored.Sequence, stored.Stored.Step));
        Assert.Equal(["next(2)", "fill(2, \"A\", 7)", "inventory(\"A\", 5)"], stored.Premises.Select(static p => p.ToString()));
        Assert.False(session.IsGiven(stored.Conclusion));
        Assert.Equal(stored, Assert.Single(session.AllDerivationsOf("inventory")));
    }

    [Fact]
    public void A_row_from_outside_is_given_and_may_be_taken_by_a_rule()
    {
        ReferenceSession session = Start("Decl order(Id) bound [/number]. Decl cancel(Id) descr [extensional()] bound [/number]. retract order(Id) :- cancel(Id).");

        session.Commit(new EventTime(1), [Plus("order", 1), Plus("order", 2)]);
        TransactionResult cancelled = session.Commit(new EventTime(2), [Plus("cancel", 1)]);
        TransactionResult again = session.Commit(new EventTime(3), [Plus("order", 1), Plus("order", 3)]);

        Assert.True(session.IsGiven(Fact("order", 2)));
        Assert.Equal(["-order(1)"], cancelled.Derived.Select(static c => c.ToString()));
        Assert.Equal(("+order(3)", ""), (string.Join(' ', again.Given), string.Join(' ', again.Derived)));
        Assert.Equal("order(2) order(3)", session.Facts("order"));
    }

    [Fact]
    public void What_is_asserted_and_retracted_in_one_step_stays()
    {
        ReferenceSession session = Start("Decl e(X) bound [/number]. assert s(X) :- e(X). retract s(X) :- e(X).");

        TransactionResult result = session.Commit(new EventTime(1), [Plus("e", 1)]);

        Assert.Equal((TransactionOutcome.Committed, 1), (result.Outcome, result.StateSteps));
        Assert.Equal("s(1)", session.Facts("s"));
    }

    [Fact]
    public void State_that_never_settles_is_rolled_back_with_the_rules_named()
    {
        ReferenceSession session = Start("""
            Decl e(X) bound [/number].
            #[id("on")] assert s(X) :- e(X), !s(X).
            #[id("off")] retract s(X) :- s(X).
            """, new SessionLimits { MaxStateSteps = 9 });
        session.Commit(new EventTime(1), []);

        TransactionResult result = session.Commit(new EventTime(2), [Plus("e", 1)]);

        Assert.Equal(TransactionOutcome.StepsExceeded, result.Outcome);
        Assert.Contains("after 9 steps, by the rules 'on', 'off'", result.Problem, StringComparison.Ordinal);
        Assert.Equal(("", new EventTime(1)), (session.Facts("e", "s"), session.Now));
        Assert.Empty(result.Derived);
    }

    [Fact]
    public void A_chain_as_long_as_the_bound_commits()
    {
        const string Rules = "Decl top(N) bound [/number]. #[id(\"up\")] assert n(M) :- n(N), M = N + 1, top(T), M <= T. n(0).";

        TransactionResult fits = Start(Rules).Commit(new EventTime(1), [Plus("top", 100)]);
        TransactionResult tooLong = Start(Rules).Commit(new EventTime(1), [Plus("top", 101)]);

        Assert.Equal((TransactionOutcome.Committed, 100), (fits.Outcome, fits.StateSteps));
        Assert.Equal(TransactionOutcome.StepsExceeded, tooLong.Outcome);
    }

    [Fact]
    public void Two_rows_of_one_key_in_one_step_are_a_conflict_and_change_nothing()
    {
        ReferenceSession session = Start("""
            Decl e(K, V) bound [/string, /number].
            Decl s(K, V) descr [key([K])] bound [/string, /number].
            #[id("set")] assert s(K, V) :- e(K, V).
            """);
        session.Commit(new EventTime(1), [Plus("e", "a", 1)]);

        TransactionResult result = session.Commit(new EventTime(2), [Plus("e", "a", 2)]);

        Assert.Equal(TransactionOutcome.StateConflict, result.Outcome);
        Assert.Equal("s(\"a\", 1) (by 'set') and s(\"a\", 2) (by 'set') were asserted in one step, but they have one key", result.Problem);
        Assert.Equal("e(\"a\", 1) s(\"a\", 1)", session.Facts("e", "s"));
    }
}
