using System.Diagnostics.CodeAnalysis;

namespace CryptoScalp.Rules.Engine;

/// <summary>
/// Two non-decisions have one shape when the same rule proposes the same action for the same key and fails for the same reasons. Sizes and
/// confidences do not matter: they move with every tick, while the story stays the same.
/// </summary>
internal sealed class NonDecisionShape : IEqualityComparer<NonDecision>
{
    public static NonDecisionShape Comparer { get; } = new();

    /// <summary>True when two lists tell the same stories in the same order.</summary>
    public static bool AreAlike(ReadOnlySpan<NonDecision> x, ReadOnlySpan<NonDecision> y)
    {
        bool areAlike = x.Length == y.Length;
        for (int i = 0; areAlike && i < x.Length; i++)
        {
            areAlike = Comparer.Equals(x[i], y[i]);
        }

        return areAlike;
    }

    public bool Equals(NonDecision? x, NonDecision? y)
    {
        if (x is null || y is null)
        {
            return ReferenceEquals(x, y);
        }

        return x.Candidate.RuleId == y.Candidate.RuleId
            && x.Candidate.Action == y.Candidate.Action
            && x.Candidate.Key.AsSpan().SequenceEqual(y.Candidate.Key.AsSpan())
            && x.Reasons.Length == y.Reasons.Length
            && AreAlike(x.Reasons.AsSpan(), y.Reasons.AsSpan());
    }

    public int GetHashCode([DisallowNull] NonDecision obj) => HashCode.Combine(obj.Candidate.RuleId, obj.Candidate.Action, new KeyRow(obj.Candidate.Key), obj.Reasons.Length);

    private static bool AreAlike(ReadOnlySpan<NonDecisionReason> x, ReadOnlySpan<NonDecisionReason> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (!AreAlike(x[i], y[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(NonDecisionReason x, NonDecisionReason y) => (x, y) switch
    {
        (VetoedReason a, VetoedReason b) => a.Vetoes.AsSpan().SequenceEqual(b.Vetoes.AsSpan()),
        (RequirementUnmetReason a, RequirementUnmetReason b) => a.Names.AsSpan().SequenceEqual(b.Names.AsSpan()),
        (CappedToNothingReason a, CappedToNothingReason b) => a.Cap.Predicate == b.Cap.Predicate,
        (LostReason a, LostReason b) => a.Criterion == b.Criterion && a.Winner.RuleId == b.Winner.RuleId,
        (CooldownReason a, CooldownReason b) => a == b,
        _ => false,
    };
}
