using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>A row that replaces another of its key is joined together with it; what can be seen is as if each had been joined for itself.</summary>
public sealed class ReplacedRowTests
{
    /// <summary>Heads with and without what changes, joins with themselves, denials, walks of several steps, lookups, thresholds that overflow, keys that stand in the middle.</summary>
    private const string Rules = """
        Decl quote(Bid, Sym, Ask, Venue) descr [extensional(), key([Sym, Venue])] bound [/number, /number, /number, /number].
        Decl limit(Sym, Low)             descr [extensional(), key([Sym])]        bound [/number, /number].
        Decl halted(Sym, Price)          descr [extensional()]                    bound [/number, /number].
        Decl peer(A, B)                  descr [extensional()]                    bound [/number, /number].
        param slack = 2 in [0, 9].
        gap(S, A, B)    :- quote(_, S, Ask, A), quote(Bid, S, _, B), A != B, (Bid - Ask) * 4611686018427387904 > 0.
        same(S, A, B)   :- quote(X, S, _, A), quote(Y, S, _, B), X - Y <= 1, Y - X <= 1.
        tight(S, V)     :- quote(B, S, A, V), A - B < slack.
        loud(S, V, M)   :- quote(B, S, A, V), M = B + A, M * 4611686018427387904 > 3.
        above(S, V)     :- quote(B, S, _, V), limit(S, L), B * 4611686018427387904 > L.
        seen(S, B)      :- quote(B, S, _, _), limit(S, _).
        calm(S, V)      :- quote(B, S, _, V), limit(S, _), !halted(S, B).
        chain(S, T, V)  :- quote(B, S, _, V), peer(S, T), quote(C, T, _, V), C > B.
        exact(S, V)     :- limit(S, L), quote(L, S, _, V).
        alone(S)        :- limit(S, _), !tight(S, _), !gap(S, _, _).
        """;

    private static readonly BoundProgram _program = RuleBinder.Bind([SyntaxTree.Parse("p.rules", Rules)], BindOptions.Default).Program!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_derived_logged_and_fails_is_the_same_as_each_for_itself(int seed)
    {
        RulePlan plan = PlanCompiler.Compile(_program);
        ReferenceSession reference = new(_program, SessionLimits.Default);
        IncrementalSession together = new(plan, SessionLimits.Default), alone = new(plan, SessionLimits.Default, null, new SessionOptions { Evaluation = EvaluationKind.Interpreted });
        Random random = new(seed);
        long failed = 0, told = 0;
        for (int i = 0; i < 700; i++)
        {
            FactChange[] changes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Change(random))];
            TransactionResult expected = reference.Commit(EventTime.Zero, changes), actual = together.Commit(EventTime.Zero, changes), other = alone.Commit(EventTime.Zero, changes);
            Assert.Equal(expected.Derived.AsEnumerable(), actual.Derived);
            Assert.Equal(other.FailedLiterals.AsEnumerable(), actual.FailedLiterals);
            failed += actual.FailedLiterals.Sum(static f => f.Value);
            foreach (Fact fact in i % 20 == 0 ? _program.Predicates.Where(static p => p.IsDerived).SelectMany(p => together.FactsOf(p.Name)) : [])
            {
                Assert.Equal(Told(alone, fact), Told(together, fact));
                told++;
            }
        }

        Assert.True(failed > 100 && told > 500, $"{failed} failures, {told} histories: too few to say anything");
    }

    [Fact]
    public void The_log_says_that_a_fact_which_stayed_rests_on_the_new_row()
    {
        IncrementalSession session = new(PlanCompiler.Compile(_program), SessionLimits.Default);
        session.Commit(EventTime.Zero, [Quote(1, 1, 10, 11)]);
        TransactionResult second = session.Commit(EventTime.Zero, [Quote(1, 1, 20, 21)]);
        Assert.DoesNotContain(second.Derived, static change => change.Fact.Predicate == "tight");
        FactHistory history = session.HistoryOf(new Fact("tight", [Value.Number(1), Value.Number(1)]));
        Assert.Equal([true, false, true], history.Events.Select(static e => e.Appeared));
        Assert.Equal(Quote(1, 1, 20, 21).Fact, history.Events[^1].Premises.Single());
    }

    [Fact]
    public void Replacing_rows_allocates_nothing_once_warm()
    {
        IncrementalSession session = new(PlanCompiler.Compile(_program), SessionLimits.Default);
        PredicateHandle quote = session.HandleOf("quote");
        session.Commit(EventTime.Zero, [.. Enumerable.Range(0, 9).Select(i => Quote(i % 3, i / 3, 100, 101)), Limit(0, 2), Limit(1, 2)]);
        Value[] row = new Value[4];
        (long bytes, long appeared) = StreamAllocation.Measure(session, 200, (to, i) =>
        {
            (row[0], row[1], row[2], row[3]) = (Value.Number(100 + (i % 7)), Value.Number(i % 3), Value.Number(101 + (i % 5)), Value.Number(i / 3 % 3));
            to.Assert(quote, row);
        });
        Assert.Equal(0, bytes);
        Assert.True(appeared > 100, $"{appeared} rows appeared: too few to say anything");
    }

    private static string[] Told(IncrementalSession session, Fact fact) =>
        [.. session.HistoryOf(fact).Events.Select(static e => $"{e.Sequence} {e.RuleIndex} {e.Appeared} {string.Join(", ", e.Premises)}").Order(StringComparer.Ordinal)];

    private static FactChange Change(Random random) => random.Next(9) switch
    {
        0 => Limit(random.Next(3), random.Next(-2, 4)),
        1 => Either(random, "halted", random.Next(3), random.Next(-3, 4)),
        2 => Either(random, "peer", random.Next(3), random.Next(3)),
        3 => new FactChange(ChangeKind.Retract, new Fact("quote", [Value.Number(random.Next(3)), Value.Number(random.Next(3))])),
        _ => Quote(random.Next(3), random.Next(3), random.Next(-3, 4), random.Next(6)),
    };

    private static FactChange Either(Random random, string predicate, params long[] row) =>
        new(random.Next(2) == 0 ? ChangeKind.Assert : ChangeKind.Retract, Put(predicate, row).Fact);

    private static FactChange Quote(long symbol, long venue, long bid, long ask) => Put("quote", bid, symbol, ask, venue);

    private static FactChange Limit(long symbol, long low) => Put("limit", symbol, low);

    private static FactChange Put(string predicate, params long[] row) => FactChange.Assert(new Fact(predicate, [.. row.Select(Value.Number)]));
}
