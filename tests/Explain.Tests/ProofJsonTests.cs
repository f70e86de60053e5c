using System.Text;
using System.Text.Json.Nodes;

namespace CryptoScalp.Rules.Explain.Tests;

public sealed class ProofJsonTests
{
    /// <summary>Not covered by ids: they may differ between machines, or say where the rest is.</summary>
    private static readonly string[] Annotations = ["location", "doc", "format", "at", "root"];

    private readonly Desk _desk = new(Desk.Trading);

    [Theory]
    [InlineData("cluster", "BTC")]
    [InlineData("propose", "1.5")]
    [InlineData("limit", "")]
    public void A_proof_read_back_is_the_same_proof(string predicate, string fragment)
    {
        Proof proof = _desk.Prove(_desk.One(predicate, fragment), new ProofOptions { OriginOf = static f => $"line of {f.Predicate}" });
        byte[] json = ProofJson.ToUtf8(proof);

        Proof back = ProofJson.Parse(json);

        Assert.Equal(json, ProofJson.ToUtf8(back));
        Assert.Equal(ProofText.Render(proof), ProofText.Render(back));
        RehashResult rehash = ProofVerifier.Rehash(json);
        Assert.True(rehash.IsIntact);
        Assert.Equal(proof.Graph.Nodes.Length, rehash.Nodes);
    }

    [Fact]
    public void A_cut_proof_is_read_back_with_its_cuts()
    {
        Proof proof = _desk.Prove(_desk.One("cluster", "BTC"), new ProofOptions { MaxDepth = 1, MaxMembers = 1 });

        Assert.Equal(ProofText.Render(proof), ProofText.Render(ProofJson.Parse(ProofJson.ToUtf8(proof))));
        Assert.Equal(1, proof.Graph.CutCount);
    }

    [Fact]
    public void Whatever_is_altered_in_a_proof_no_longer_has_its_id()
    {
        byte[] json = ProofJson.ToUtf8(_desk.Prove(_desk.One("cluster", "BTC"), new ProofOptions { OriginOf = static f => $"line of {f.Predicate}" }));
        int altered = 0;
        for (int leaf = 0; TryAlter(json, leaf, out byte[] forged); leaf++)
        {
            Assert.False(IsAccepted(forged), $"accepted:\n{Encoding.UTF8.GetString(forged)}");
            altered++;
        }

        Assert.True(altered > 60, $"only {altered} leaves were altered");
    }

    [Fact]
    public void A_removed_premise_is_noticed()
    {
        JsonNode document = JsonNode.Parse(ProofJson.ToUtf8(_desk.Prove(_desk.One("arb_edge"))))!;
        document["nodes"]!.AsArray()[^1]!["premises"]!.AsArray().RemoveAt(3);

        RehashResult rehash = ProofVerifier.Rehash(Encoding.UTF8.GetBytes(document.ToJsonString()));

        Assert.Equal(document["root"]!.GetValue<string>(), Assert.Single(rehash.Wrong).Claimed);
    }

    [Fact]
    public void A_proof_cut_short_at_any_byte_is_told_as_such()
    {
        byte[] json = ProofJson.ToUtf8(_desk.Prove(_desk.One("arb_edge")));
        for (int length = 0; length < json.Length; length++)
        {
            Assert.Throws<FormatException>(() => ProofJson.Parse(json.AsMemory(0, length)));
        }
    }

    [Theory]
    [InlineData("""[]""", "a proof is a JSON object")]
    [InlineData("""{"format":"other/1"}""", "the document has format 'other/1', expected 'cryptoscalp-proof/1'")]
    [InlineData("""{"format":"cryptoscalp-proof/1","at":"0","root":"x","nodes":[]}""", "the proof's root x is not among its nodes")]
    [InlineData("""{"format":"cryptoscalp-proof/1","at":0,"root":"a","nodes":[{"id":"a","kind":"given","fact":"p()"}]}""", "the proof's 'at' is missing or not a string")]
    [InlineData("""{"format":"cryptoscalp-proof/1","nodes":[{"id":"a","kind":"guessed","fact":"p()"}]}""", "'guessed' is no kind of proof node (given, derived, cut)")]
    [InlineData("""{"format":"cryptoscalp-proof/1","nodes":[{"id":"a","kind":"given","fact":"p()"},{"id":"a","kind":"given","fact":"p()"}]}""", "two nodes have the id a")]
    [InlineData("""{"format":"cryptoscalp-proof/1","nodes":7}""", "the proof's 'nodes' is missing or not an array")]
    public void A_document_of_another_shape_is_refused_with_the_reason(string json, string reason)
    {
        Assert.Equal(reason, Assert.Throws<FormatException>(() => ProofJson.Parse(Encoding.UTF8.GetBytes(json))).Message);
    }

    [Fact]
    public void Each_node_travels_alone_for_the_journal()
    {
        Proof proof = _desk.Prove(_desk.One("cluster", "BTC"));

        Assert.All(proof.Graph.Nodes, static node =>
        {
            byte[] json = NodeJson.ToUtf8(node);
            Assert.Equal(json, NodeJson.ToUtf8(NodeJson.Parse(json)));
            Assert.StartsWith($"{{\"id\":\"{node.Id}\"", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        });
    }

    private static bool IsAccepted(byte[] json)
    {
        try
        {
            return ProofVerifier.Rehash(json).IsIntact;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Changes the n-th string or number that is no annotation; false when there are fewer.</summary>
    private static bool TryAlter(byte[] json, int n, out byte[] altered)
    {
        JsonNode document = JsonNode.Parse(json)!;
        JsonValue[] leaves = [.. Leaves(document).Where(static leaf => !Annotations.Contains(leaf.GetPropertyName()))];
        if (n < leaves.Length)
        {
            JsonValue leaf = leaves[n];
            leaf.ReplaceWith(leaf.TryGetValue(out string? text) ? JsonValue.Create(text + "x") : JsonValue.Create(leaf.GetValue<int>() + 1));
        }

        altered = Encoding.UTF8.GetBytes(document.ToJsonString());
        return n < leaves.Length;
    }

    private static IEnumerable<JsonValue> Leaves(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(static f => Leaves(f.Value)),
        JsonArray items => items.SelectMany(Leaves),
        JsonValue value => [value],
        _ => [],
    };
}
