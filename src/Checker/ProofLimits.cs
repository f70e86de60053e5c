namespace CryptoScalp.Rules.Checker;

/// <summary>The bounds that the proofs were taken with; a journal records them. What they cut off may be missing from a proof, and nothing else.</summary>
/// <param name="Depth">The longest path from a root.</param>
/// <param name="Nodes">The nodes that are proved.</param>
/// <param name="Members">The members of a group that are listed.</param>
public sealed record ProofLimits(int Depth, int Nodes, int Members)
{
    /// <summary>The deepest that proofs are looked at, whatever a run says of itself.</summary>
    public const int Deepest = 1_000;

    /// <summary>What is used where nothing else is recorded.</summary>
    public static ProofLimits Default { get; } = new(64, 10_000, 10);
}
