using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Why one fact holds.</summary>
/// <param name="RootId">The fact's node; also the proof's id.</param>
/// <param name="At">Event time of the state that it was taken from. An annotation.</param>
/// <param name="Graph">The nodes, children first; all of them are reachable from the root.</param>
public sealed record Proof(string RootId, EventTime At, ProofGraph Graph)
{
    public ProofNode Root => Graph[RootId];
}
