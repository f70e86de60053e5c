using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A step after a draft body.</summary>
internal abstract class DraftTransform(SourceSpan span)
{
    public SourceSpan Span { get; } = span;
}

internal sealed class DraftLet(int slot, DraftExpression value, SourceSpan span) : DraftTransform(span)
{
    public int Slot { get; } = slot;

    public DraftExpression Value { get; } = value;
}

internal sealed class DraftGroup(ImmutableArray<DraftVariable> keys, ImmutableArray<DraftAggregate> aggregates, SourceSpan span) : DraftTransform(span)
{
    public ImmutableArray<DraftVariable> Keys { get; } = keys;

    public ImmutableArray<DraftAggregate> Aggregates { get; } = aggregates;
}

/// <summary>An aggregate call; <paramref name="node"/> is the type of its result.</summary>
internal sealed class DraftAggregate(int slot, AggregateFunction function, ImmutableArray<DraftExpression> arguments, SourceSpan span, TypeNode node)
{
    public int Slot { get; } = slot;

    public AggregateFunction Function { get; } = function;

    public ImmutableArray<DraftExpression> Arguments { get; } = arguments;

    public SourceSpan Span { get; } = span;

    public TypeNode Node { get; } = node;
}
