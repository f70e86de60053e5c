using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>What passing time costs rules that read <c>now</c>: nothing but the rows whose moment has come, and no memory.</summary>
public sealed class ClockStreamTests
{
    private const string Market = """
        Decl quote(Sym, Time, Bid) descr [extensional(), key([Sym])] bound [/string, /time, /dec8].
        Decl trade(Sym, Time)      descr [extensional(), ttl(200ns)] bound [/string, /time].
        param patience = 30ns in [1ns, 1s].
        stale(S)     :- quote(S, T, _), now - T > patience.
        fresh_bid(S, B) :- quote(S, T, B), Age = now - T, Age <= 10ns.
        recent(S, N) :- trade(S, T), now - T < 50ns |> do fn:group_by(S), let N = fn:count().
        link(S, R)   :- stale(S), stale(R), S != R.
        alone(S)     :- quote(S, T, _), !link(S, _), T + 20ns < now.
        """;

    [Fact]
    public void Rules_that_read_now_allocate_nothing_once_warm()
    {
        IncrementalSession session = Start(Market);
        (PredicateHandle quote, PredicateHandle trade) = (session.HandleOf("quote"), session.HandleOf("trade"));
        long least = long.MaxValue, seen = 0, now = 0;
        Value[] row = new Value[3];
        for (int round = 0; round < 6; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1_200; i++)
            {
                now += i % 3;
                session.Begin(new EventTime(now));
                (row[0], row[1], row[2]) = (Symbols[i * 7 % 11 % 8], Value.Time(now - (i % 5)), Value.Decimal(new Dec8(i % 13 * 100_000_000L)));
                session.Assert(quote, row);
                session.Assert(trade, row.AsSpan(0, 2));
                foreach (RowChange change in session.Commit().Derived)
                {
                    seen += change.Kind == ChangeKind.Assert ? 1 : 0;
                }
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(seen > 1_000, $"{seen} rows appeared");
        Assert.Equal(0, least);
    }

    [Fact]
    public void Only_rows_that_are_due_are_derived_again()
    {
        IncrementalSession session = Start("Decl q(K, T) descr [extensional(), key([K])] bound [/number, /time].\nold(K) :- q(K, T), now - T > 10ns.\nbad(K) :- q(K, T), now - T > 10ns, 1 / (K - 1) > 0.0.");
        session.Commit(EventTime.Zero, [.. Enumerable.Range(0, 5).Select(static i => FactChange.Assert(new Fact("q", Value.Number(i), Value.Time(i))))]);

        // The division fails for K = 1 once its row is due, and is asked neither before nor after.
        long[] failures = [.. Enumerable.Range(1, 20).Select(at => session.Commit(new EventTime(at), []).FailedLiterals.Sum(static pair => pair.Value))];
        Assert.Equal(Enumerable.Range(1, 20).Select(static at => at == 12 ? 1L : 0L), failures);
        Assert.Equal(5, session.FactsOf("old").Count);
    }

    private static Value[] Symbols { get; } = [.. Enumerable.Range(0, 8).Select(static i => Value.String($"S{i}"))];

    private static IncrementalSession Start(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("clock.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics));
        return new IncrementalSession(PlanCompiler.Compile(bound.Program), SessionLimits.Default);
    }
}
