using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>Why a candidate did not become a decision, in proof form.</summary>
/// <param name="Kind">
/// <c>vetoed</c> (nodes: the vetoes), <c>requirement</c> (details: the unmet names), <c>cap</c> (node: the cap), <c>lost</c> (details: the criterion of the order, the
/// winner's rule id, empty for a given candidate), <c>cooldown</c> (detail: the time until which).
/// </param>
/// <param name="Nodes">Ids of the facts that did it.</param>
/// <param name="Details">Texts.</param>
public sealed record ContestReason(string Kind, ImmutableArray<string> Nodes, ImmutableArray<string> Details)
{
    /// <summary>Without the facts, which stand as nodes.</summary>
    public override string ToString() => Kind switch
    {
        "vetoed" => "vetoed",
        "requirement" => $"unmet: {string.Join(", ", Details)}",
        "cap" => "capped to nothing",
        "lost" => $"lost by {Details[0]} to {(Details[1].Length == 0 ? "a given candidate" : Details[1])}",
        "cooldown" => ReadableTime.In($"cooling down until {Details[0]}"),
        _ => Kind,
    };
}
