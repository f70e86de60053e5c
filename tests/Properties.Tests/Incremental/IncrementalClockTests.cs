using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Rules that read <c>now</c>: what passing time changes is what evaluating from scratch says, in every sort of layer and at the very moment.</summary>
public sealed class IncrementalClockTests(ITestOutputHelper output)
{
    private const string Rules =
        """
        Decl q(K, T)    descr [extensional(), key([K])] bound [/number, /time].
        Decl e(A, T, D) descr [extensional()] bound [/number, /time, /duration].
        Decl l(A, B, T) descr [extensional(), ttl(9ns)] bound [/number, /number, /time].
        Decl w(K, L)    descr [extensional(), key([K])] bound [/number, /number].
        param patience = 3ns in [0ns, 9ns].
        stale(K)    :- q(K, T), now - T > 3ns.
        young(K)    :- q(K, T), T + 2ns >= now.
        band(K)     :- q(K, T), Age = now - T, Age >= 1ns, Age <= 4ns.
        exact(K)    :- q(K, T), T = now - 2ns.
        other(K)    :- q(K, T), U = T + 1ns, now != U.
        ahead(K)    :- q(K, T), T - now > 1ns.
        patient(K)  :- q(K, T), now - T > patience.
        two(A, B)   :- q(A, T), q(B, U), now - T > 2ns, now - U < 5ns.
        joined(A)   :- e(A, T, D), w(A, _), now > T + D, !w(_, A).
        counted(A, N, S) :- e(A, T, D), now - T <= D |> do fn:group_by(A), let N = fn:count(), let S = fn:sum(D).
        largest(M)  :- q(K, T), w(K, L), now - T < 6ns |> do fn:group_by(), let M = fn:max(L).
        copy(K, T)  :- q(K, T).
        old(K)      :- copy(K, T), T < now - 2ns.
        link(A, B)  :- l(A, B, T), now - T < 4ns.
        link(A, C)  :- link(A, B), l(B, C, T), now - T >= 1ns, now - T < 6ns.
        calm(K)     :- w(K, _), !stale(K).
        phase(K, P) :- q(K, _), P = fn:div(fn:time:to_unix_nanos(now), 7).
        late_on(K)  :- q(K, _), fn:div(fn:time:to_unix_nanos(now), 10) > 2.
        after(K)    :- w(K, _), fn:time:to_unix_nanos(now) >= 20.
        number(K)   :- w(K, L), fn:time:to_unix_nanos(now) - L > 9.
        age(K, A)   :- q(K, T), A = now - T, A < 3ns.
        seen(A)     :- e(A, T, _) over [0ns, 6ns], now - T > 2ns.
        lasting(K)  :- [-[0ns, 2ns] stale(K).
        #[hysteresis(enter: 4ns, exit: 1ns)]
        worn(K)     :- q(K, T), Age = now - T, Age > 4ns.
        """;

    /// <summary>Histories a seed; <c>SCALP_RANDOM_HISTORIES</c> asks for a longer run.</summary>
    private static int Histories =>
        int.TryParse(Environment.GetEnvironmentVariable("SCALP_RANDOM_HISTORIES"), System.Globalization.CultureInfo.InvariantCulture, out int histories) ? histories : 6;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 40)]
    public void Every_transaction_and_timer_is_the_oracles(int seed, int budget)
    {
        Random random = new(seed);
        long changes = 0, rolledBack = 0;
        for (int run = 0; run < Histories; run++)
        {
            SessionPair pair = new(Rules, SessionLimits.Default with { MaxCreatedFacts = budget == 0 ? 1_000_000 : budget });
            long now = 0;
            for (int step = 0; step < 40; step++)
            {
                if (random.Next(12) == 0)
                {
                    pair.Set("patience", Value.Duration(random.Next(6)));
                }

                now += random.Next(0, 3);
                pair.Commit(new EventTime(now), [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Change(random, now))]);
            }

            pair.CompareDerivations(3);
            (changes, rolledBack) = (changes + pair.Changes, rolledBack + pair.RolledBack);
        }

        output.WriteLine($"{changes} changes, {rolledBack} rolled back");
        Assert.True(changes > 1000 && (budget == 0 || rolledBack > 5), $"{changes} changes, {rolledBack} rolled back");
    }

    private static FactChange Change(Random random, long now)
    {
        Value Small() => Value.Number(random.Next(4));
        Value Near() => Value.Time(random.Next(40) == 0 ? (random.Next(2) == 0 ? long.MinValue + random.Next(3) : long.MaxValue - random.Next(3)) : now + random.Next(-5, 4));
        Fact fact = random.Next(6) switch
        {
            0 or 1 => new Fact("q", Small(), Near()),
            2 => new Fact("w", Small(), Small()),
            3 => new Fact("l", Small(), Small(), Near()),
            _ => new Fact("e", Small(), Near(), Value.Duration(random.Next(5))),
        };
        return random.Next(4) > 0 ? FactChange.Assert(fact) : FactChange.Retract(fact.Predicate is "q" or "w" ? new Fact(fact.Predicate, fact.Arguments[0]) : fact);
    }
}
