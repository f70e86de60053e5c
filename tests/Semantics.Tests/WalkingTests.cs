using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics.Tests;

public sealed class WalkingTests
{
    [Fact]
    public void The_founding_rules_bind_with_inferred_types()
    {
        BoundProgram program = Rules.Program("""
            // Arbitrage
            price("binance", "BTCUSDT", 100). price("bybit", "BTCUSDT", 101.5).
            volatility(1, 0.07). volume_spike(1, 3).
            arbitrage_opportunity(E1, E2, S, PriceDiff) :- price(E1, S, P1), price(E2, S, P2), P1 < P2, PriceDiff = P2 - P1, PriceDiff > 0.001.
            volatile_market(T) :- volatility(T, Vol), volume_spike(T, VolSpike), Vol > 0.05, VolSpike > 2.0.
            """);
        Assert.Equal("/string, /string, /float64", Rules.Types(program, "price"));
        Assert.Equal("/string, /string, /string, /float64", Rules.Types(program, "arbitrage_opportunity"));
        Assert.Equal("/number, /float64", Rules.Types(program, "volume_spike"));
        Assert.Equal("price(\"binance\", \"BTCUSDT\", 100.0)", program.Facts[0].Fact.ToString());
    }

    [Fact]
    public void A_group_and_a_negation_lie_above_what_they_read()
    {
        BoundProgram program = Rules.Program("""
            Decl edge(From, To) bound [/number, /number].
            path(X, Y) :- edge(X, Y).
            path(X, Z) :- path(X, Y), edge(Y, Z).
            reach(X, N) :- path(X, Y) |> do fn:group_by(X), let N = fn:count().
            dead(X) :- edge(_, X), !edge(X, _).
            share(X, R) :- path(X, Y) |> do fn:group_by(X), let R = sum(Y) / count().
            """);
        Assert.Equal("/number, /number", Rules.Types(program, "path"));
        Assert.Equal("/number, /number", Rules.Types(program, "reach"));
        Assert.Equal("/number, /float64", Rules.Types(program, "share"));
        int path = program.Strata.ToList().FindIndex(s => s.Predicates.Contains(program.FindPredicate("path")!.Id));
        int reach = program.Strata.ToList().FindIndex(s => s.Predicates.Contains(program.FindPredicate("reach")!.Id));
        Assert.True(path < reach && program.Strata[path].IsRecursive && !program.Strata[reach].IsRecursive);
    }
}
