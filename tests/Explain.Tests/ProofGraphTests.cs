using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

public sealed class ProofGraphTests
{
    private readonly Desk _desk = new(Desk.Trading);

    [Fact]
    public void Equal_sub_proofs_are_one_node()
    {
        Proof proof = _desk.Prove(_desk.One("cluster", "BTC"));

        Assert.Single(proof.Graph.Nodes, static n => n.Fact == "linked(\"BTCUSDT\", \"ETHUSDT\")");
        Assert.Equal(2, proof.Graph.Nodes.SelectMany(Premises).Count(p => p is FactPremise f && proof.Graph[f.NodeId].Fact == "linked(\"BTCUSDT\", \"ETHUSDT\")"));
    }

    [Fact]
    public void Children_come_before_parents_and_the_root_last()
    {
        Proof proof = _desk.Prove(_desk.One("cluster", "BTC"));
        HashSet<string> before = [];
        foreach (ProofNode node in proof.Graph.Nodes)
        {
            Assert.All(Premises(node).OfType<FactPremise>(), p => Assert.Contains(p.NodeId, before));
            before.Add(node.Id);
        }

        Assert.Equal(proof.RootId, proof.Graph.Nodes[^1].Id);
    }

    [Fact]
    public void Moving_the_file_changes_where_a_proof_points_but_not_its_id()
    {
        Desk moved = new("\n\n" + Desk.Trading, "elsewhere.rules");
        Proof here = _desk.Prove(_desk.One("propose", "1.5")), there = moved.Prove(moved.One("propose", "1.5"));

        Assert.Equal(here.RootId, there.RootId);
        Assert.Equal("elsewhere.rules:23", ((DerivedNode)there.Root).Location);
    }

    [Fact]
    public void The_same_values_from_another_frame_make_another_proof()
    {
        string From(string? origin) => _desk.Prove(_desk.One("arb_edge"), new ProofOptions { OriginOf = _ => origin }).RootId;

        Assert.Equal(From("frame 7"), From("frame 7"));
        Assert.Equal(3, new[] { From("frame 7"), From("frame 8"), From(null) }.Distinct().Count());
    }

    [Fact]
    public void A_different_premise_changes_the_id_all_the_way_up()
    {
        Desk other = new(Desk.Trading.Replace("99.0, 100.0", "99.5, 100.0", StringComparison.Ordinal));

        Assert.Equal(_desk.One("propose", "1.5"), other.One("propose", "1.5"));
        Assert.NotEqual(_desk.Prove(_desk.One("propose", "1.5")).RootId, other.Prove(other.One("propose", "1.5")).RootId);
    }

    [Fact]
    public void A_parameter_stands_with_the_value_that_the_state_was_derived_with()
    {
        _desk.Session.SetParam("min_edge", Value.Float64(1.25));
        Assert.Equal("0.5", Parameter());
        _desk.Session.Commit(new EventTime(5), []);
        Assert.Equal("1.25", Parameter());

        string Parameter() => Assert.Single(((DerivedNode)_desk.Prove(_desk.One("arb_edge")).Root).Parameters).Value;
    }

    [Fact]
    public void Bindings_name_the_written_variables_only()
    {
        DerivedNode node = (DerivedNode)_desk.Prove(_desk.One("arb_edge")).Root;

        Assert.Equal(
            ["Buy=/binance", "Sym=\"BTCUSDT\"", "Ask=100.0", "Sell=/kraken", "Bid=102.0", "Edge=2.0"],
            node.Bindings.Select(static b => $"{b.Name}={b.Value}"));
    }

    [Fact]
    public void A_node_limit_bounds_the_proof()
    {
        Proof proof = _desk.Prove(_desk.One("cluster", "BTC"), new ProofOptions { MaxNodes = 3 });

        Assert.Equal(3, proof.Graph.Nodes.Count(static n => n is not CutNode));
        Assert.Contains(proof.Graph.Nodes, static n => n is CutNode { Reason: "limit of 3 nodes" });
        Assert.True(ProofVerifier.Rehash(proof.Graph).IsIntact);
    }

    [Fact]
    public void A_fact_that_does_not_hold_has_no_proof()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _desk.Prove(new Fact("limit", Value.Float64(9.0))));
        Assert.StartsWith("limit(9.0) does not hold, so it has no proof", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_depth_limit_cuts_only_what_is_too_deep_for_it()
    {
        Desk chain = new(Chain(6));
        for (int depth = 1; depth <= 7; depth++)
        {
            Proof proof = chain.Prove(chain.One("path", "(0, 6)"), new ProofOptions { MaxDepth = depth });
            Assert.Equal(depth >= 6 ? 0 : 1, proof.Graph.CutCount);
            Assert.Equal(Math.Min(depth, 6), proof.Graph.Nodes.Count(static n => n is DerivedNode));
        }
    }

    [Fact]
    public void A_long_chain_is_proved_and_printed_within_its_bounds()
    {
        Desk chain = new(Chain(400));
        Proof proof = chain.Prove(chain.One("path", "(0, 400)"), new ProofOptions { MaxDepth = 500 });

        Assert.Equal(800, proof.Graph.Nodes.Length);
        Assert.Equal(400, ProofText.Render(proof).Split('\n').Count(static line => line.TrimStart().StartsWith("rule path#", StringComparison.Ordinal)));
        Assert.Equal(proof.RootId, ProofJson.Parse(ProofJson.ToUtf8(proof)).RootId);
    }

    /// <summary>Shortest walks from an independent breadth-first search: a minimal proof of a path uses exactly so many edges, and they join up.</summary>
    [Fact]
    public void The_proof_of_a_path_is_a_shortest_walk_along_given_edges()
    {
        int paths = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            Random random = new(seed);
            List<(int From, int To)> edges = [.. Enumerable.Range(0, 14).Select(_ => (random.Next(7), random.Next(7))).Distinct()];
            Desk desk = new(string.Concat(edges.Select(static e => $"edge({e.From}, {e.To}).\n")) + PathRules);
            foreach (Fact path in desk.Session.FactsOf("path"))
            {
                (int from, int to) = ((int)path.Arguments[0].AsInt64, (int)path.Arguments[1].AsInt64);
                Proof proof = desk.Prove(path);
                List<string> leaves = ProofWalk.Leaves(proof, proof.RootId);
                AssertJoinUp(leaves, from, to, edges);
                Assert.True(Distance(edges, from, to) == leaves.Count, $"seed {seed}: {path} has a proof of {leaves.Count} edges");
                Assert.True(ProofVerifier.Rehash(ProofJson.ToUtf8(proof)).IsIntact);
                paths++;
            }
        }

        Assert.True(paths > 500, $"only {paths} paths");
    }

    private const string PathRules = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n";

    private static string Chain(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(static i => $"edge({i}, {i + 1}).\n")) + "path(0, Y) :- edge(0, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n";

    private static void AssertJoinUp(List<string> leaves, int from, int to, List<(int From, int To)> edges)
    {
        int at = from;
        foreach (string leaf in leaves)
        {
            (int From, int To) edge = Assert.Single(edges, e => leaf == $"edge({e.From}, {e.To})");
            Assert.Equal(at, edge.From);
            at = edge.To;
        }

        Assert.Equal(to, at);
    }

    /// <summary>Edges of the shortest walk of at least one edge.</summary>
    private static int Distance(List<(int From, int To)> edges, int from, int to)
    {
        HashSet<int> reached = [from];
        for (int steps = 1; ; steps++)
        {
            reached = [.. edges.Where(e => reached.Contains(e.From)).Select(static e => e.To)];
            if (reached.Contains(to))
            {
                return steps;
            }
        }
    }

    private static IEnumerable<ProofPremise> Premises(ProofNode node) =>
        node is DerivedNode derived ? derived.Premises.Concat(derived.Members.SelectMany(static m => m.Premises)) : [];
}
