using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>State rules cost what changed: a transaction after which they ask for nothing new allocates nothing.</summary>
public sealed class StateStreamTests
{
    [Fact]
    public void State_rules_that_ask_for_nothing_new_allocate_nothing_once_warm()
    {
        IncrementalSession session = StreamAllocation.Start("""
            Decl quote(Sym, Bid) descr [extensional(), key([Sym])] bound [/string, /dec8].
            Decl limit(Sym, Max) descr [extensional(), key([Sym])] bound [/string, /dec8].
            Decl halted(Sym)     bound [/string].
            high(S)         :- quote(S, B), limit(S, M), B > M.
            assert halted(S) :- high(S), !halted(S).
            assert halted(S) :- quote(S, B), B > 1000.0.
            retract halted(S) :- halted(S), !high(S), quote(S, B), B < 0.5.
            open(S)         :- quote(S, _), !halted(S).
            """);
        (PredicateHandle quote, PredicateHandle limit) = (session.HandleOf("quote"), session.HandleOf("limit"));
        Value[][] rows = [.. Enumerable.Range(0, 600).Select(static i => new[] { Value.String($"S{i % 20}"), Value.Decimal(new Dec8((1 + (i * 37 % 61)) * 100_000_000L)) })];
        (long bytes, long appeared) = StreamAllocation.Measure(session, rows.Length, (s, i) => s.Assert(i % 9 == 0 ? limit : quote, rows[i]));
        Assert.True(session.FactsOf("halted").Count > 5 && appeared > 100, $"{session.FactsOf("halted").Count} halted, {appeared} rows appeared");
        Assert.Equal(0, bytes);
    }
}
