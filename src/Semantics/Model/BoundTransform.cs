using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>One step after the body.</summary>
public abstract record BoundTransform
{
    private protected BoundTransform()
    {
    }

    public required SourceSpan Span { get; init; }
}

/// <summary><c>|&gt; let Y = expr</c>: per row (per group after a <see cref="BoundGroup"/>). The row is dropped when the expression fails.</summary>
public sealed record BoundLet : BoundTransform
{
    public required int Slot { get; init; }

    public required BoundExpression Value { get; init; }
}

/// <summary><c>|&gt; do fn:group_by(X), let N = fn:count()</c>: over the distinct substitutions of all body slots; afterwards only keys and results are bound.</summary>
public sealed record BoundGroup : BoundTransform
{
    /// <summary>Slots to group by; empty for one group of everything (no row when the body has none).</summary>
    public required ImmutableArray<int> Keys { get; init; }

    public required ImmutableArray<BoundAggregate> Aggregates { get; init; }
}

/// <summary><c>let N = fn:sum(X)</c> inside a group.</summary>
/// <param name="Slot">Where the result goes.</param>
/// <param name="Function">The aggregate.</param>
/// <param name="Arguments">Evaluated per member; conditions are calls that give <c>/true</c> or <c>/false</c>. A member whose argument fails makes the group give no row, and is counted.</param>
/// <param name="ResultType">The type of the result.</param>
public sealed record BoundAggregate(int Slot, AggregateFunction Function, ImmutableArray<BoundExpression> Arguments, BoundType ResultType, SourceSpan Span);
