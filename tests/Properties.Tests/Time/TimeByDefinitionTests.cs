using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Random histories, judged at every moment by the definitions of <see cref="TimedMarket"/>. Times are small, so that bounds are met exactly and often.</summary>
public sealed class TimeByDefinitionTests
{
    private const long Ttl = 5;
    private const long Lateness = 3;

    private const string Rules =
        """
        Decl q(K, V) descr [extensional(), key([K]), ttl(5ns), lateness(3ns)] bound [/number, /number].
        Decl e(A, B) descr [extensional()] bound [/number, /number].
        r(V) :- q(_, V).
        now_q(K, V) :- fresh(q(K, V)).
        held_q(K) :- [-[NEARns, FARns] q(K, _).
        held_e(A, B) :- [-[NEARns, FARns] e(A, B).
        held_r(V) :- [-[NEARns, FARns] r(V).
        past_q(K, V) :- <-[NEARns, FARns] q(K, V).
        past_e(A) :- <-[NEARns, FARns] e(A, _).
        win_q(K, V, N) :- q(K, V) over [NEARns, FARns] |> do fn:group_by(K, V), let N = fn:count().
        win_e(A, N, S) :- e(A, B) over [NEARns, FARns] |> do fn:group_by(A), let N = fn:count(), let S = fn:sum(B).
        win_r(V, N) :- r(V) over [NEARns, FARns] |> do fn:group_by(V), let N = fn:count().
        rows_e(A, N, S) :- e(A, B) over rows 3 |> do fn:group_by(A), let N = fn:count(), let S = fn:sum(B).
        bar_e(N, S) :- e(_, B) over tumbling 4ns as T |> do fn:group_by(T), let N = fn:count(), let S = fn:sum(B).
        quiet(K) :- e(K, _), !q(K, _) over [NEARns, FARns].
        loose(K) :- e(K, _), ![-[NEARns, FARns] q(K, _).
        missed(N) :- late(_, _, _, _, _) |> do fn:group_by(), let N = fn:count().
        """;

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 4)]
    [InlineData(3, 2, 6)]
    [InlineData(4, 3, 3)]
    [InlineData(5, 0, 9)]
    [InlineData(6, 1, 2)]
    public void Every_relation_is_as_defined_at_every_moment(int seed, long near, long far)
    {
        Random random = new(seed);
        int runs = Environment.GetEnvironmentVariable("SCALP_LONG") == "1" ? 400 : 12;
        for (int run = 0; run < runs; run++)
        {
            TimedMarket market = new(Ttl, Lateness);
            ReferenceSession session = Sessions.Start(Rules.Replace("NEAR", $"{near}", StringComparison.Ordinal).Replace("FAR", $"{far}", StringComparison.Ordinal));
            long now = 0;
            for (int step = 0; step < 25; step++)
            {
                long at = Math.Max(0, now + random.Next(-5, 7));
                now = Walk(session, market, now, at, near, far);
                List<TimedChange> changes = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Change(random))];
                Commit(session, market, at, now, changes);
                Compare(session, market, now, near, far);
            }
        }
    }

    /// <summary>Visits every moment up to a time, whether or not a timer is due there: a timer that is missing shows as a difference.</summary>
    private static long Walk(ReferenceSession session, TimedMarket market, long now, long at, long near, long far)
    {
        for (long moment = now; moment <= at; moment++)
        {
            while (session.RunTimer(new EventTime(moment)) is { } timer)
            {
                Assert.Equal(moment, timer.At.Nanoseconds);
            }

            Compare(session, market, moment, near, far);
        }

        return Math.Max(now, at);
    }

    private static TimedChange Change(Random random) =>
        new(random.Next(3) > 0, random.Next(2) == 0, new Pair(random.Next(3), random.Next(3)));

    private static void Commit(ReferenceSession session, TimedMarket market, long at, long now, List<TimedChange> changes)
    {
        market.Commit(at, now, changes);
        TransactionResult result = session.Commit(new EventTime(at), [.. changes.Select(ToFact)]);
        Assert.Equal(now, result.At.Nanoseconds);
        Assert.Empty(result.Timers);
    }

    private static FactChange ToFact(TimedChange change)
    {
        Value a = Value.Number(change.Row.A), b = Value.Number(change.Row.B);
        Fact fact = !change.IsKeyed ? new Fact("e", a, b) : change.IsAssert ? new Fact("q", a, b) : new Fact("q", a);
        return change.IsAssert ? FactChange.Assert(fact) : FactChange.Retract(fact);
    }

    private static void Compare(ReferenceSession session, TimedMarket market, long now, long near, long far)
    {
        string[] expected = [.. Expected(market, now, near, far).Distinct().Order(StringComparer.Ordinal)];
        string[] predicates = ["now_q", "held_q", "held_e", "held_r", "past_q", "past_e", "win_q", "win_e", "win_r", "rows_e", "bar_e", "quiet", "loose", "missed"];
        string[] actual = [.. predicates.SelectMany(session.FactsOf).Select(static f => f.ToString()).Order(StringComparer.Ordinal)];
        Assert.True(expected.SequenceEqual(actual), $"at {now}\nmissing: {string.Join(" ", expected.Except(actual))}\ntoo much: {string.Join(" ", actual.Except(expected))}");
    }

    private static IEnumerable<string> Expected(TimedMarket market, long now, long near, long far)
    {
        Pair Key(Pair row) => new(row.A, 0);
        Pair Second(Pair row) => new(row.B, 0);
        IEnumerable<string> found = market.Now(now, true).Select(static r => $"now_q({r.A}, {r.B})")
            .Concat(market.Held(now, near, far, Key, true).Select(static r => $"held_q({r.A})"))
            .Concat(market.Held(now, near, far, static r => r, false).Select(static r => $"held_e({r.A}, {r.B})"))
            .Concat(market.Held(now, near, far, Second, true).Select(static r => $"held_r({r.A})"))
            .Concat(market.Past(now, near, far, static r => r, true).Select(static r => $"past_q({r.A}, {r.B})"))
            .Concat(market.Past(now, near, far, Key, false).Select(static r => $"past_e({r.A})"));
        List<(Pair Row, long Time)> keyed = market.Window(now, near, far, true), set = market.Window(now, near, far, false), bar = market.Bucket(now, 4);
        HashSet<long> askers = [.. market.Now(now, false).Select(static r => r.A)], heard = [.. keyed.Select(static e => e.Row.A)], held = [.. market.Held(now, near, far, Key, true).Select(static r => r.A)];
        found = found
            .Concat(keyed.GroupBy(static e => e.Row).Select(static g => $"win_q({g.Key.A}, {g.Key.B}, {g.Count()})"))
            .Concat(set.GroupBy(static e => e.Row.A).Select(static g => $"win_e({g.Key}, {g.Count()}, {g.Sum(static e => e.Row.B)})"))
            .Concat(market.Appearances(now, near, far).GroupBy(static a => a.Value).Select(static g => $"win_r({g.Key}, {g.Count()})"))
            .Concat(market.Last(now, 3).GroupBy(static r => r.A).Select(static g => $"rows_e({g.Key}, {g.Count()}, {g.Sum(static r => r.B)})"))
            .Concat(askers.Except(heard).Select(static k => $"quiet({k})"))
            .Concat(askers.Except(held).Select(static k => $"loose({k})"));
        return found
            .Concat(bar.Count == 0 ? [] : [$"bar_e({bar.Count}, {bar.Sum(static e => e.Row.B)})"])
            .Concat(market.LateCount == 0 ? [] : [$"missed({market.LateCount})"]);
    }
}
