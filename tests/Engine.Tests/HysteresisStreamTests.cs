using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>A threshold with a memory costs what the changed rows cost: no memory, and no look at the rows of other keys.</summary>
public sealed class HysteresisStreamTests
{
    private const string Market = """
        Decl vol(Sym, Venue, V) descr [extensional(), key([Sym, Venue])] bound [/string, /name, /float64].
        #[hysteresis(enter: 4.0, exit: 2.0)]
        wild(S)         :- vol(S, _, V), V > 4.0.
        #[hysteresis(enter: 4.0, exit: 3.0)]
        wild_at(S, N, V) :- vol(S, N, V), V > 4.0.
        calm(S)         :- vol(S, _, _), !wild(S).
        """;

    [Fact]
    public void Thresholds_with_a_memory_allocate_nothing_once_warm()
    {
        IncrementalSession session = StreamAllocation.Start(Market);
        PredicateHandle vol = session.HandleOf("vol");
        Value[][] rows = [.. Enumerable.Range(0, 1200).Select(static i => new[] { Value.String($"S{i % 7}"), Value.Name($"/v{i % 3}"), Value.Float64(i * 37 % 61 / 10.0) })];
        (long bytes, long appeared) = StreamAllocation.Measure(session, rows.Length, (s, i) => s.Assert(vol, rows[i]));
        Assert.True(appeared > 1000, $"{appeared} rows appeared");
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void An_episode_that_begins_lets_the_weaker_rows_of_its_key_in_with_the_next_transaction_and_looks_at_no_other()
    {
        IncrementalSession session = StreamAllocation.Start("""
            Decl v(S, N, V) descr [extensional(), key([S, N])] bound [/number, /number, /number].
            #[hysteresis(enter: 10, exit: 5)]
            high(S) :- v(S, N, V), V > 10, 12 / (N - 2) != 0.0.
            """);
        Fact Row(int sym, int n, int v) => new("v", Value.Number(sym), Value.Number(n), Value.Number(v));
        session.Commit(EventTime.Zero, [.. Enumerable.Range(0, 50).SelectMany(s => new[] { FactChange.Assert(Row(s, 1, 7)), FactChange.Assert(Row(s, 2, 7)) })]);
        session.Commit(new EventTime(1), [FactChange.Assert(Row(3, 1, 11))]);

        // The row of venue 2 comes into question, where the division fails: once, for this symbol alone.
        Assert.Equal(1, session.Commit(new EventTime(2), []).FailedLiterals.Sum(static pair => pair.Value));
        Assert.Equal(0, session.Commit(new EventTime(3), []).FailedLiterals.Sum(static pair => pair.Value));
    }
}
