using System.Collections.Immutable;

namespace CryptoScalp.Rules.Risk;

/// <summary>An order that keeps to the venue's steps, and what was changed to make it so.</summary>
public sealed record SizedOrder(OrderIntent Order, ImmutableArray<RiskAdjustment> Adjustments);
