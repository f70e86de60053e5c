using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>What a change would have made of one state. Immutable; texts are source text of the rule language.</summary>
public sealed record WhatIfReport
{
    public required EventTime At { get; init; }

    /// <summary>What was changed, for people: <c>param max_spread_bps = 8.0</c>.</summary>
    public required ImmutableArray<string> Changes { get; init; }

    public required string ProgramBefore { get; init; }

    public required string ProgramAfter { get; init; }

    /// <summary>Decisions that stand on one side only, or otherwise; sorted by key.</summary>
    public required ImmutableArray<DecisionDifference> Decisions { get; init; }

    /// <summary>Candidates whose fate differs; sorted by fact and rule.</summary>
    public required ImmutableArray<CandidateDifference> Candidates { get; init; }

    /// <summary>Derived facts that differ, sorted; as many as the options allow.</summary>
    public required ImmutableArray<FactDifference> Facts { get; init; }

    /// <summary>How many derived facts differ.</summary>
    public required int FactCount { get; init; }

    /// <summary>The proofs of what was.</summary>
    public required ProofGraph Before { get; init; }

    /// <summary>The proofs of what would be.</summary>
    public required ProofGraph After { get; init; }

    /// <summary>True when nothing differs.</summary>
    public bool IsEmpty => Decisions.IsEmpty && Candidates.IsEmpty && FactCount == 0;
}

/// <summary>What a change would have made of the decisions of a span of time.</summary>
public sealed record SpanReport
{
    /// <summary>Inclusive.</summary>
    public required EventTime From { get; init; }

    /// <summary>Inclusive.</summary>
    public required EventTime To { get; init; }

    public required ImmutableArray<string> Changes { get; init; }

    /// <summary>Decisions without the change.</summary>
    public required int CountBefore { get; init; }

    /// <summary>Decisions with it.</summary>
    public required int CountAfter { get; init; }

    /// <summary>The same counts rule by rule, in the order of their ids; rules that decide nothing either way are left out.</summary>
    public required ImmutableArray<RuleDecisions> Rules { get; init; }

    /// <summary>In the order of time; as many as the options allow.</summary>
    public required ImmutableArray<DecisionDifference> Decisions { get; init; }

    /// <summary>How many decisions differ.</summary>
    public required int DifferenceCount { get; init; }
}

/// <summary>How many decisions one rule makes over a span.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Before">Without the change.</param>
/// <param name="After">With it.</param>
public sealed record RuleDecisions(string RuleId, int Before, int After);
