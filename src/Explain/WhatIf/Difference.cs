namespace CryptoScalp.Rules.Explain;

/// <summary>What became of something when the change was made.</summary>
public enum DifferenceKind : byte
{
    Added,
    Removed,

    /// <summary>Another value in the same place.</summary>
    Changed,

    /// <summary>The same fact, held up by other facts, rules or parameters.</summary>
    Proof,
}

/// <summary>A derived fact that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="Before">The fact as it was; null when added.</param>
/// <param name="After">The fact as it would be; null when removed.</param>
/// <param name="BeforeNode">Its node in <see cref="WhatIfReport.Before"/>.</param>
/// <param name="AfterNode">Its node in <see cref="WhatIfReport.After"/>.</param>
public sealed record FactDifference(DifferenceKind Kind, string? Before, string? After, string? BeforeNode, string? AfterNode);

/// <summary>A candidate whose fate differs.</summary>
/// <param name="Candidate">The proposed fact.</param>
/// <param name="RuleId">The rule that proposes it; empty for a given candidate.</param>
/// <param name="Before"><c>decided</c>, the reasons against it, or null when it was not proposed.</param>
/// <param name="After">The same with the change.</param>
public sealed record CandidateDifference(string Candidate, string RuleId, string? Before, string? After);

/// <summary>A decision that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="At">Event time.</param>
/// <param name="Before">The decision as it was; null when added.</param>
/// <param name="BeforeRule">The rule that made it.</param>
/// <param name="After">The decision as it would be; null when removed.</param>
/// <param name="AfterRule">The rule that would make it.</param>
public sealed record DecisionDifference(
    DifferenceKind Kind, Primitives.EventTime At, string? Before, string? BeforeRule, string? After, string? AfterRule);
