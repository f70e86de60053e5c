using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Adds candidates, and the facts that struck them, to one graph.</summary>
internal sealed class ContestExplainer(GraphBuilder graph)
{
    public ProofGraph ToGraph() => graph.ToGraph();

    public string NodeOf(Fact fact) => graph.NodeOf(fact);

    /// <summary>A candidate is proved by its own rule, which need not be the one of its fact's shortest proof.</summary>
    public string NodeOf(Candidate candidate) => candidate.RuleId.Length == 0 ? graph.NodeOf(candidate.Fact)
        : candidate.Derivation is { } derivation ? graph.NodeOf(derivation)
        : graph.NodeOf(candidate.Fact, candidate.RuleId);

    public ContestEntry Explain(NonDecision nonDecision) => new()
    {
        NodeId = NodeOf(nonDecision.Candidate),
        RuleId = nonDecision.Candidate.RuleId,
        Class = nonDecision.Candidate.Class,
        Priority = nonDecision.Candidate.Priority,
        Confidence = nonDecision.Candidate.Confidence.ToString(),
        Reasons = [.. nonDecision.Reasons.Select(Explain)],
    };

    private ContestReason Explain(NonDecisionReason reason) => reason switch
    {
        VetoedReason veto => new ContestReason("vetoed", [.. veto.Vetoes.Select(NodeOf)], []),
        RequirementUnmetReason unmet => new ContestReason("requirement", [], unmet.Names),
        CappedToNothingReason cap => new ContestReason("cap", [NodeOf(cap.Cap)], []),
        LostReason lost => new ContestReason("lost", [], [TextOf(lost.Criterion), lost.Winner.RuleId]),
        CooldownReason wait => new ContestReason("cooldown", [], [wait.Until.ToString()]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string TextOf(OrderCriterion criterion) => criterion switch
    {
        OrderCriterion.Class => "class",
        OrderCriterion.Priority => "priority",
        OrderCriterion.Confidence => "confidence",
        OrderCriterion.RuleId => "rule id",
        OrderCriterion.Action => "action",
        OrderCriterion.Size => "size",
        OrderCriterion.Fact => "fact",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
