using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A decision with everything that it rests on: the winner's proof, the requirements that held, the cap that shaped it, the vetoes that were absent, and the contest.</summary>
/// <remarks>Immutable; values are canonical source text, so that a proof read from a journal is the same object as one just taken.</remarks>
public sealed record DecisionProof
{
    /// <summary>The decision's id.</summary>
    public required string Id { get; init; }

    /// <summary>The <c>decide</c> statement's name.</summary>
    public required string Name { get; init; }

    public required ImmutableArray<string> Key { get; init; }

    public required string Action { get; init; }

    /// <summary>After caps.</summary>
    public required string Size { get; init; }

    public required string AskedSize { get; init; }

    public required string RuleId { get; init; }

    public required string Class { get; init; }

    public required int Priority { get; init; }

    public required string Confidence { get; init; }

    public required EventTime At { get; init; }

    public required long Sequence { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>The node of the winning candidate, proved by the rule that won; also the id of the decision's proof.</summary>
    public required string RootId { get; init; }

    /// <summary>The node of the cap that made the size smaller; null when none did.</summary>
    public string? CapId { get; init; }

    /// <summary>The nodes of the rows that met the requirements.</summary>
    public ImmutableArray<string> Requirements { get; init; } = [];

    /// <summary>What was absent so that nothing forbade the decision, <c>veto("BTCUSDT", _)</c>; empty for classes that vetoes do not strike.</summary>
    public ImmutableArray<string> Absences { get; init; } = [];

    /// <summary>The losing candidates of the key, in the order of the contest.</summary>
    public ImmutableArray<ContestEntry> Contest { get; init; } = [];

    /// <summary>Every node that the above refer to.</summary>
    public required ProofGraph Graph { get; init; }

    /// <summary><c>decision("BTCUSDT", /long, 1.5)</c>.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", [.. Key, Action, Size])})";
}
