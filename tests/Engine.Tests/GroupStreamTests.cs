using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>What a transaction costs in groups: no memory, and nothing at all where it changes what no group reads.</summary>
public sealed class GroupStreamTests
{
    private const string Market = """
        Decl quote(Sym, Venue, Bid, Size) descr [extensional(), key([Sym, Venue])] bound [/string, /name, /dec8, /float64].
        depth(S, N, T, A) :- quote(S, _, Bid, _) |> do fn:group_by(S), let N = fn:count(), let T = fn:sum(Bid), let A = fn:avg(Bid).
        best(S, B, W)     :- quote(S, _, Bid, _) |> do fn:group_by(S), let B = fn:max(Bid), let W = fn:min(Bid).
        where(S, A)       :- quote(S, V, Bid, _) |> do fn:group_by(S), let A = fn:argmax(V, Bid).
        levels(S, N)      :- quote(S, _, Bid, _) |> do fn:group_by(S), let N = fn:count_distinct(Bid).
        above(S, T)       :- quote(S, _, Bid, _) |> do fn:group_by(S), let T = fn:sum_if(Bid, Bid > 100.2).
        size(S, T, A)     :- quote(S, _, _, Size) |> do fn:group_by(S), let T = fn:sum(Size), let A = fn:avg(Size).
        spread(S, D, M)   :- quote(S, _, _, Size) |> do fn:group_by(S), let D = fn:stddev(Size), let M = fn:median(Size).
        tail(S, Q, C)     :- quote(S, _, Bid, Size) |> do fn:group_by(S), let Q = fn:quantile(Size, 0.9), let C = fn:corr(Size, fn:abs(Size)).
        wide(N)           :- best(_, B, W), B > W |> do fn:group_by(), let N = fn:count().
        scaled(B, N)      :- quote(_, _, Bid, _) |> let B = Bid * 2.0 |> do fn:group_by(B), let N = fn:count() |> let M = N + 1.
        """;

    [Fact]
    public void Groups_allocate_nothing_once_warm()
    {
        IncrementalSession session = new(Compile(Market), SessionLimits.Default);
        PredicateHandle quote = session.HandleOf("quote");
        Value[][] changes = [.. Enumerable.Range(0, 1200).Select(static i => Quote(i))];
        long least = long.MaxValue, seen = 0;
        for (int round = 0; round < 6; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < changes.Length; i++)
            {
                session.Begin(new EventTime((round * changes.Length) + i));
                if (i % 7 == 3)
                {
                    session.Retract(quote, changes[i].AsSpan(0, 2));
                }
                else
                {
                    session.Assert(quote, changes[i]);
                }

                foreach (RowChange change in session.Commit().Derived)
                {
                    seen += change.Kind == ChangeKind.Assert ? 1 : 0;
                }
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(seen > 1000, $"{seen} rows appeared");
        Assert.Equal(0, least);
    }

    [Fact]
    public void First_last_and_collect_allocate_nothing_once_warm_but_lists_that_no_row_holds()
    {
        IncrementalSession session = StreamAllocation.Start("""
            Decl quote(Sym, Venue, Bid) descr [extensional(), key([Sym, Venue])] bound [/string, /name, /number].
            Decl trade(Sym, Qty) descr [extensional(), ttl(90ns)] bound [/string, /number].
            ends(S, F, L)   :- quote(S, _, Bid) |> do fn:group_by(S), let F = fn:first(Bid), let L = fn:last(Bid).
            latest(S, L)    :- trade(S, Q), quote(S, _, Bid), Q > Bid |> do fn:group_by(S), let L = fn:last(Q).
            window(S, F)    :- trade(S, Q) over [0ns, 60ns] |> do fn:group_by(S), let F = fn:first(Q).
            all(S, All)     :- quote(S, _, Bid) |> do fn:group_by(S), let All = fn:collect(Bid).
            each(S, Each)   :- quote(S, V, Bid) |> do fn:group_by(S), let Each = fn:collect_distinct(V, Bid).
            pinned(S, Each) :- each(S, Each), S = "S0".
            """);
        (PredicateHandle quote, PredicateHandle trade) = (session.HandleOf("quote"), session.HandleOf("trade"));
        Value[][] rows = [.. Enumerable.Range(0, 600).Select(static i => new[] { Value.String($"S{i % 3}"), Value.Name($"/v{i % 2}"), Value.Number(i * 7 % 4) })];
        (long bytes, long appeared) = StreamAllocation.Measure(session, rows.Length, (s, i) =>
        {
            s.Assert(quote, rows[i]);
            s.Assert(trade, [rows[i][0], rows[i][2]]);
        });
        Assert.True(appeared > 1000, $"{appeared} rows appeared");

        // Every list of these few numbers has been made once by now, and nothing is given up below 1,024 values.
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Windows_of_a_thousand_rows_allocate_nothing_once_warm()
    {
        IncrementalSession session = StreamAllocation.Start("""
            Decl trade(Id, Price, Qty) descr [extensional(), key([Id]), ttl(1100ns)] bound [/number, /float64, /number].
            sums(S, A)  :- trade(_, P, _) over [0ns, 999ns] |> do fn:group_by(), let S = fn:sum(P), let A = fn:avg(P).
            range(L, H) :- trade(_, P, _) over [0ns, 999ns] |> do fn:group_by(), let L = fn:min(P), let H = fn:max(P).
            some(S)     :- trade(_, P, Q) over [0ns, 999ns] |> do fn:group_by(), let S = fn:sum_if(P, Q > 3).
            last(M)     :- trade(_, _, Q) over rows 200 |> do fn:group_by(), let M = fn:max(Q).
            """);
        PredicateHandle trade = session.HandleOf("trade");
        Value[] row = new Value[3];
        (long bytes, long appeared) = StreamAllocation.Measure(session, 2000, (s, i) =>
        {
            (row[0], row[1], row[2]) = (Value.Number(i % 1500), Value.Float64(100 + (i * 7919 % 1013 / 7.0)), Value.Number(i * 31 % 17));
            s.Assert(trade, row);
        });
        Assert.True(appeared > 10_000, $"{appeared} rows appeared");
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void A_replaced_column_that_no_group_reads_wakes_none()
    {
        IncrementalSession session = new(Compile(Market.Split('\n')[0] + "\ndepth(S, N, T) :- quote(S, _, Bid, _) |> do fn:group_by(S), let N = fn:count(), let T = fn:sum(Bid)."), SessionLimits.Default);
        Value[] one = [Value.String("S"), Value.Name("/a"), Value.Decimal(Dec8.One), Value.Float64(1)];
        session.Commit(EventTime.Zero, [FactChange.Assert(new Fact("quote", one))]);
        Fact depth = Assert.Single(session.FactsOf("depth"));
        one[3] = Value.Float64(2);
        Assert.Empty(session.Commit(new EventTime(1), [FactChange.Assert(new Fact("quote", one))]).Derived);
        Assert.Single(session.HistoryOf(depth).Events);
    }

    private static Value[] Quote(int i) =>
    [
        Value.String($"S{i % 5}"), Value.Name($"/v{i % 3}"), Value.Decimal(new Dec8(10_000_000_000 + (i * 7919L % 60 * 1_000_000))), Value.Float64(1 + (i * 31 % 17 / 4.0)),
    ];

    private static RulePlan Compile(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("test.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics));
        return PlanCompiler.Compile(bound.Program);
    }
}
