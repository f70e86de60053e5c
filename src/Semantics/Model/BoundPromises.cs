using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What a declaration promises of a predicate's rows in every state that a transaction leaves; one that would break it is rolled back.</summary>
public sealed record BoundPromises
{
    /// <summary>Of a predicate that promises nothing.</summary>
    public static BoundPromises None { get; } = new();

    /// <summary>In the order of the declaration, without those that hold by themselves: of a declared key, or of what a merge combines.</summary>
    public ImmutableArray<BoundFundep> Fundeps { get; init; } = [];

    /// <summary>In the order of the declaration.</summary>
    public ImmutableArray<BoundInclusion> Inclusions { get; init; } = [];

    /// <summary>How many rows there may be; null for any number.</summary>
    public BoundLimit? Limit { get; init; }

    /// <summary>True when nothing has to be checked.</summary>
    public bool IsEmpty => Fundeps.IsEmpty && Inclusions.IsEmpty && Limit is null;
}
