using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Some of the members that an aggregate of a proof ran over. It stands below the proof, which lists the strongest, and is no part of it: no id covers it.</summary>
public sealed record MemberPage
{
    /// <summary>The fact that the group gave; null when the proof rests on no group.</summary>
    public required string? Fact { get; init; }

    /// <summary>Which were asked for.</summary>
    public required MemberRange Range { get; init; }

    /// <summary>How many members the group has.</summary>
    public required int Total { get; init; }

    /// <summary>Those of the range, the strongest first; fewer where the group ends.</summary>
    public required ImmutableArray<ProofMember> Members { get; init; }

    /// <summary>The nodes that the members' premises name.</summary>
    public required ProofGraph Graph { get; init; }

    /// <summary>Event time of the state.</summary>
    public required EventTime At { get; init; }

    /// <summary>The number of the last that is listed.</summary>
    public int To => Range.From + Members.Length - 1;
}
