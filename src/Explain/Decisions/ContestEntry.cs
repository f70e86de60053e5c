using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>A candidate that did not become the decision: a non-decision.</summary>
public sealed record ContestEntry
{
    /// <summary>The node of the candidate's fact.</summary>
    public required string NodeId { get; init; }

    /// <summary>Empty for a given candidate.</summary>
    public required string RuleId { get; init; }

    public required string Class { get; init; }

    public required int Priority { get; init; }

    /// <summary>Canonical text.</summary>
    public required string Confidence { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<ContestReason> Reasons { get; init; }
}
