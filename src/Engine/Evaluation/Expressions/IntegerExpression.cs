using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Sum, difference or product: two integers at once, anything else by the built-in itself.</summary>
internal sealed class IntegerExpression(BoundCall call) : Expression
{
    private readonly ScalarFunction _function = call.Function;
    private readonly char _operator = call.Function.Name switch { "plus" => '+', "minus" => '-', _ => '*' };
    private readonly Expression _left = Of(call.Arguments[0]);
    private readonly Expression _right = Of(call.Arguments[1]);
    private readonly Value[] _values = new Value[2];

    public override bool TryEvaluate(Frame frame, out Value value)
    {
        if (!_left.TryEvaluate(frame, out Value left) || !_right.TryEvaluate(frame, out Value right))
        {
            value = default;
            return false;
        }

        if (left.Kind == ValueKind.Number && right.Kind == ValueKind.Number)
        {
            bool fits = TryCompute(left.AsInt64, right.AsInt64, out long result);
            value = fits ? Value.Number(result) : default;
            return fits;
        }

        (_values[0], _values[1]) = (left, right);
        return _function.TryApply(_values, out value);
    }

    private bool TryCompute(long a, long b, out long result)
    {
        Int128 exact = _operator switch { '+' => (Int128)a + b, '-' => (Int128)a - b, _ => Math.BigMul(a, b) };
        result = (long)exact;
        return result == exact;
    }
}
