using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A rule that explodes is stopped by its budget; the state before stands, in every sort of layer, and goes on as the oracle's does.</summary>
public sealed class CrossProductTests
{
    private const string Rules = """
        Decl n(A) descr [extensional()] bound [/number].
        Decl x(A, V) descr [extensional(), key([A])] bound [/number, /float64].
        Decl best(A, V) descr [merge([V], "max2")] bound [/number, /float64].
        Decl seen(A) bound [/number].
        all(N, S)     :- x(_, V) |> do fn:group_by(), let N = fn:count(), let S = fn:sum(V).
        range(L, H)   :- x(_, V) over [0ns, 50ns] |> do fn:group_by(), let L = fn:min(V), let H = fn:max(V).
        best(B, V)    :- x(A, V), B = fn:mod(A, 3).
        next(A, B)    :- n(A), n(B), B = A + 1.
        next(A, C)    :- next(A, B), next(B, C), C <= A + 5.
        late(A)       :- n(A), fn:time:to_unix_nanos(now) - A > 3.
        #[hysteresis(enter: 9.0, exit: 2.0)]
        high(A)       :- x(A, V), V > 9.0.
        assert seen(A) :- n(A), A < 3, !seen(A).
        cube(A, B, C) :- n(A), n(B), n(C), !high(A).
        """;

    [Theory]
    [InlineData(EvaluationKind.Emitted)]
    [InlineData(EvaluationKind.Interpreted)]
    public void Millions_of_rows_are_rolled_back_and_the_state_before_goes_on(EvaluationKind evaluation)
    {
        SessionPair pair = new(Rules, SessionLimits.Default with { MaxCreatedFacts = 2_000 }, evaluation);
        Random random = new(5);
        FactChange X() => FactChange.Assert(new Fact("x", Value.Number(random.Next(40)), Value.Float64(random.Next(100) / 7.0)));
        for (int step = 0; step < 24; step++)
        {
            FactChange[] changes = [X(), X(), FactChange.Assert(new Fact("n", Value.Number(step % 8))), FactChange.Retract(new Fact("n", Value.Number((step + 5) % 8)))];
            pair.Commit(new EventTime(step), changes);
            if (step % 6 == 5)
            {
                // 208 cubed are nine millions.
                pair.Commit(new EventTime(step), [X(), .. Enumerable.Range(8, 200).Select(static i => FactChange.Assert(new Fact("n", Value.Number(i)))), X()]);
            }
        }

        Assert.Equal(4, pair.RolledBack);
        Assert.True(pair.Changes > 500, $"{pair.Changes} changes");
        pair.CompareDerivations(3);
    }
}
