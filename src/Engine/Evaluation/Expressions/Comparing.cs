using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A comparison made ready to run. Equality never fails; ordering values of two kinds does.</summary>
internal sealed class Comparing(BoundComparison comparison)
{
    private readonly Expression _left = Expression.Of(comparison.Left);
    private readonly Expression _right = Expression.Of(comparison.Right);
    private readonly ComparisonOperator _operator = comparison.Operator;

    /// <summary>False also when it fails.</summary>
    public bool Holds(Frame frame) => TrySides(frame, out Value left, out Value right) && TryHold(_operator, left, right, out bool holds) && holds;

    public bool TrySides(Frame frame, out Value left, out Value right)
    {
        right = default;
        return _left.TryEvaluate(frame, out left) && _right.TryEvaluate(frame, out right);
    }

    /// <summary>False when the values cannot be compared.</summary>
    public static bool TryHold(ComparisonOperator comparison, in Value left, in Value right, out bool holds)
    {
        if (comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            holds = left == right == (comparison == ComparisonOperator.Equal);
            return true;
        }

        int order = left.Kind == ValueKind.Number && right.Kind == ValueKind.Number ? left.AsInt64.CompareTo(right.AsInt64) : left.CompareTo(right);
        holds = comparison switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            ComparisonOperator.GreaterOrEqual => order >= 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return left.Kind == right.Kind;
    }
}
