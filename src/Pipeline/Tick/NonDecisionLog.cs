using CryptoScalp.Rules.Engine;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Tells a non-decision once while it stays the same: a candidate vetoed for a minute is one record, not one a tick.</summary>
internal sealed class NonDecisionLog
{
    private HashSet<string> _standing = new(StringComparer.Ordinal);

    /// <summary>Those that were not standing before; a size or a confidence that moved makes no news.</summary>
    public IReadOnlyList<NonDecision> News(IReadOnlyList<NonDecision> all)
    {
        HashSet<string> standing = new(StringComparer.Ordinal);
        List<NonDecision> news = [];
        foreach (NonDecision one in all)
        {
            string identity = Identity(one);
            if (standing.Add(identity) && !_standing.Contains(identity))
            {
                news.Add(one);
            }
        }

        _standing = standing;
        return news;
    }

    /// <summary>A word for the first reason.</summary>
    public static string ReasonOf(NonDecision one) => one.Reasons[0] switch
    {
        VetoedReason vetoed => $"vetoed {vetoed.Vetoes[0].Arguments[^1]}",
        RequirementUnmetReason unmet => $"requirement unmet {unmet.Names[0]}",
        CappedToNothingReason => "capped to nothing",
        LostReason lost => $"lost by {lost.Criterion.ToString().ToLowerInvariant()}",
        CooldownReason => "cooling down",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Identity(NonDecision one) =>
        $"{one.Candidate.RuleId}|{string.Join(',', one.Candidate.Key)}|{one.Candidate.Action}|{string.Join(';', one.Reasons.Select(ReasonIdentity))}";

    private static string ReasonIdentity(NonDecisionReason reason) => reason switch
    {
        VetoedReason vetoed => "veto " + string.Join(',', vetoed.Vetoes),
        RequirementUnmetReason unmet => "require " + string.Join(',', unmet.Names),
        CappedToNothingReason => "cap",
        LostReason lost => $"lost {lost.Criterion} {lost.Winner.RuleId}",
        CooldownReason cooldown => $"cooldown {cooldown.Until}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
