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
        return one.TryEvaluate(frame, out Value left) & other.TryEvaluate(frame, out Value right) && Comparing.TryHold(_operator, left, right, out holds);
    }
}
