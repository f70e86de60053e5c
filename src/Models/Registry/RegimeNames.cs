using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>The regimes in the order of their numbers: that of the feature <c>regime</c>.</summary>
public static class RegimeNames
{
    public static ImmutableArray<string> All { get; } = ["/normal", "/trending", "/low_volatility", "/volatile", "/flash_crash"];

    /// <summary>The risk multipliers of the founding document, in the same order; TRENDING, which it left out, counts as NORMAL.</summary>
    public static ImmutableArray<double> RiskMultipliers { get; } = [1.0, 1.0, 0.8, 1.5, 2.0];
}
