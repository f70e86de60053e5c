using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A comparison of two known sides. Equality never fails; ordering values of two kinds does.</summary>
internal sealed class TestStep(TestComparison planned, Step next) : Step
{
    private readonly Expression _left = Expression.Of(planned.Comparison.Left);
    private readonly Expression _right = Expression.Of(planned.Comparison.Right);
    private readonly ComparisonOperator _operator = planned.Comparison.Operator;
    private readonly Expression? _exit = planned.Comparison.Hysteresis is { } hysteresis ? Expression.Of(hysteresis.Exit) : null;
    private readonly bool _enterOnRight = planned.Comparison.Hysteresis?.EnterOnRight ?? false;

    public override void Run(Frame frame)
    {
        if (!TryHold(_left, _right, frame, out bool holds) || (!holds && _exit is not null && !TryGoOn(frame, _exit, out holds)))
        {
            frame.Failures++;
        }
        else if (holds)
        {
            next.Run(frame);
        }
    }

    /// <summary>While the rule held before, the weaker threshold suffices.</summary>
    private bool TryGoOn(Frame frame, Expression exit, out bool holds)
    {
        holds = false;
        return !frame.Episodes!.Holds(frame) || (_enterOnRight ? TryHold(_left, exit, frame, out holds) : TryHold(exit, _right, frame, out holds));
    }

    private bool TryHold(Expression one, Expression other, Frame frame, out bool holds)
    {
        holds = false;
        return one.TryEvaluate(frame, out Value left) & other.TryEvaluate(frame, out Value right) && TryHold(left, right, out holds);
    }

    private bool TryHold(in Value left, in Value right, out bool holds)
    {
        if (_operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            holds = left == right == (_operator == ComparisonOperator.Equal);
            return true;
        }

        int order = left.Kind == ValueKind.Number && right.Kind == ValueKind.Number ? left.AsInt64.CompareTo(right.AsInt64) : left.CompareTo(right);
        holds = _operator switch
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
