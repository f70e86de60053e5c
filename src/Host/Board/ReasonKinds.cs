using CryptoScalp.Rules.Engine;

namespace CryptoScalp.Rules.Host;

/// <summary>The kinds of reasons why a candidate is not decided, as one word each.</summary>
internal static class ReasonKinds
{
    public static IReadOnlyList<string> All { get; } = ["vetoed", "requirement", "cap", "lost", "cooldown"];

    /// <summary>Index into <see cref="All"/>.</summary>
    public static int Of(NonDecisionReason reason) => reason switch
    {
        VetoedReason => 0,
        RequirementUnmetReason => 1,
        CappedToNothingReason => 2,
        LostReason => 3,
        CooldownReason => 4,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
