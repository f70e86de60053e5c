namespace CryptoScalp.Rules.Semantics;

/// <summary>Comparison operators as they are written in rules.</summary>
public static class ComparisonSymbols
{
    /// <summary>The operator's text: <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</summary>
    public static string Symbol(this ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>True when two values in this order compare so: <paramref name="order"/> is negative where the left one is smaller, 0 where both are equal.</summary>
    public static bool Admits(this ComparisonOperator comparison, int order) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        ComparisonOperator.GreaterOrEqual => order >= 0,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
