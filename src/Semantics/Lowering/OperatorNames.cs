using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What operator tokens stand for.</summary>
internal static class OperatorNames
{
    /// <summary>The function behind an infix operator; null for a token that is none.</summary>
    public static string? Arithmetic(SyntaxKind kind) => kind switch
    {
        SyntaxKind.Plus => "plus",
        SyntaxKind.Minus => "minus",
        SyntaxKind.Star => "mult",
        SyntaxKind.Slash => "divide",
        _ => null,
    };

    /// <summary>The function behind a condition in an argument position.</summary>
    public static string? Condition(SyntaxKind kind) => Comparison(kind) switch
    {
        ComparisonOperator.Equal => "eq",
        ComparisonOperator.NotEqual => "ne",
        ComparisonOperator.Less => "lt",
        ComparisonOperator.LessOrEqual => "le",
        ComparisonOperator.Greater => "gt",
        ComparisonOperator.GreaterOrEqual => "ge",
        _ => null,
    };

    public static ComparisonOperator? Comparison(SyntaxKind kind) => kind switch
    {
        SyntaxKind.Equals => ComparisonOperator.Equal,
        SyntaxKind.BangEquals => ComparisonOperator.NotEqual,
        SyntaxKind.Less => ComparisonOperator.Less,
        SyntaxKind.LessEquals => ComparisonOperator.LessOrEqual,
        SyntaxKind.Greater => ComparisonOperator.Greater,
        SyntaxKind.GreaterEquals => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    /// <summary>Mangle's comparison predicates, which mean the infix operators.</summary>
    public static ComparisonOperator? ComparisonPredicate(string name) => name switch
    {
        ":lt" => ComparisonOperator.Less,
        ":le" => ComparisonOperator.LessOrEqual,
        ":gt" => ComparisonOperator.Greater,
        ":ge" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    /// <summary>What holds exactly when the operator does not.</summary>
    public static ComparisonOperator Opposite(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.Less,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
