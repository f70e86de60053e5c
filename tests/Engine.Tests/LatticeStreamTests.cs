using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Merged rows and certainties cost the keys that changed, and no memory.</summary>
public sealed class LatticeStreamTests
{
    private const string Market = """
        Decl offer(Venue, Sym, Price) descr [extensional(), key([Venue, Sym])] bound [/name, /string, /number].
        Decl best(Sym, Price)  descr [merge([Price], "min2")] bound [/string, /number].
        Decl score(Model, Sym, C) descr [extensional(), key([Model, Sym]), tag(/noisyor)] bound [/name, /string, /float64].
        Decl rising(Sym, C)    descr [tag(/noisyor)] bound [/string, /float64].
        Decl trusted(Sym, C)   descr [tag(/maxmin)] bound [/string, /float64].
        best(S, P)      :- offer(_, S, P).
        cheap(S)        :- best(S, P), P < 20.
        rising(S, 0.9)  :- score(_, S, _).
        rising(S, 0.5)  :- offer(_, S, P), P > 40.
        trusted(S, 0.8) :- rising(S, _), score(/m1, S, _).
        buyable(S)      :- trusted(S, C), C > 0.3.
        """;

    [Fact]
    public void Combined_rows_allocate_nothing_once_warm()
    {
        IncrementalSession session = StreamAllocation.Start(Market);
        (PredicateHandle offer, PredicateHandle score) = (session.HandleOf("offer"), session.HandleOf("score"));
        Value[][] offers = [.. Enumerable.Range(0, 700).Select(static i => new[] { Value.Name($"/v{i % 3}"), Value.String($"S{i % 8}"), Value.Number(i * 37 % 61) })];
        Value[][] scores = [.. Enumerable.Range(0, 700).Select(static i => new[] { Value.Name($"/m{i % 2}"), Value.String($"S{i % 7}"), Value.Float64(i * 37 % 61 / 61.0) })];
        (long bytes, long appeared) = StreamAllocation.Measure(session, offers.Length, (s, i) =>
        {
            s.Assert(offer, offers[i]);
            s.Assert(score, scores[i]);
        });
        Assert.True(appeared > 3000, $"{appeared} rows appeared");
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Only_the_keys_that_changed_are_combined_again()
    {
        IncrementalSession session = StreamAllocation.Start("""
            Decl vote(Who, Sym, W) descr [extensional(), key([Who, Sym])] bound [/number, /number, /float64].
            Decl sure(Sym, C) descr [tag(/noisyor)] bound [/number, /float64].
            sure(S, W) :- vote(_, S, W).
            """);
        FactChange Vote(int who, int sym, double weight) => FactChange.Assert(new Fact("vote", Value.Number(who), Value.Number(sym), Value.Float64(weight)));
        session.Commit(EventTime.Zero, [.. Enumerable.Range(0, 40).Select(i => Vote(i / 10, i % 10, 0.5))]);

        // A weight beyond 1 fails whenever its key is combined: with its own symbol, not with others.
        long[] failures = [.. new[] { Vote(0, 3, 2.0), Vote(1, 3, 0.25), Vote(1, 4, 0.25) }.Select((change, i) => session.Commit(new EventTime(i + 1), [change]).FailedLiterals.Sum(static f => f.Value))];
        Assert.Equal([1L, 1L, 0L], failures);
        Assert.Equal(10, session.FactsOf("sure").Count);
    }
}
