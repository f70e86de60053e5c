using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A built-in function applied. Its arguments lie in a buffer of its own: an expression never runs inside itself.</summary>
internal sealed class CallExpression(BoundCall call) : Expression
{
    private readonly ScalarFunction _function = call.Function;
    private readonly Expression[] _arguments = Of(call.Arguments);
    private readonly Value[] _values = new Value[call.Arguments.Length];

    /// <summary>Null where a result is not made of parts.</summary>
    private readonly RepeatedCalls? _repeated = call.Function.Name is "struct" or "map" ? new RepeatedCalls(call.Function, call.Arguments.Length) : null;

    public override bool TryEvaluate(Frame frame, out Value value)
    {
        for (int i = 0; i < _arguments.Length; i++)
        {
            if (!_arguments[i].TryEvaluate(frame, out _values[i]))
            {
                value = default;
                return false;
            }
        }

        return _repeated is null ? _function.TryApply(_values, out value) : _repeated.TryApply(_values, out value);
    }
}
