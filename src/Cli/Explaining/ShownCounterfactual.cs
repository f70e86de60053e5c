using System.Collections.Immutable;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>A counterfactual as it is shown, wherever it was found.</summary>
/// <param name="Candidate">As <c>propose(…) by rule</c>.</param>
/// <param name="WouldFire">True when it was not decided and would be.</param>
/// <param name="Changes">What to change.</param>
/// <param name="Cost">Of the change.</param>
/// <param name="Reasons">Why there is none; empty when there is one.</param>
internal sealed record ShownCounterfactual(string Candidate, bool WouldFire, ImmutableArray<string> Changes, double Cost, ImmutableArray<string> Reasons)
{
    public static ShownCounterfactual Of(Counterfactual found) => new(found.Candidate, found.WouldFire, [.. found.Changes.Select(static c => c.ToString())], found.Cost, found.Reasons);
}
