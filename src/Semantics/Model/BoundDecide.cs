using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>How proposals become decisions; from a <c>decide</c> statement, or the default one when a program proposes without it.</summary>
public sealed record BoundDecide
{
    /// <summary>The decisions' name, <c>decision</c> by default. It is not a relation that rules can read.</summary>
    public required string Name { get; init; }

    /// <summary>Predicate of the candidates: columns key, action, size [, confidence].</summary>
    public required int Candidates { get; init; }

    /// <summary>Column indexes of the candidates that form the key (usually the symbol).</summary>
    public required ImmutableArray<int> Key { get; init; }

    public required int ActionColumn { get; init; }

    public required int SizeColumn { get; init; }

    /// <summary>Column of the confidence; null when candidates have none (then it is 1).</summary>
    public int? ConfidenceColumn { get; init; }

    /// <summary>Predicates whose rows forbid: first the key columns, then a reason. Classes in <see cref="VetoExcept"/> are not struck.</summary>
    public ImmutableArray<int> Vetoes { get; init; } = [];

    public ImmutableArray<string> VetoExcept { get; init; } = [];

    /// <summary>Predicate of requirements: key columns, requirement's name [, action kind]; null when there is none.</summary>
    public int? Require { get; init; }

    /// <summary>Class to the names of requirements that must all hold.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Required { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Predicates that limit size: key columns, then the limit. The smallest applies.</summary>
    public ImmutableArray<int> Caps { get; init; } = [];

    public ImmutableArray<string> CapExcept { get; init; } = [];

    /// <summary>Classes from strongest to weakest; a class not listed comes last.</summary>
    public ImmutableArray<string> Classes { get; init; } = ["/exit", "/reduce", "/entry"];

    /// <summary>After an emission, none for the same key before this has passed; exits (classes in <see cref="CooldownExcept"/>) are not held back.</summary>
    public long CooldownNs { get; init; }

    public ImmutableArray<string> CooldownExcept { get; init; } = ["/exit"];

    public required SourceSpan Span { get; init; }

    /// <summary>The candidates' columns that a decision has, in the order of a decision's: key, action, size.</summary>
    public ImmutableArray<int> Columns => [.. Key, ActionColumn, SizeColumn];
}
