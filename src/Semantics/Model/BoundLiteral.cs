using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>One literal of a body.</summary>
public abstract record BoundLiteral
{
    private protected BoundLiteral()
    {
    }

    /// <summary>The literal as written.</summary>
    public required SourceSpan Span { get; init; }
}

/// <summary><c>p(X, 1)</c> or <c>!p(X, 1)</c>. Arguments are variables, constants or parameters: the binder lowers other expressions into comparisons beside the atom.</summary>
public sealed record BoundAtom : BoundLiteral
{
    public required int Predicate { get; init; }

    public required bool IsNegated { get; init; }

    /// <summary>Each a <see cref="BoundVariable"/>, <see cref="BoundConstant"/> or <see cref="BoundParameter"/>. In a negated atom a wildcard's slot is never bound and means "any".</summary>
    public required ImmutableArray<BoundExpression> Arguments { get; init; }
}

/// <summary>Comparison operators.</summary>
public enum ComparisonOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary><c>A &lt; B</c>. An <see cref="ComparisonOperator.Equal"/> with a bare variable on one side binds it when the other side is evaluable first.</summary>
/// <remarks>
/// Both sides have one type (the binder converts literals); ordered comparison of values of different kinds is a type error, except inside <c>/any</c>,
/// where the literal fails. Equality never fails.
/// </remarks>
public sealed record BoundComparison : BoundLiteral
{
    public required ComparisonOperator Operator { get; init; }

    public required BoundExpression Left { get; init; }

    public required BoundExpression Right { get; init; }

    /// <summary>Set where <c>#[hysteresis(…)]</c> gives this threshold a second, weaker value.</summary>
    public BoundHysteresis? Hysteresis { get; init; }
}

/// <summary><c>:match_field(S, /f, V)</c>, <c>:list:member(X, L)</c>: a built-in predicate; output arguments are variables that it binds (or checks, when already bound).</summary>
public sealed record BoundBuiltinLiteral : BoundLiteral
{
    public required BuiltinPredicate Predicate { get; init; }

    public required bool IsNegated { get; init; }

    public required ImmutableArray<BoundExpression> Arguments { get; init; }
}
