using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A literal of a draft body.</summary>
internal abstract class DraftLiteral(SourceSpan span)
{
    public SourceSpan Span { get; } = span;
}

internal sealed class DraftAtom(PredicateSymbol predicate, bool isNegated, ImmutableArray<DraftExpression> arguments, SourceSpan span) : DraftLiteral(span)
{
    public PredicateSymbol Predicate { get; } = predicate;

    public bool IsNegated { get; } = isNegated;

    public ImmutableArray<DraftExpression> Arguments { get; } = arguments;
}

internal sealed class DraftComparison(ComparisonOperator op, DraftExpression left, DraftExpression right, SourceSpan span) : DraftLiteral(span)
{
    public ComparisonOperator Operator { get; } = op;

    public DraftExpression Left { get; } = left;

    public DraftExpression Right { get; } = right;
}

internal sealed class DraftBuiltin(BuiltinPredicate predicate, bool isNegated, ImmutableArray<DraftExpression> arguments, SourceSpan span) : DraftLiteral(span)
{
    public BuiltinPredicate Predicate { get; } = predicate;

    public bool IsNegated { get; } = isNegated;

    public ImmutableArray<DraftExpression> Arguments { get; } = arguments;
}
