using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A second, weaker threshold that a comparison uses while its rule already held.</summary>
/// <param name="Enter">The threshold as written in the comparison.</param>
/// <param name="Exit">Used instead while the rule held for the same <paramref name="Key"/> after the transaction before.</param>
/// <param name="EnterOnRight">True when the threshold is the right side of the comparison.</param>
/// <param name="Key">What an episode belongs to: the head's columns that do not depend on the compared value.</param>
public sealed record BoundHysteresis(BoundExpression Enter, BoundExpression Exit, bool EnterOnRight, ImmutableArray<BoundExpression> Key);
