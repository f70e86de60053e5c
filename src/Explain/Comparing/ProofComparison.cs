using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>How the proofs of two candidates differ. Immutable; texts are source text of the rule language.</summary>
public sealed record ProofComparison
{
    public required ComparedCandidate First { get; init; }

    public required ComparedCandidate Second { get; init; }

    /// <summary>Rules that both proofs use in the same place, with what is not the same in them; from the candidate's own rule down. Those that agree in everything are left out.</summary>
    public required ImmutableArray<RuleDifference> Rules { get; init; }

    /// <summary>Facts from outside that only the first rests on, where the proofs take different ways. As many as the bound allows.</summary>
    public required ImmutableArray<string> OnlyFirst { get; init; }

    /// <summary>The same of the second.</summary>
    public required ImmutableArray<string> OnlySecond { get; init; }

    /// <summary>True when both proofs say the same, values and all.</summary>
    public bool IsSame => Rules.IsEmpty && OnlyFirst.IsEmpty && OnlySecond.IsEmpty && First.Fate == Second.Fate;
}

/// <summary>One rule, used in the same place of two proofs, or two rules in one place.</summary>
/// <param name="Depth">Levels below the candidate, from 0.</param>
/// <param name="RuleId">Of the first proof; <c>given</c> when no rule gave the fact.</param>
/// <param name="OtherRuleId">Of the second where it is another; else null.</param>
/// <param name="Location"><c>file.rules:12</c> of the first; empty for none.</param>
/// <param name="Values">What differs.</param>
public sealed record RuleDifference(int Depth, string RuleId, string? OtherRuleId, string Location, ImmutableArray<ValueDifference> Values);

/// <summary>A variable (the results of aggregates are among them) or a parameter with another value.</summary>
/// <param name="Kind"><c>value</c>, <c>param</c>, or <c>members</c> for the size of a group.</param>
/// <param name="Name">Its name.</param>
/// <param name="First">Its value in the first proof; null when it has none there.</param>
/// <param name="Second">Its value in the second.</param>
public sealed record ValueDifference(string Kind, string Name, string? First, string? Second);
