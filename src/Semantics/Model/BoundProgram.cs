using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A checked program: names resolved, types known, safe and stratified. Immutable; what evaluators, explanation and verification read.</summary>
public sealed record BoundProgram
{
    /// <summary>Indexed by <see cref="BoundPredicate.Id"/>; sorted by name, so ids do not depend on file or rule order.</summary>
    public required ImmutableArray<BoundPredicate> Predicates { get; init; }

    /// <summary>Indexed by <see cref="BoundRule.Index"/>; in the order of (path, place).</summary>
    public required ImmutableArray<BoundRule> Rules { get; init; }

    /// <summary>Facts written in the program, typed.</summary>
    public required ImmutableArray<BoundFact> Facts { get; init; }

    /// <summary>Lowest first. Negated and aggregated predicates lie in earlier strata; a stratum is one recursive component or one predicate.</summary>
    public required ImmutableArray<Stratum> Strata { get; init; }

    public required ImmutableArray<BoundParam> Params { get; init; }

    public required ImmutableArray<BoundDecide> Decides { get; init; }

    public required ImmutableArray<BoundTest> Tests { get; init; }

    /// <summary>What the program promises for all facts; proved or refuted by verification, ignored by evaluation. In the order of (path, place).</summary>
    public ImmutableArray<BoundInvariant> Invariants { get; init; } = [];

    /// <summary>Problems that are solved off the tick path; ignored by evaluation. In the order of (path, place).</summary>
    public ImmutableArray<BoundOptimize> Optimizes { get; init; } = [];

    /// <summary>SHA-256 (hex) over the meaning of the program: comments, layout and the order of files and rules do not change it.</summary>
    public required string Version { get; init; }

    /// <summary>True when the meaning depends on the passing of time by itself: expiry, lateness, windows, temporal literals, hysteresis.</summary>
    public bool UsesTime =>
        Predicates.Any(static p => p.View is not null || p.TtlNs is not null || p.LatenessNs is not null)
        || Rules.Any(static r => r.Body.Any(static l => l is BoundComparison { Hysteresis: not null }));

    public BoundPredicate? FindPredicate(string name) => Predicates.FirstOrDefault(p => p.Name == name);
}

/// <summary>One evaluation layer.</summary>
/// <param name="Predicates">Predicate ids derived here.</param>
/// <param name="Rules">Indexes of the rules whose heads are here.</param>
/// <param name="IsRecursive">True when a rule reads a predicate of this stratum.</param>
public sealed record Stratum(ImmutableArray<int> Predicates, ImmutableArray<int> Rules, bool IsRecursive);

/// <summary>A fact of the program text with its place.</summary>
public sealed record BoundFact(Fact Fact, SourceSpan Span);

/// <summary><c>param name = value in [low, high].</c></summary>
/// <param name="Low">Inclusive; null when no range is given.</param>
/// <param name="High">Inclusive; null when no range is given.</param>
public sealed record BoundParam(string Name, BoundType Type, Value Value, Value? Low, Value? High, SourceSpan Span);
