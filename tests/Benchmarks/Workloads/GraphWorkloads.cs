using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Recursive programs over graphs. The updates delete an edge and put it back, in turns.</summary>
internal static class GraphWorkloads
{
    /// <summary>Closure of a chain: n (n - 1) / 2 paths for n nodes; deleting an edge near its middle takes half of them away.</summary>
    public static Workload ChainClosure(int nodes, int deletions, ulong seed) =>
        Of("closure", Chain(nodes), deletions, seed);

    /// <summary>Closure of a random digraph: with five edges a node nearly all pairs are connected, in many ways.</summary>
    public static Workload RandomClosure(int nodes, int edges, int deletions, ulong seed) =>
        Of("closure", RandomEdges(nodes, edges, seed), deletions, seed);

    public static Workload Reach(int nodes, int edges, int sources, int deletions, ulong seed)
    {
        Workload graph = Of("reach", RandomEdges(nodes, edges, seed), deletions, seed);
        return graph with { Opening = [.. graph.Opening, .. Enumerable.Range(0, sources).Select(static s => Workload.Put("source", s))] };
    }

    /// <summary>Same generation in a tree in which every node above the leaves has <paramref name="children"/> children.</summary>
    public static Workload SameGeneration(int depth, int children, int deletions, ulong seed)
    {
        List<FactChange> parents = [];
        int first = 0, next = 1;
        for (int level = 0; level < depth; level++)
        {
            int end = next;
            for (; first < end; first++)
            {
                for (int i = 0; i < children; i++)
                {
                    parents.Add(Workload.Put("parent", next++, first));
                }
            }
        }

        return Of("same_generation", parents, deletions, seed);
    }

    private static List<FactChange> Chain(int nodes) => [.. Enumerable.Range(0, nodes - 1).Select(static i => Workload.Put("edge", i, i + 1))];

    private static List<FactChange> RandomEdges(int nodes, int count, ulong seed)
    {
        Lcg random = new(seed);
        SortedSet<(int From, int To)> edges = [];
        while (edges.Count < count)
        {
            edges.Add((random.Next(nodes), random.Next(nodes)));
        }

        return [.. edges.Select(static edge => Workload.Put("edge", edge.From, edge.To))];
    }

    private static Workload Of(string program, List<FactChange> edges, int deletions, ulong seed)
    {
        Lcg random = new(seed + 1);
        List<FactChange> updates = new(2 * deletions);
        for (int i = 0; i < deletions; i++)
        {
            FactChange edge = edges[random.Next(edges.Count)];
            updates.AddRange([FactChange.Retract(edge.Fact), edge]);
        }

        return new Workload(program, edges, updates);
    }
}
