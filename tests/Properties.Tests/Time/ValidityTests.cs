using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Temporal predicates hold over the intervals that their facts name; operators ask of them what their definition says.</summary>
public sealed class ValidityTests
{
    private const string Rules =
        """
        Decl on(X) temporal bound [/number].
        Decl both(X, Y) temporal bound [/number, /number].
        some_past(X) :- <-[1ns, 3ns] on(X).
        all_past(X) :- [-[1ns, 3ns] on(X).
        some_future(X) :- <+[1ns, 3ns] on(X).
        all_future(X) :- [+[1ns, 3ns] on(X).
        moment(X, T) :- on(X)@[T].
        any(X) :- on(X).
        never(X) :- X = 5, !on(X).
        both(X, Y)@[S, E] :- on(X)@[S, E], on(Y)@[S2, E2], X < Y, S >= S2, E <= E2.
        """;

    [Fact]
    public void Operators_on_intervals_equal_their_definition_in_both_evaluators()
    {
        Random random = new(7);
        SessionPair pair = new(Rules);
        HashSet<(int X, int S, int E)> rows = [];
        int held = 0;
        for (int now = 0; now < 60; now++)
        {
            (int X, int S, int E) row = (random.Next(6), random.Next(20), 0);
            row.E = row.S + random.Next(8);
            Fact fact = new("on", Value.Number(row.X), Value.Time(row.S), Value.Time(row.E));
            bool isGiven = random.Next(3) > 0;
            _ = isGiven ? rows.Add(row) : rows.Remove(row);
            int at = now / 3;
            pair.Commit(new EventTime(at), isGiven ? FactChange.Assert(fact) : FactChange.Retract(fact));

            held += Check(pair, "some_past", rows.Where(r => r.S <= at - 1 && r.E >= at - 3));
            held += Check(pair, "all_past", rows.Where(r => r.S <= at - 3 && r.E >= at - 1));
            held += Check(pair, "some_future", rows.Where(r => r.S <= at + 3 && r.E >= at + 1));
            held += Check(pair, "all_future", rows.Where(r => r.S <= at + 1 && r.E >= at + 3));
            held += Check(pair, "any", rows);
            Assert.Equal(rows.Count(static r => r.S == r.E), pair.Count("moment"));
            Assert.Equal(rows.SelectMany(_ => rows, static (a, b) => (a, b)).Where(static p => p.a.X < p.b.X && p.a.S >= p.b.S && p.a.E <= p.b.E).Select(static p => (p.a.X, p.b.X, p.a.S, p.a.E)).Distinct().Count(), pair.Count("both"));
            Assert.Equal(rows.Any(static r => r.X == 5) ? 0 : 1, pair.Count("never"));
        }

        Assert.True(held > 200, $"{held}");
    }

    [Fact]
    public void Open_bounds_reach_from_the_first_moment_to_the_last()
    {
        SessionPair pair = new("""
            Decl on(X) temporal bound [/name].
            on(/always)@[_, _]. on(/since)@[2024-01-01, _]. on(/until)@[_, 2024-01-01]. on(/once)@[2024-01-01T10:00:00].
            now_on(X) :- <-[0ns, 0ns] on(X).
            """);
        string On() => string.Join(' ', pair.Facts("now_on"));

        Assert.Equal("now_on(/always) now_on(/until)", On());
        pair.Commit(new EventTime(1704103200000000000));
        Assert.Equal("now_on(/always) now_on(/once) now_on(/since)", On());
        pair.Commit(new EventTime(1704103200000000001));
        Assert.Equal("now_on(/always) now_on(/since)", On());
    }

    private static int Check(SessionPair pair, string predicate, IEnumerable<(int X, int S, int E)> rows)
    {
        int[] expected = [.. rows.Select(static r => r.X).Distinct().Order()];
        Assert.Equal(string.Join(' ', expected.Select(x => $"{predicate}({x})")), string.Join(' ', pair.Facts(predicate)));
        return expected.Length;
    }
}
