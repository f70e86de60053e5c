using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A comparison of two evaluable sides. Equality never fails; ordering values of two kinds does.</summary>
internal sealed class CompareStep(BoundComparison comparison) : LiteralStep
{
    public override void Run(Frame frame)
    {
        if (!TryHold(comparison.Left, comparison.Right, frame, out bool holds) || (!holds && !TryGoOn(frame, out holds)))
        {
            frame.Failures++;
        }
        else if (holds)
        {
            Next.Run(frame);
        }
    }

    /// <summary>While the rule held before, the weaker threshold suffices.</summary>
    private bool TryGoOn(Frame frame, out bool holds)
    {
        holds = false;
        return comparison.Hysteresis is not { } hysteresis
            || !Episodes.Holds(hysteresis, frame)
            || (hysteresis.EnterOnRight ? TryHold(comparison.Left, hysteresis.Exit, frame, out holds) : TryHold(hysteresis.Exit, comparison.Right, frame, out holds));
    }

    private bool TryHold(BoundExpression one, BoundExpression other, Frame frame, out bool holds)
    {
        holds = false;
        return ExpressionEvaluator.TryEvaluate(one, frame, out Value left)
            & ExpressionEvaluator.TryEvaluate(other, frame, out Value right)
            && TryHold(left, right, out holds);
    }

    private bool TryHold(Value left, Value right, out bool holds)
    {
        if (comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            holds = left == right == (comparison.Operator == ComparisonOperator.Equal);
            return true;
        }

        holds = comparison.Operator.Admits(left.CompareTo(right));
        return left.Kind == right.Kind;
    }
}
