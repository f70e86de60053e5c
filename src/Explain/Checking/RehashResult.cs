using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>What recomputing the ids of a proof gave.</summary>
/// <param name="Nodes">Nodes looked at.</param>
/// <param name="Wrong">Nodes whose content does not have the id that they claim, children first.</param>
public sealed record RehashResult(int Nodes, ImmutableArray<WrongId> Wrong)
{
    public bool IsIntact => Wrong.IsEmpty;
}

/// <summary>A node's claimed id and the one that its content has.</summary>
public sealed record WrongId(string Claimed, string Computed);
