using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Deletion from recursive layers at sizes where its answers are known by counting; that it is right in general is held by properties against the reference evaluator.</summary>
public sealed class RecursiveDeletionTests
{
    private const string Closure = """
        Decl edge(A, B) descr [extensional()] bound [/number, /number].
        path(A, B) :- edge(A, B).
        path(A, C) :- path(A, B), edge(B, C).
        """;

    [Fact]
    public void A_ring_that_loses_its_only_way_in_does_not_hold_itself_up()
    {
        IncrementalSession session = Start("""
            Decl root(A) descr [extensional()] bound [/number].
            Decl edge(A, B) descr [extensional()] bound [/number, /number].
            live(A) :- root(A).
            live(B) :- live(A), edge(A, B).
            """);
        session.Commit(EventTime.Zero, [Plus("root", 0), Plus("edge", 0, 1), Plus("edge", 1, 2), Plus("edge", 2, 3), Plus("edge", 3, 1)]);
        Assert.Equal(4, session.FactsOf("live").Count);
        Assert.Equal(["-live(1)", "-live(2)", "-live(3)"], Texts(session.Commit(EventTime.Zero, [Minus("edge", 0, 1)])));
        Assert.Equal(["+live(1)", "+live(2)", "+live(3)"], Texts(session.Commit(EventTime.Zero, [Plus("edge", 0, 3)])));
    }

    /// <summary>Cutting a chain near its end takes few rows; in its middle so many that the layer is computed anew.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(75)]
    public void Cutting_a_chain_takes_exactly_the_paths_over_the_cut(int cut)
    {
        const int Nodes = 150;
        IncrementalSession session = Start(Closure);
        session.Commit(EventTime.Zero, [.. Enumerable.Range(0, Nodes - 1).Select(static i => Plus("edge", i, i + 1))]);
        Assert.Equal(Nodes * (Nodes - 1) / 2, session.FactsOf("path").Count);
        Assert.Equal(cut * (Nodes - cut), session.Commit(EventTime.Zero, [Minus("edge", cut - 1, cut)]).Derived.Length);
        Assert.Equal(cut * (Nodes - cut), session.Commit(EventTime.Zero, [Plus("edge", cut - 1, cut)]).Derived.Length);
        Assert.Equal(Nodes * (Nodes - 1) / 2, session.FactsOf("path").Count);
    }

    [Fact]
    public void A_strongly_connected_graph_stays_so_under_deletions_that_leave_another_way()
    {
        const int Nodes = 60;
        IncrementalSession session = Start(Closure);
        session.Commit(EventTime.Zero, [.. Enumerable.Range(0, Nodes).SelectMany(static i => new[] { Plus("edge", i, (i + 1) % Nodes), Plus("edge", i, (i + 7) % Nodes) })]);
        for (int i = 0; i < Nodes; i++)
        {
            Assert.Empty(session.Commit(EventTime.Zero, [Minus("edge", i, (i + 1) % Nodes)]).Derived);
            Assert.Empty(session.Commit(EventTime.Zero, [Plus("edge", i, (i + 1) % Nodes)]).Derived);
        }

        Assert.Equal(Nodes * Nodes, session.FactsOf("path").Count);
    }

    [Fact]
    public void A_given_row_that_is_taken_back_stays_when_the_rules_derive_it_without_itself()
    {
        IncrementalSession session = Start(Closure);
        session.Commit(EventTime.Zero, [Plus("path", 1, 2), Plus("edge", 2, 1), Plus("edge", 1, 2)]);
        Assert.Empty(session.Commit(EventTime.Zero, [Minus("path", 1, 2)]).Derived);
        session.Commit(EventTime.Zero, [Plus("path", 1, 2)]);
        session.Commit(EventTime.Zero, [Minus("edge", 1, 2)]);
        Assert.Contains(session.FactsOf("path"), static f => f.ToString() == "path(1, 1)");
        session.Commit(EventTime.Zero, [Minus("path", 1, 2)]);
        Assert.Equal("path(2, 1)", Assert.Single(session.FactsOf("path")).ToString());
    }

    [Theory]
    [InlineData(30, 7)] // another way is left: nothing goes in the end
    [InlineData(1000, 1)] // a chain, cut at its end: rows go and come back
    public void Deleting_and_putting_back_allocates_nothing_once_warm(int nodes, int step)
    {
        IncrementalSession session = Start(Closure + "Decl root(A) descr [extensional()] bound [/number]. far(B) :- root(A), edge(A, B). far(B) :- far(A), edge(A, B).");
        PredicateHandle edge = session.HandleOf("edge");
        Value[][] edges = [.. Enumerable.Range(0, 30).Select(i => new[] { Value.Number(i), Value.Number((i + 1) % nodes) })];
        session.Commit(EventTime.Zero, [Plus("root", 0), .. edges.Select(static row => FactChange.Assert(new Fact("edge", row))), .. Enumerable.Range(0, step == 1 ? 0 : 30).Select(i => Plus("edge", i, (i + step) % nodes))]);
        long least = long.MaxValue, changes = 0;
        for (int round = 0; round < 6; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 20; i < 30; i++)
            {
                session.Begin(EventTime.Zero);
                session.Retract(edge, edges[i]);
                foreach (RowChange _ in session.Commit().Derived)
                {
                    changes++;
                }

                session.Begin(EventTime.Zero);
                session.Assert(edge, edges[i]);
                session.Commit();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(step == 1, changes > 0);
        Assert.Equal(0, least);
    }

    private static IncrementalSession Start(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("test.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return new IncrementalSession(PlanCompiler.Compile(bound.Program!), SessionLimits.Default);
    }

    private static IEnumerable<string> Texts(TransactionResult result) => result.Derived.Select(static c => c.ToString());

    private static FactChange Plus(string predicate, params long[] row) => FactChange.Assert(FactOf(predicate, row));

    private static FactChange Minus(string predicate, params long[] row) => FactChange.Retract(FactOf(predicate, row));

    private static Fact FactOf(string predicate, long[] row) => new(predicate, [.. row.Select(Value.Number)]);
}
