using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Reference.Tests.Texts;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Merges against Dijkstra's algorithm, and Mangle's own examples.</summary>
public sealed class MergeTests
{
    private const string Plain = """
        Decl edge(A, B, W) descr [key([A, B])] bound [/number, /number, /number].
        Decl dist(A, B, D) descr [merge([D], "min2")] bound [/number, /number, /number].
        dist(A, B, W) :- edge(A, B, W).
        dist(A, C, D) :- dist(A, B, X), edge(B, C, W), D = X + W.
        """;

    private const string Grouped = """
        Decl edge(A, B, W) descr [key([A, B])] bound [/number, /number, /number].
        Decl dist(A, B, D) descr [merge([D], "min2")] bound [/number, /number, /number].
        dist(A, B, W) :- edge(A, B, W).
        dist(A, C, D) :- dist(A, B, X), edge(B, C, W), Y = X + W |> do fn:group_by(A, C), let D = fn:min(Y).
        """;

    [Theory]
    [InlineData(Plain)]
    [InlineData(Grouped)]
    public void Shortest_distances_on_graphs_with_cycles_are_those_of_dijkstra(string rules)
    {
        for (int seed = 0; seed < 25; seed++)
        {
            Random random = new(seed);
            Dictionary<(int From, int To), int> edges = [];
            ReferenceSession session = Start(rules);
            for (int step = 1; step <= 4; step++)
            {
                List<FactChange> changes = [];
                for (int i = 0; i < 5; i++)
                {
                    (int, int) edge = (random.Next(6), random.Next(6));
                    changes.Add(random.Next(4) > 0 ? Plus("edge", edge.Item1, edge.Item2, edges[edge] = random.Next(0, 9)) : Minus("edge", edge.Item1, edge.Item2));
                    _ = changes[^1].Kind == ChangeKind.Retract && edges.Remove(edge);
                }

                session.Commit(new EventTime(step), changes);
                Assert.Equal(string.Join(' ', Dijkstra(edges).Order()), session.Facts("dist"));
            }
        }
    }

    [Fact]
    public void Mangles_shortest_path_keeps_the_shortest()
    {
        ReferenceSession session = Start("""
            Decl shortest(S, T, P) descr [fundep([S, T], [P]), merge([P], "shorter")].
            Decl shorter(P1, P2, P) descr [mode('+', '+', '-'), deferred()].
            edge(/a, /b). edge(/b, /c). edge(/c, /d). edge(/a, /d). edge(/d, /a).
            shortest(X, Y, [X, Y]) :- edge(X, Y).
            shortest(X, Z, New) :- shortest(X, Y, P), edge(Y, Z) |> let New = fn:list:append(P, Z).
            shorter(A, B, C) :- fn:list:len(A) < fn:list:len(B), C = A.
            shorter(A, B, C) :- fn:list:len(B) <= fn:list:len(A), C = B.
            """);

        Assert.Contains(Fact("edge", "/d", "/a"), session.FactsOf("edge"));
        Assert.Contains("shortest(/a, /d, [/a, /d])", session.Facts("shortest"), StringComparison.Ordinal);
        Assert.Contains("shortest(/a, /c, [/a, /b, /c])", session.Facts("shortest"), StringComparison.Ordinal);
        Assert.Contains("shortest(/a, /a, [/a, /d, /a])", session.Facts("shortest"), StringComparison.Ordinal);
        Assert.Equal(16, session.FactsOf("shortest").Count);
    }

    [Fact]
    public void Derivations_of_merged_rows_go_down()
    {
        ReferenceSession session = Start(Plain + "edge(1, 2, 1). edge(2, 3, 1). edge(1, 3, 5). edge(3, 1, 1).");
        foreach (Fact fact in session.FactsOf("dist"))
        {
            Derivation derivation = session.DerivationOf(fact)!;
            Assert.Equal("merge min2", derivation.Part!.How);
            Assert.Equal(fact.Arguments[2], derivation.Part.Value);
            Assert.All(derivation.Premises, p => Assert.True((session.DerivationOf(p)?.Height ?? 0) < derivation.Height));
        }
    }

    [Fact]
    public void Given_rows_are_merged_too()
    {
        ReferenceSession session = Start("Decl best(S, P) descr [merge([P], \"max2\")] bound [/string, /number]. Decl bid(S, P) bound [/string, /number]. best(S, P) :- bid(S, P).");

        session.Commit(new EventTime(1), [Plus("best", "A", 5), Plus("bid", "A", 3), Plus("bid", "B", 4)]);
        session.Commit(new EventTime(2), [Plus("bid", "A", 7)]);

        Assert.Equal("best(\"A\", 7) best(\"B\", 4)", session.Facts("best"));
        Assert.False(session.IsGiven(Fact("best", "A", 5)));
    }

    [Fact]
    public void A_merge_that_gives_no_value_rolls_the_transaction_back()
    {
        ReferenceSession session = Start("""
            Decl p(K, V) descr [merge([V], "equal")] bound [/string, /number].
            Decl equal(A, B, C) descr [mode('+', '+', '-'), deferred()] bound [/number, /number, /number].
            Decl e(K, V) bound [/string, /number].
            equal(A, B, C) :- A = B, C = A.
            p(K, V) :- e(K, V).
            """);

        TransactionResult result = session.Commit(new EventTime(1), [Plus("e", "a", 1), Plus("e", "a", 2)]);

        Assert.Equal((TransactionOutcome.PromiseBroken, "merge equal gives no value for 1 and 2 of p"), (result.Outcome, result.Problem));
        Assert.Equal("", session.Facts("e", "p"));
    }

    [Fact]
    public void Rules_that_never_settle_spend_the_budget()
    {
        ReferenceSession session = Start("Decl p(V) descr [merge([V], \"max2\")] bound [/number]. Decl e(V) bound [/number]. p(V) :- e(V). p(W) :- p(V), W = V + 1.", new SessionLimits { MaxCreatedFacts = 500 });

        Assert.Equal(TransactionOutcome.BudgetExceeded, session.Commit(new EventTime(1), [Plus("e", 1)]).Outcome);
    }

    /// <summary>From every node, without the empty path.</summary>
    private static IEnumerable<Fact> Dijkstra(Dictionary<(int From, int To), int> edges)
    {
        for (int start = 0; start < 6; start++)
        {
            Dictionary<int, int> done = [];
            PriorityQueue<int, int> queue = new();
            void Follow(int node, int far)
            {
                foreach (((int from, int to), int weight) in edges)
                {
                    if (from == node)
                    {
                        queue.Enqueue(to, far + weight);
                    }
                }
            }

            Follow(start, 0);
            while (queue.TryDequeue(out int node, out int far))
            {
                if (done.TryAdd(node, far))
                {
                    Follow(node, far);
                    yield return Fact("dist", start, node, far);
                }
            }
        }
    }
}
