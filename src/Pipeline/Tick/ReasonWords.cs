using CryptoScalp.Rules.Engine;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A few words for the first reason of a non-decision, for counting.</summary>
internal static class ReasonWords
{
    public static string Of(NonDecision one) => one.Reasons[0] switch
    {
        VetoedReason vetoed => $"vetoed {vetoed.Vetoes[0].Arguments[^1]}",
        RequirementUnmetReason unmet => $"requirement unmet {unmet.Names[0]}",
        CappedToNothingReason => "capped to nothing",
        LostReason lost => $"lost by {lost.Criterion.ToString().ToLowerInvariant()}",
        CooldownReason => "cooling down",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
