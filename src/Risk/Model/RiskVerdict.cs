using System.Collections.Immutable;

namespace CryptoScalp.Rules.Risk;

/// <summary>The gate's answer to one order.</summary>
/// <param name="Order">The order as it may be sent: equal to the one asked about, but for the adjustments.</param>
/// <param name="Violations">Every reason against it, in the order of <see cref="RiskCode"/>; empty when it passes.</param>
/// <param name="Adjustments">Every change made to it, in the order made.</param>
public sealed record RiskVerdict(OrderIntent Order, ImmutableArray<RiskViolation> Violations, ImmutableArray<RiskAdjustment> Adjustments)
{
    public bool IsAccepted => Violations.IsEmpty;

    /// <summary><c>accepted</c> or <c>refused</c>, then each violation and adjustment on a line of its own.</summary>
    public override string ToString() => string.Join(
        '\n',
        [IsAccepted ? "accepted" : "refused", .. Violations.Select(static v => v.ToString()), .. Adjustments.Select(static a => a.ToString())]);
}
