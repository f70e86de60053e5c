using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>An expression over slots.</summary>
public abstract record BoundExpression
{
    private protected BoundExpression()
    {
    }

    public required BoundType Type { get; init; }

    public required SourceSpan Span { get; init; }
}

/// <summary>A value, already converted to the type its context asks for.</summary>
public sealed record BoundConstant : BoundExpression
{
    public required Value Value { get; init; }
}

/// <summary>A variable's slot.</summary>
public sealed record BoundVariable : BoundExpression
{
    public required int Slot { get; init; }
}

/// <summary>A parameter's current value.</summary>
public sealed record BoundParameter : BoundExpression
{
    /// <summary>Index into <see cref="BoundProgram.Params"/>.</summary>
    public required int Index { get; init; }
}

/// <summary><c>now</c>: the transaction's event time.</summary>
public sealed record BoundNow : BoundExpression;

/// <summary>A built-in function applied; lists, maps, structures, arithmetic and conditions are calls too.</summary>
public sealed record BoundCall : BoundExpression
{
    public required ScalarFunction Function { get; init; }

    public required ImmutableArray<BoundExpression> Arguments { get; init; }
}
