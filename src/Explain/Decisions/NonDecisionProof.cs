using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A candidate that did not become a decision, with its own proof and those of what struck it.</summary>
public sealed record NonDecisionProof
{
    /// <summary>16 hex digits over the program's version, sequence, statement, candidate, rule and reasons.</summary>
    public required string Id { get; init; }

    /// <summary>The <c>decide</c> statement's name.</summary>
    public required string Name { get; init; }

    public required ImmutableArray<string> Key { get; init; }

    public required EventTime At { get; init; }

    public required long Sequence { get; init; }

    public required string ProgramVersion { get; init; }

    public required ContestEntry Entry { get; init; }

    public required ProofGraph Graph { get; init; }
}
