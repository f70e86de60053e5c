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
    /// <summary>Negative when this one came closer.</summary>
    public int CompareTo(BodyMatch other)
    {
        int order = Unmet.CompareTo(other.Unmet);
        order = order != 0 ? order : Failed.CompareTo(other.Failed);
        return order != 0 ? order : Distance.CompareTo(other.Distance);
    }
}
