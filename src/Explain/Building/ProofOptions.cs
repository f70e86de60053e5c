using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Bounds of a proof and what it notes. Whatever a bound cuts off stands in the proof as a cut node.</summary>
public sealed record ProofOptions
{
    public static ProofOptions Default { get; } = new();

    /// <summary>The longest path from the root; deeper facts are cut. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The nodes that are proved; facts met later are cut. Default 10,000.</summary>
    public int MaxNodes { get; init; } = 10_000;

    /// <summary>The members of a group that are listed, strongest contributors first; all are counted. Default 10.</summary>
    public int MaxMembers { get; init; } = 10;

    /// <summary>The most members that may be asked for.</summary>
    public const int MostMembers = 10_000;

    /// <summary>The same with so many members listed, and room for the nodes that they add.</summary>
    /// <param name="members">From 0 to <see cref="MostMembers"/>.</param>
    public ProofOptions Listing(int members) => this with { MaxMembers = Math.Clamp(members, 0, MostMembers), MaxNodes = MaxNodes + members };

    /// <summary>Says where a given fact came from; null for no note. The text is part of the proof's id: no clock and no path of one machine belongs into it.</summary>
    public Func<Fact, string?>? OriginOf { get; init; }

    /// <summary>Says when a given fact was given; null for no time.</summary>
    public Func<Fact, EventTime?>? TimeOf { get; init; }

    /// <summary>Says what the value of a given fact measures, <c>fraction, window 5s</c>; null for nothing.</summary>
    public Func<Fact, string?>? MeasureOf { get; init; }
}
