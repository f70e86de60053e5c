using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Joins that begin alike are run once as far as they are alike; nothing that can be seen differs.</summary>
public sealed class SharedJoinTests
{
    /// <summary>Four rules that begin alike, whichever atom changes; one with another threshold; one that reads another column.</summary>
    private const string Rules = """
        Decl quote(Sym, Venue, Bid, Ask) descr [extensional(), key([Sym, Venue])] bound [/number, /number, /number, /number].
        Decl limit(Sym, Low, High)       descr [extensional(), key([Sym])]        bound [/number, /number, /number].
        Decl halted(Price, Low)          descr [extensional()]                    bound [/number, /number].
        param slack = 2 in [0, 9].
        veto(S, V, 1) :- quote(S, V, B, A), limit(S, L, _), B * 4611686018427387904 > L * slack, A + L > 3.
        veto(X, Y, 2) :- quote(X, Y, P, _), limit(X, Z, _), P * 4611686018427387904 > Z * slack, !halted(P, Z).
        veto(S, V, 3) :- quote(S, V, B, _), limit(S, L, _), B * 4611686018427387904 > L * slack, quote(S, _, C, _), C < B.
        veto(S, V, B) :- quote(S, V, B, _), limit(S, L, H), B * 4611686018427387904 > L * slack, H > B.
        veto(S, V, 5) :- quote(S, V, B, A), limit(S, L, _), B < A, L > 1.
        veto(S, V, 6) :- quote(S, V, _, A), limit(S, L, _), A * 4611686018427387904 > L * slack.
        """;

    private static readonly BoundProgram _program = RuleBinder.Bind([SyntaxTree.Parse("p.rules", Rules)], BindOptions.Default).Program!;

    [Fact]
    public void Rules_that_begin_alike_up_to_a_threshold_are_found_whatever_their_variables_are_called()
    {
        SharedJoin[] shared = [.. PlanCompiler.Compile(_program).Strata.SelectMany(static s => s.Shared)];
        Assert.Equal(["0:0 1:0 2:0 3:0", "0:1 1:1 2:1 3:1"], shared.Select(static join => string.Join(' ', join.Members.Select(static m => $"{m.Rule}:{m.Delta}"))).Order());
        Assert.All(shared, static join => Assert.Equal(2, join.Steps));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_derived_logged_and_fails_is_the_same_as_apart(int seed)
    {
        RulePlan plan = PlanCompiler.Compile(_program);
        RulePlan apart = plan with { Strata = [.. plan.Strata.Select(static s => s with { Shared = [] })] };
        ReferenceSession reference = new(_program, SessionLimits.Default);
        IncrementalSession together = new(plan, SessionLimits.Default), alone = new(apart, SessionLimits.Default);
        Random random = new(seed);
        long failed = 0;
        for (int i = 0; i < 600; i++)
        {
            FactChange[] changes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Change(random))];
            TransactionResult expected = reference.Commit(EventTime.Zero, changes), actual = together.Commit(EventTime.Zero, changes), other = alone.Commit(EventTime.Zero, changes);
            Assert.Equal(expected.Derived.AsEnumerable(), actual.Derived);
            Assert.Equal(other.FailedLiterals.AsEnumerable(), actual.FailedLiterals);
            failed += actual.FailedLiterals.Sum(static f => f.Value);
            foreach (Fact fact in actual.Derived.Select(static change => change.Fact))
            {
                Assert.Equal(Told(alone, fact), Told(together, fact));
            }
        }

        Assert.True(failed > 100, $"{failed} failures: too few to say anything");
    }

    [Fact]
    public void A_budget_that_is_spent_in_a_common_part_rolls_the_transaction_back()
    {
        RulePlan plan = PlanCompiler.Compile(_program);
        IncrementalSession session = new(plan, SessionLimits.Default with { MaxCreatedFacts = 3 });
        Assert.Equal(TransactionOutcome.BudgetExceeded, session.Commit(EventTime.Zero, [Limit(1, 0, 9), Quote(1, 1, 1, 5), Quote(1, 2, 1, 5)]).Outcome);
        Assert.Empty(session.FactsOf("veto"));
        Assert.Equal(TransactionOutcome.Committed, session.Commit(EventTime.Zero, [Quote(1, 1, 1, 5)]).Outcome);
    }

    /// <summary>The log of one fact, in no order: rules run in another one.</summary>
    private static string[] Told(IncrementalSession session, Fact fact) =>
        [.. session.HistoryOf(fact).Events.Select(static e => $"{e.Sequence} {e.RuleIndex} {e.Appeared} {string.Join(", ", e.Premises)} {string.Join(", ", e.Absent)}").Order(StringComparer.Ordinal)];

    private static FactChange Change(Random random) => random.Next(6) switch
    {
        0 => Limit(random.Next(3), random.Next(-2, 3), random.Next(4)),
        1 => new FactChange(random.Next(2) == 0 ? ChangeKind.Assert : ChangeKind.Retract, new Fact("halted", [Value.Number(random.Next(-3, 4)), Value.Number(random.Next(-2, 3))])),
        _ => Quote(random.Next(3), random.Next(3), random.Next(-3, 4), random.Next(6)),
    };

    private static FactChange Quote(long symbol, long venue, long bid, long ask) => Put("quote", symbol, venue, bid, ask);

    private static FactChange Limit(long symbol, long low, long high) => Put("limit", symbol, low, high);

    private static FactChange Put(string predicate, params long[] row) => FactChange.Assert(new Fact(predicate, [.. row.Select(Value.Number)]));
}
