using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A decide statement with its predicates known.</summary>
internal sealed record DraftDecide
{
    public required string Name { get; init; }

    public required PredicateSymbol Candidates { get; init; }

    public required ImmutableArray<int> Key { get; init; }

    public required SourceSpan Span { get; init; }

    public ImmutableArray<PredicateSymbol> Vetoes { get; init; } = [];

    public ImmutableArray<string> VetoExcept { get; init; } = [];

    public PredicateSymbol? Require { get; init; }

    /// <summary>Class to requirement names, as written; null to derive them from the heads of the rules that meet requirements.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? RequiredFor { get; init; }

    public ImmutableArray<string> RequireExcept { get; init; } = ["/exit"];

    public SourceSpan? RequireSpan { get; init; }

    public ImmutableArray<PredicateSymbol> Caps { get; init; } = [];

    public ImmutableArray<string> CapExcept { get; init; } = [];

    public ImmutableArray<string> Classes { get; init; } = ["/exit", "/reduce", "/entry"];

    public long CooldownNs { get; init; }

    public ImmutableArray<string> CooldownExcept { get; init; } = ["/exit"];

    /// <summary>Columns of the candidates that are not key: action, size, perhaps confidence.</summary>
    public ImmutableArray<int> Rest => [.. Enumerable.Range(0, Candidates.Arity).Except(Key)];

    public int ActionColumn => Rest[0];

    public int SizeColumn => Rest[1];

    public int? ConfidenceColumn => Rest.Length > 2 ? Rest[2] : null;
}
