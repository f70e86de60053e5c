namespace CryptoScalp.Rules.Explain;

/// <summary>Bounds of a what-if. What a bound leaves out is counted in the report.</summary>
public sealed record WhatIfOptions
{
    public static WhatIfOptions Default { get; } = new();

    /// <summary>Differences of facts that are listed, and of decisions over a span. Default 200.</summary>
    public int MaxDifferences { get; init; } = 200;

    /// <summary>Facts that hold on both sides whose proofs are compared. Default 2,000.</summary>
    public int MaxComparedProofs { get; init; } = 2_000;

    /// <summary>Bounds of the proofs of what differs.</summary>
    public ProofOptions Proofs { get; init; } = new() { MaxDepth = 16, MaxNodes = 2_000, MaxMembers = 5 };
}
