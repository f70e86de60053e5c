using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>How much to hold of each asset: the most expected return within limits on exposure.</summary>
/// <remarks>Exposures and limits are in one currency, as exact decimals in units of 1e-8; returns are fractions. Nothing has to be invested: cash is allowed.</remarks>
public sealed record SizingProblem
{
    public required ImmutableArray<SizingAsset> Assets { get; init; }

    /// <summary>The most that all positions' sizes may add up to; at least 0.</summary>
    public required long MaxExposure { get; init; }

    /// <summary>The most that one position's size may be; at least 0.</summary>
    public required long MaxSinglePosition { get; init; }

    /// <summary>The most that the sizes of two correlated assets may add up to; at least 0.</summary>
    public required long MaxCorrelatedExposure { get; init; }

    /// <summary>Pairs of assets, by index, whose correlation is above the limit.</summary>
    public ImmutableArray<(int First, int Second)> Correlated { get; init; } = [];
}

/// <summary>One asset.</summary>
/// <param name="Name">For messages.</param>
/// <param name="ExpectedReturn">Per unit of currency held, as a fraction in units of 1e-8; negative when a fall is expected.</param>
/// <param name="Lowest">The least signed position; null for no bound. What cannot be sold any more makes this above 0.</param>
/// <param name="Highest">The largest signed position; null for no bound.</param>
public sealed record SizingAsset(string Name, long ExpectedReturn, long? Lowest = null, long? Highest = null);
