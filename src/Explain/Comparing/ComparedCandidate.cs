using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>One side of a comparison: a decision, or a candidate that was not decided, with its proof.</summary>
public sealed record ComparedCandidate
{
    /// <summary>The id of the decision or non-decision.</summary>
    public required string Id { get; init; }

    /// <summary><c>decision("BTCUSDT", /long, 1.5)</c>, or the candidate's fact.</summary>
    public required string Text { get; init; }

    /// <summary>Empty for a given candidate.</summary>
    public required string RuleId { get; init; }

    /// <summary><c>decided</c>, or the reasons against.</summary>
    public required string Fate { get; init; }

    public required EventTime At { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>The node of the candidate in <see cref="Graph"/>.</summary>
    public required string RootId { get; init; }

    public required ProofGraph Graph { get; init; }

    public static ComparedCandidate Of(DecisionProof proof) => new()
    {
        Id = proof.Id,
        Text = proof.ToString(),
        RuleId = proof.RuleId,
        Fate = proof.CapId is { } cap ? $"decided, capped from {proof.AskedSize} by {proof.Graph[cap].Fact}" : "decided",
        At = proof.At,
        ProgramVersion = proof.ProgramVersion,
        RootId = proof.RootId,
        Graph = proof.Graph,
    };

    public static ComparedCandidate Of(NonDecisionProof proof) => new()
    {
        Id = proof.Id,
        Text = proof.Graph[proof.Entry.NodeId].Fact,
        RuleId = proof.Entry.RuleId,
        Fate = string.Join("; ", proof.Entry.Reasons.Select(r => r.Nodes.IsEmpty ? r.ToString() : $"{r} by {string.Join(", ", r.Nodes.Select(id => proof.Graph[id].Fact))}")),
        At = proof.At,
        ProgramVersion = proof.ProgramVersion,
        RootId = proof.Entry.NodeId,
        Graph = proof.Graph,
    };
}
