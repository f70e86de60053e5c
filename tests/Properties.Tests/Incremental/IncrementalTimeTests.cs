using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Expiry, lateness, windows, temporal literals: the incremental engine and the oracle on random histories whose times are small, so that bounds are met exactly.</summary>
public sealed class IncrementalTimeTests(ITestOutputHelper output)
{
    private const string Rules =
        """
        Decl q(K, V) descr [extensional(), key([K]), ttl(5ns), lateness(3ns)] bound [/number, /number].
        Decl e(A, B) descr [extensional()] bound [/number, /number].
        Decl w(A, L) descr [extensional(), ttl(4ns)] bound [/string, /number].
        r(V) :- q(_, V).
        held_q(K) :- [-[NEARns, FARns] q(K, _).
        held_e(A, B) :- [-[NEARns, FARns] e(A, B).
        held_r(V) :- [-[NEARns, FARns] r(V).
        past_q(K, V) :- <-[NEARns, FARns] q(K, V).
        past_e(A) :- <-[NEARns, FARns] e(A, _).
        past_w(A) :- <-[NEARns, FARns] w(A, _).
        win_q(K, V, N) :- q(K, V) over [NEARns, FARns] |> do fn:group_by(K, V), let N = fn:count().
        win_e(A, N, S) :- e(A, B) over [NEARns, FARns] |> do fn:group_by(A), let N = fn:count(), let S = fn:sum(B).
        win_r(V, N) :- r(V) over [NEARns, FARns] |> do fn:group_by(V), let N = fn:count().
        win_w(A, N) :- w(A, _) over [NEARns, FARns] |> do fn:group_by(A), let N = fn:count().
        rows_e(A, N, S) :- e(A, B) over rows 3 |> do fn:group_by(A), let N = fn:count(), let S = fn:sum(B).
        rows_q(N, S) :- q(_, V) over rows 2 |> do fn:group_by(), let N = fn:count(), let S = fn:last(V).
        bar_e(N, S) :- e(_, B) over tumbling 4ns as T |> do fn:group_by(T), let N = fn:count(), let S = fn:sum(B).
        bar_q(T, L) :- q(_, V) over tumbling 3ns as T |> do fn:group_by(T), let L = fn:last(V).
        quiet(K) :- e(K, _), !q(K, _) over [NEARns, FARns].
        loose(K) :- e(K, _), ![-[NEARns, FARns] q(K, _).
        link(A, B) :- <-[0ns, FARns] e(A, B).
        link(A, C) :- link(A, B), link(B, C).
        first_held(K, F) :- [-[0ns, NEARns] q(K, V) |> do fn:group_by(K), let F = fn:first(V).
        missed(N) :- late(_, _, _, _, _) |> do fn:group_by(), let N = fn:count().
        """;

    /// <summary>Histories a seed; <c>SCALP_RANDOM_HISTORIES</c> asks for a longer run.</summary>
    private static int Histories =>
        int.TryParse(Environment.GetEnvironmentVariable("SCALP_RANDOM_HISTORIES"), System.Globalization.CultureInfo.InvariantCulture, out int histories) ? histories : 6;

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(2, 0, 4, 0)]
    [InlineData(3, 2, 6, 0)]
    [InlineData(4, 3, 3, 0)]
    [InlineData(5, 0, 9, 0)]
    [InlineData(6, 1, 2, 0)]
    [InlineData(7, 0, 5, 70)]
    [InlineData(8, 2, 5, 85)]
    public void Every_transaction_and_timer_is_the_oracles(int seed, long near, long far, int budget)
    {
        Random random = new(seed);
        long timers = 0, changes = 0, rolledBack = 0;
        for (int run = 0; run < Histories; run++)
        {
            SessionPair pair = new(
                Rules.Replace("NEAR", $"{near}", StringComparison.Ordinal).Replace("FAR", $"{far}", StringComparison.Ordinal),
                SessionLimits.Default with { MaxCreatedFacts = budget == 0 ? 1_000_000 : budget, MaxTimers = run % 3 == 2 ? 2 : 1000 });
            long now = 0;
            for (int step = 0; step < 40; step++)
            {
                long at = Math.Max(0, now + random.Next(-5, 7));
                now = Math.Max(now, at);
                pair.Commit(new EventTime(at), [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Change(random))]);
                if (step % 8 == 7)
                {
                    pair.CompareDerivations(3);
                }
            }

            (timers, changes, rolledBack) = (timers + pair.Timers, changes + pair.Changes, rolledBack + pair.RolledBack);
        }

        output.WriteLine($"{timers} timers, {changes} changes, {rolledBack} rolled back");
        Assert.True(timers > 20 && changes > 200 && (budget == 0 || rolledBack > 5), $"{timers} timers, {changes} changes, {rolledBack} rolled back");
    }

    private static FactChange Change(Random random)
    {
        Value Small() => Value.Number(random.Next(3));
        Fact fact = random.Next(5) switch
        {
            0 or 1 => new Fact("q", Small(), Small()),
            2 => new Fact("w", Value.String($"name{random.Next(3)}"), Small()),
            _ => new Fact("e", Small(), Small()),
        };
        return random.Next(3) > 0 ? FactChange.Assert(fact) : FactChange.Retract(fact.Predicate is "q" && random.Next(2) == 0 ? new Fact("q", fact.Arguments[0]) : fact);
    }
}
