using System.Diagnostics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A comparison of two evaluable sides. Equality never fails; ordering values of two kinds does.</summary>
internal sealed class CompareStep(BoundComparison comparison) : LiteralStep
{
    public override void Run(Frame frame)
    {
        bool evaluated = ExpressionEvaluator.TryEvaluate(comparison.Left, frame, out Value left)
            & ExpressionEvaluator.TryEvaluate(comparison.Right, frame, out Value right);
        if (!evaluated || !TryHold(left, right, out bool holds))
        {
            frame.Failures++;
        }
        else if (holds)
        {
            Next.Run(frame);
        }
    }

    private bool TryHold(Value left, Value right, out bool holds)
    {
        if (comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            holds = left == right == (comparison.Operator == ComparisonOperator.Equal);
            return true;
        }

        int order = left.CompareTo(right);
        holds = comparison.Operator switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            ComparisonOperator.GreaterOrEqual => order >= 0,
            _ => throw new UnreachableException(),
        };
        return left.Kind == right.Kind;
    }
}
