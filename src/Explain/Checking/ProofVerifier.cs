namespace CryptoScalp.Rules.Explain;

/// <summary>Recomputes the ids of a proof document: whatever was altered after the proof was taken, annotations aside, no longer has its id.</summary>
/// <remarks>
/// A node's id is the first 16 hex digits of SHA-256 over its canonical text in UTF-8. One item a line, each ended by a line feed, texts quoted as strings of the
/// rule language: <c>given FACT</c> or <c>given FACT ORIGIN</c> or <c>given FACT ORIGIN NANOSECONDS</c>; or <c>cut FACT REASON</c>; or <c>derived FACT</c>, <c>program VERSION</c>, <c>rule ID</c>, <c>binding NAME VALUE</c> each,
/// <c>parameter NAME VALUE</c> each, the premises in order (<c>fact NODE</c>, <c>condition TEXT VALUES</c>, <c>absent PATTERN</c>, <c>aggregate VARIABLE TEXT VALUE</c>),
/// <c>members COUNT</c> and for each listed member <c>member</c> and its premises. Children stand as their ids, so the root's id covers the whole proof.
/// This checks integrity, not meaning: that each step follows from its rule is the proof checker's part.
/// </remarks>
public static class ProofVerifier
{
    /// <summary>Reads a proof document and recomputes the id of every node.</summary>
    /// <exception cref="FormatException">The document is not a proof at all.</exception>
    public static RehashResult Rehash(ReadOnlyMemory<byte> proofJson) => Rehash(ProofJson.Parse(proofJson).Graph);

    /// <summary>Recomputes the id of every node of a graph.</summary>
    public static RehashResult Rehash(ProofGraph graph) =>
        new(graph.Nodes.Length, [.. graph.Nodes.Select(static n => (Claimed: n.Id, Computed: NodeText.IdOf(n))).Where(static p => p.Claimed != p.Computed).Select(static p => new WrongId(p.Claimed, p.Computed))]);
}
