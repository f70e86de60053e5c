using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Time costs no memory once the windows are full: expiry, every sort of view, and timers between transactions.</summary>
public sealed class TimeStreamTests
{
    private const string Market = """
        Decl quote(Sym, Bid) descr [extensional(), key([Sym]), ttl(40ns), lateness(10ns)] bound [/string, /dec8].
        Decl trade(Sym, Price) descr [extensional()] bound [/string, /number].
        last(S, N, T)  :- trade(S, P) over [0ns, 60ns] |> do fn:group_by(S), let N = fn:count(), let T = fn:sum(P).
        ago(S, N)      :- trade(S, _) over [20ns, 50ns] |> do fn:group_by(S), let N = fn:count().
        few(S, M)      :- trade(S, P) over rows 5 |> do fn:group_by(S), let M = fn:max(P).
        bar(T, N)      :- trade(_, _) over tumbling 16ns as T |> do fn:group_by(T), let N = fn:count().
        high(S)        :- quote(S, B), B > 3.
        steady(S)      :- [-[0ns, 12ns] high(S).
        lately(S)      :- <-[4ns, 30ns] high(S), !high(S).
        """;

    [Fact]
    public void Windows_expiry_and_timers_allocate_nothing_once_warm()
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("market.rules", Market)], BindOptions.Default);
        IncrementalSession session = new(PlanCompiler.Compile(bound.Program!), SessionLimits.Default);
        (PredicateHandle quote, PredicateHandle trade) = (session.HandleOf("quote"), session.HandleOf("trade"));
        Value[][] quotes = [.. Enumerable.Range(0, 40).Select(static i => new[] { Value.String($"S{i % 8}"), Value.Decimal(new Dec8(i * 7 % 11 * 100_000_000L)) })];
        Value[][] trades = [.. Enumerable.Range(0, 40).Select(static i => new[] { Value.String($"S{i % 5}"), Value.Number(i * 5 % 13) })];
        long least = long.MaxValue, seen = 0, timers = 0, now = 0;
        for (int round = 0; round < 6; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1_200; i++)
            {
                now += i % 3 == 0 ? 5 : 0;
                session.Begin(new EventTime(i % 17 == 0 ? now - 3 : now));
                session.Assert(quote, quotes[i * 13 % quotes.Length]);
                session.Assert(trade, trades[i % trades.Length]);
                TransactionView view = session.Commit();
                timers += view.TimersRun;
                foreach (RowChange change in view.Derived)
                {
                    seen += change.Kind == ChangeKind.Assert ? 1 : 0;
                }
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(seen > 5_000 && timers > 1_000, $"{seen} rows appeared, {timers} timers ran");
        Assert.Equal(0, least);
    }
}
