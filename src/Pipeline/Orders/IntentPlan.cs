using System.Collections.Immutable;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The orders that a decision asks for.</summary>
/// <param name="Orders">Empty when there is a problem, or nothing to do (an exit of a flat symbol).</param>
/// <param name="Problem">Why the action cannot be turned into orders; null when it can. Unsure means no order.</param>
public sealed record IntentPlan(ImmutableArray<OrderIntent> Orders, string? Problem)
{
    public static IntentPlan Refused(string problem) => new([], problem);
}
