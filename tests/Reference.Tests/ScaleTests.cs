using System.Diagnostics;
using CryptoScalp.Rules.Semantics;
using Xunit.Abstractions;
using static CryptoScalp.Rules.Reference.Tests.ProgramBuilder;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Programs whose results can be counted by a formula.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public void The_closure_of_a_chain_has_a_path_for_every_ordered_pair()
    {
        BoundProgram program = Workloads.Closure(Workloads.Chain(1000)).Build();

        ReferenceSession session = Timed("chain of 1000", program);

        Assert.Equal(1000 * 999 / 2, session.FactsOf("path").Count);
        Assert.Equal(999, session.DerivationOf(Fact("path", 0, 999))!.Height);
    }

    [Fact]
    public void Nodes_of_a_tree_are_of_one_generation_level_by_level()
    {
        ProgramBuilder b = new();
        b.Rule("same", ["X", "Y"], [b.Atom("parent", "X", "P"), b.Atom("parent", "Y", "P"), Compare("X", ComparisonOperator.NotEqual, "Y")])
            .Rule("same", ["X", "Y"], [b.Atom("parent", "X", "P"), b.Atom("same", "P", "Q"), b.Atom("parent", "Y", "Q")])
            .Stratum("same");
        int next = 1;
        List<int> level = [0];
        for (int depth = 0; depth < 6; depth++)
        {
            List<int> children = [];
            foreach (int parent in level)
            {
                for (int i = 0; i < 3; i++, next++)
                {
                    b.Given("parent", next, parent);
                    children.Add(next);
                }
            }

            level = children;
        }

        ReferenceSession session = Timed("same generation", b.Build());

        int expected = Enumerable.Range(1, 6).Sum(static k => (int)Math.Pow(3, k) * ((int)Math.Pow(3, k) - 1));
        Assert.Equal(expected, session.FactsOf("same").Count);
    }

    [Fact]
    public void What_a_source_reaches_agrees_with_a_breadth_first_search()
    {
        Random random = new(11);
        (int From, int To)[] edges = [.. Enumerable.Range(0, 15_000).Select(_ => (random.Next(3000), random.Next(3000))).Distinct()];
        ProgramBuilder b = new();
        b.Rule("path", ["X", "Y"], [b.Atom("source", "X"), b.Atom("edge", "X", "Y")])
            .Rule("path", ["X", "Z"], [b.Atom("path", "X", "Y"), b.Atom("edge", "Y", "Z")])
            .Stratum("path");
        foreach ((int from, int to) in edges)
        {
            b.Given("edge", from, to);
        }

        foreach (int source in Enumerable.Range(0, 20))
        {
            b.Given("source", source);
        }

        ReferenceSession session = Timed("reachability", b.Build());

        ILookup<int, int> targets = edges.ToLookup(static e => e.From, static e => e.To);
        string[] expected = [.. Enumerable.Range(0, 20).SelectMany(s => Reached(s, targets).Select(t => Fact("path", s, t))).Order().Select(f => f.ToString())];
        Assert.Equal(expected, session.FactsOf("path").Select(f => f.ToString()));
    }

    private static HashSet<int> Reached(int source, ILookup<int, int> targets)
    {
        HashSet<int> seen = [];
        Queue<int> queue = new([source]);
        while (queue.TryDequeue(out int node))
        {
            foreach (int target in targets[node].Where(seen.Add))
            {
                queue.Enqueue(target);
            }
        }

        return seen;
    }

    private ReferenceSession Timed(string name, BoundProgram program)
    {
        long start = Stopwatch.GetTimestamp();
        ReferenceSession session = new(program, new());
        output.WriteLine($"{name}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms for {session.Initial.Derived.Length} facts");
        return session;
    }
}
