using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>One operator of a join: runs the rest for every way in which it holds.</summary>
public abstract record PlanStep
{
    private protected PlanStep()
    {
    }

    /// <summary>The literal that it evaluates.</summary>
    public required SourceSpan Span { get; init; }
}

/// <summary>A positive atom: its matching rows, through an index where one helps.</summary>
public sealed record MatchRows : PlanStep
{
    /// <summary>Index of the literal in the rule's body: tells before or after the delta literal.</summary>
    public required int Literal { get; init; }

    /// <summary>Place among the positive atoms of the body.</summary>
    public required int Ordinal { get; init; }

    public required int Predicate { get; init; }

    public required AtomPattern Pattern { get; init; }

    /// <summary>Number of the index in <see cref="PlannedPredicate.Indexes"/>; null to look one row up or to scan them all.</summary>
    public int? Index { get; init; }
}

/// <summary>A negated atom: holds when no row matches.</summary>
public sealed record RequireAbsent : PlanStep
{
    /// <inheritdoc cref="MatchRows.Literal"/>
    public required int Literal { get; init; }

    public required int Predicate { get; init; }

    public required AtomPattern Pattern { get; init; }

    /// <inheritdoc cref="MatchRows.Index"/>
    public int? Index { get; init; }
}

/// <summary>A comparison of two known sides.</summary>
public sealed record TestComparison : PlanStep
{
    public required BoundComparison Comparison { get; init; }
}

/// <summary>An equality that gives a variable its value.</summary>
public sealed record AssignSlot : PlanStep
{
    public required int Slot { get; init; }

    public required BoundExpression Value { get; init; }
}

/// <summary>A built-in predicate: one run of the rest per solution; negated, when no solution fits.</summary>
public sealed record SolveBuiltin : PlanStep
{
    public required BuiltinPredicate Predicate { get; init; }

    public required bool IsNegated { get; init; }

    public required ImmutableArray<BoundExpression> Inputs { get; init; }

    public required AtomPattern Outputs { get; init; }
}
