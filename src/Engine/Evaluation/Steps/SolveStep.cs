using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A built-in predicate: solves it for its inputs, then binds or checks its outputs. Negated: goes on when no solution fits.</summary>
internal sealed class SolveStep(SolveBuiltin planned, Step next) : Step
{
    private readonly BuiltinPredicate _predicate = planned.Predicate;
    private readonly Expression[] _inputs = Expression.Of(planned.Inputs);
    private readonly Value[] _values = new Value[planned.Inputs.Length];
    private readonly List<Value[]> _solutions = [];
    private readonly SolutionPattern _outputs = new(planned.Outputs);

    public override void Run(Frame frame)
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (!_inputs[i].TryEvaluate(frame, out _values[i]))
            {
                frame.Failures++;
                return;
            }
        }

        _solutions.Clear();
        _predicate.Solve(_values, _solutions);
        _outputs.Fill(frame);
        if (planned.IsNegated)
        {
            RunIfNone(frame);
        }
        else
        {
            RunEach(frame);
        }
    }

    private void RunEach(Frame frame)
    {
        foreach (Value[] solution in _solutions)
        {
            if (!frame.IsStopped && _outputs.HasKey(solution) && _outputs.TryBind(solution, frame.Slots))
            {
                next.Run(frame);
            }
        }
    }

    private void RunIfNone(Frame frame)
    {
        foreach (Value[] solution in _solutions)
        {
            if (_outputs.HasKey(solution))
            {
                return;
            }
        }

        next.Run(frame);
    }
}
