using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A substitution of a body that leaves some literals unmet.</summary>
/// <param name="Slots">Slot to value; null where no literal gave one.</param>
/// <param name="States">One per literal.</param>
/// <param name="Facts">The fact that each positive atom matched; null elsewhere.</param>
/// <param name="Unmet">Literals that failed or were not reached.</param>
/// <param name="Failed">Literals that failed.</param>
/// <param name="Distance">See <see cref="RuleAttempt.Distance"/>.</param>
internal sealed record BodyMatch(
    ImmutableArray<Value?> Slots, ImmutableArray<LiteralStatus> States, ImmutableArray<Fact?> Facts, int Unmet, int Failed, double Distance)
{
    /// <summary>True for figures that come closer than another match.</summary>
    public static bool IsCloser(int unmet, int failed, double distance, BodyMatch than)
    {
        int order = unmet.CompareTo(than.Unmet);
        order = order != 0 ? order : failed.CompareTo(than.Failed);
        return (order != 0 ? order : distance.CompareTo(than.Distance)) < 0;
    }
}
