using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A plain evaluation written by somebody else derives from rules that look back what the reference does, in every transaction of random histories.</summary>
/// <remarks>Solvers know nothing of time, stored rows, merges and certainties; here this is the second opinion on the reference, which the checker of proofs rests on.</remarks>
public sealed class PlainAgreementTests
{
    private const string Time = """
        Decl e(X, Y) descr [extensional()] bound [/number, /number].
        Decl k(X, Y) descr [extensional(), key([X])] bound [/number, /number].
        Decl t(X) descr [extensional(), ttl(7ns)] bound [/number].
        e(1, 1). t(2).
        both(X) :- e(X, _), k(X, _).
        step(X, Z) :- e(X, Y), k(Y, Z).
        step(X, Z) :- step(X, Y), e(Y, Z).
        a1(X, Y) :- e(X, Y) over [0ns, 5ns].
        a2(N) :- k(_, Y) over [2ns, 9ns] |> do fn:group_by(), let N = fn:sum(Y).
        a3(X, L) :- k(X, Y) over rows 3 |> do fn:group_by(X), let L = fn:collect(Y).
        a4(T, N) :- t(X) over tumbling 4ns as T |> do fn:group_by(T), let N = fn:count().
        a5(X) :- [-[0ns, 3ns] both(X).
        a6(X) :- [-[2ns, 6ns] k(X, _).
        a7(X) :- <-[0ns, 4ns] t(X).
        a8(X) :- <-[3ns, 5ns] both(X), !both(X).
        a9(X, Y) :- step(X, Y) over [0ns, 6ns], ![-[0ns, 0ns] step(X, Y).
        #[hysteresis(enter: 5, exit: 2)]
        a10(X) :- k(X, Y), Y > 5.
        #[hysteresis(enter: 3, exit: 6)]
        a11(X, Y) :- k(X, Y), both(X), Y < 3.
        a12(X) :- [-[0ns, 4ns] a10(X).
        a13(L) :- k(_, Y) |> do fn:group_by(), let L = fn:last(Y).
        """;

    private const string State = """
        Decl e(X, Y) descr [extensional()] bound [/number, /number].
        Decl k(X, Y) descr [extensional(), key([X])] bound [/number, /number].
        Decl t(X) descr [extensional(), ttl(7ns)] bound [/number].
        Decl s(X) bound [/number].
        Decl c(X, Y) descr [key([X])] bound [/number, /number].
        assert s(X) :- e(X, Y), k(Y, _), !t(X).
        retract s(X) :- t(X), s(X).
        assert c(X, Y) :- k(X, Y), s(X).
        assert c(X, Z) :- c(X, Y), !k(X, _), t(Y), Y < 4, Z = Y + 1.
        kept(X, N) :- c(_, X) over [0ns, 5ns] |> do fn:group_by(X), let N = fn:count().
        held(X) :- [-[0ns, 3ns] s(X).
        """;

    private const string Lattice = """
        Decl e(X, Y) descr [extensional()] bound [/number, /number].
        Decl k(X, Y) descr [extensional(), key([X])] bound [/number, /number].
        Decl t(X) descr [extensional(), ttl(7ns)] bound [/number].
        Decl far(X, Y, D) descr [merge([D], "min2")] bound [/number, /number, /number].
        far(X, Y, D) :- e(X, Y), k(X, D).
        far(X, Z, D) :- far(X, Y, D1), far(Y, Z, D2), D = D1 + D2.
        Decl closer(A, B, C) descr [deferred()].
        closer(A, B, A) :- A <= B.
        closer(A, B, B) :- B < A.
        Decl near(Y, D) descr [merge([D], "closer")] bound [/number, /number].
        near(Y, D) :- far(_, Y, D).
        Decl w(X, Y, C) descr [tag(/maxmin)] bound [/number, /number, /float64].
        w(X, Y, 0.9) :- e(X, Y).
        w(X, Y, 0.4) :- k(X, Y).
        w(X, Z, 0.8) :- w(X, Y, _), w(Y, Z, _).
        Decl n(X, C) descr [tag(/noisyor)] bound [/number, /float64].
        n(X, 0.3) :- w(X, _, _).
        n(X, 0.6) :- e(X, _).
        n(1, 0.25).
        Decl p(X, C) descr [tag(/topk, 2)] bound [/number, /float64].
        p(X, 0.5) :- e(X, _).
        p(X, 0.7) :- n(X, _), k(X, _).
        p(X, 0.9) :- t(X).
        Decl q(C) descr [tag(/topk, 3)] bound [/float64].
        q(1.0) :- p(X, _), p(Y, _), X < Y.
        """;

    [Theory]
    [InlineData("time")]
    [InlineData("state")]
    [InlineData("lattice")]
    public void Every_state_of_a_random_history_is_that_of_the_reference(string kind)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("p.rules", kind switch { "time" => Time, "state" => State, _ => Lattice })], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics));
        int histories = Environment.GetEnvironmentVariable("CRYPTOSCALP_LONG_TESTS") is { Length: > 0 } ? 300 : 8;
        int rows = 0;
        for (int seed = 1; seed <= histories; seed++)
        {
            rows += Compare(bound.Program!, new Random(seed), $"{kind}, seed {seed}");
        }

        Assert.True(rows > histories * 100, $"only {rows} rows were compared");
    }

    private static int Compare(BoundProgram program, Random random, string what)
    {
        ReferenceSession session = new(program, SessionLimits.Default);
        PlainRun plain = new(program);
        int rows = Same(program, session, plain, $"{what}, at the start");
        long now = 0;
        EventTime before = EventTime.Zero;
        for (int i = 0; i < 25; i++)
        {
            now += random.Next(4);
            while (session.RunTimer(new EventTime(now)) is { } timer)
            {
                Assert.Equal(timer.At.Nanoseconds, plain.NextDue(before));
                plain.Commit(timer.At, []);
                before = timer.At;
                rows += Same(program, session, plain, $"{what}, timer at {timer.At}");
            }

            Assert.False(plain.NextDue(before) <= now, $"{what}: something is due at {plain.NextDue(before)}, before {now}");
            FactChange[] changes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Change(random))];
            if (session.Commit(new EventTime(now), changes).Outcome == TransactionOutcome.Committed)
            {
                plain.Commit(new EventTime(now), changes);
                before = new EventTime(now);
            }

            rows += Same(program, session, plain, $"{what}, {string.Join(" ", changes)} at {now}");
        }

        return rows;
    }

    private static int Same(BoundProgram program, ReferenceSession session, PlainRun plain, string what)
    {
        RuleState state = plain.State;
        int rows = 0;
        foreach (BoundPredicate predicate in program.Predicates)
        {
            string[] expected = [.. session.FactsOf(predicate.Name).Select(f => $"{f} {(session.IntervalOf(f) is { } i ? $"{i.From}-{i.To}" : "")}").Order(StringComparer.Ordinal)];
            string[] found = [.. state.FactsOf(predicate.Id).Select(f => $"{f} {(state.SpellOf(f) is { } s ? $"{s.From}-{s.To}" : "")}").Order(StringComparer.Ordinal)];
            Assert.True(expected.SequenceEqual(found), $"{what}: {predicate.Name}\n  reference {string.Join(", ", expected)}\n  plain     {string.Join(", ", found)}");
            rows += expected.Length;
        }

        return rows;
    }

    private static FactChange Change(Random random)
    {
        Value x = Value.Number(random.Next(4)), y = Value.Number(random.Next(8));
        Fact fact = random.Next(3) switch { 0 => new Fact("e", x, Value.Number(random.Next(4))), 1 => new Fact("k", x, y), _ => new Fact("t", x) };
        return random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }
}
