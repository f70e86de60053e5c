using CryptoScalp.Rules.Engine;

namespace CryptoScalp.Rules.Host;

/// <summary>The kinds of reasons why a candidate is not decided, as one word each.</summary>
internal static class ReasonKinds
{
    private static readonly string[] _all = ["vetoed", "requirement", "cap", "lost", "cooldown"];

    public static IReadOnlyList<string> All => _all;

    /// <summary>The bit of one of <see cref="All"/>.</summary>
    public static int BitOf(string kind) => 1 << Array.IndexOf(_all, kind);

    /// <summary>Those of a non-decision as bits, by index into <see cref="All"/>.</summary>
    public static int BitsOf(NonDecision nonDecision)
    {
        int bits = 0;
        foreach (NonDecisionReason reason in nonDecision.Reasons)
        {
            bits |= 1 << Of(reason);
        }

        return bits;
    }

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
