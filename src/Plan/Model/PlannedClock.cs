using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>What a rule that reads <c>now</c> takes from it, so that passing time touches only what it changes.</summary>
/// <remarks>Every part of the rule that holds <c>now</c> is in one of these three; variables that the body assigns are replaced by what they are assigned.</remarks>
/// <param name="Readings">Expressions over <c>now</c> alone, such as <c>time:hour(now)</c>: while none of them changes, nothing of this sort does. A bare <c>now</c> changes whenever time moves.</param>
/// <param name="Gates">Comparisons over <c>now</c> alone: while none of them changes its answer, nothing of this sort does.</param>
/// <param name="Anchor">The literal whose rows <paramref name="Tests"/> read; null when there are none.</param>
/// <param name="Tests">Comparisons that change their answer for a row at moments which the row tells.</param>
public sealed record PlannedClock(ImmutableArray<BoundExpression> Readings, ImmutableArray<BoundComparison> Gates, int? Anchor, ImmutableArray<ClockTest> Tests)
{
    /// <summary>Nothing is known but that the rule reads <c>now</c>.</summary>
    public bool IsAnew => Readings.Any(static r => r is BoundNow);
}

/// <summary>A comparison whose two sides differ by <c>now</c>, up or down, and something that does not move.</summary>
/// <param name="Comparison">Over variables of one atom.</param>
/// <param name="IsRising">True when left - right grows as time passes, false when it falls, always nanosecond by nanosecond.</param>
/// <param name="Leaves">The terms beside <c>now</c>: integers, times, durations.</param>
public sealed record ClockTest(BoundComparison Comparison, bool IsRising, ImmutableArray<BoundExpression> Leaves);
