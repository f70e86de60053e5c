using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A built-in predicate: solves it for its inputs, then binds or checks its outputs. Negated: holds when no solution fits.</summary>
internal sealed class BuiltinStep : LiteralStep
{
    private readonly BoundBuiltinLiteral _literal;
    private readonly BoundExpression[] _inputs;
    private readonly AtomPattern _outputs;
    private readonly Value[] _key;

    /// <param name="literal">The literal.</param>
    /// <param name="isBound">Slots bound before it.</param>
    public BuiltinStep(BoundBuiltinLiteral literal, bool[] isBound)
    {
        _literal = literal;
        _inputs = [.. literal.Arguments.Where((_, i) => literal.Predicate.IsInput(i))];
        _outputs = AtomPattern.Of([.. literal.Arguments.Where((_, i) => !literal.Predicate.IsInput(i))], isBound);
        _key = new Value[_outputs.KeyColumns.Length];
    }

    public override void Run(Frame frame)
    {
        Value[] inputs = new Value[_inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!ExpressionEvaluator.TryEvaluate(_inputs[i], frame, out inputs[i]))
            {
                frame.Failures++;
                return;
            }
        }

        List<Value[]> solutions = [];
        _literal.Predicate.Solve(inputs, solutions);
        _outputs.FillKey(frame, _key);
        if (_literal.IsNegated)
        {
            RunIfNone(frame, solutions);
        }
        else
        {
            RunEach(frame, solutions);
        }
    }

    private void RunEach(Frame frame, List<Value[]> solutions)
    {
        foreach (Value[] solution in solutions)
        {
            if (!frame.IsStopped && _outputs.HasKey(solution, _key) && _outputs.TryBind(solution, frame.Slots))
            {
                Next.Run(frame);
            }
        }
    }

    private void RunIfNone(Frame frame, List<Value[]> solutions)
    {
        if (!solutions.Exists(solution => _outputs.HasKey(solution, _key)))
        {
            Next.Run(frame);
        }
    }
}
