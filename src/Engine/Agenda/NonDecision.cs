using System.Collections.Immutable;

namespace CryptoScalp.Rules.Engine;

/// <summary>A candidate that did not become a decision, with every reason.</summary>
/// <param name="Candidate">The proposal.</param>
/// <param name="Reasons">
/// At least one. A struck candidate has up to three, in the order vetoed, requirement unmet, capped to nothing; otherwise it has the one reason lost or cooldown.
/// </param>
public sealed record NonDecision(Candidate Candidate, ImmutableArray<NonDecisionReason> Reasons)
{
    public bool Equals(NonDecision? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => Candidate.GetHashCode();

    public override string ToString() => $"{Candidate}: {string.Join("; ", Reasons)}";
}
