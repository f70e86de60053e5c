using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Values of expressions under a substitution.</summary>
internal static class ExpressionEvaluator
{
    private const int FewArguments = 4;

    /// <summary>False when the expression fails: an overflow, a division by zero, a domain error.</summary>
    public static bool TryEvaluate(BoundExpression expression, Frame frame, out Value value)
    {
        switch (expression)
        {
            case BoundVariable variable:
                value = frame.Slots[variable.Slot];
                return true;
            case BoundConstant constant:
                value = constant.Value;
                return true;
            case BoundParameter parameter:
                value = frame.Context.Params[parameter.Index];
                return true;
            case BoundNow:
                value = Value.Time(frame.Context.Now.Nanoseconds);
                return true;
            case BoundCall call:
                return TryCall(call, frame, out value);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The value of a variable, constant or parameter: these cannot fail.</summary>
    public static Value Simple(BoundExpression expression, Frame frame) =>
        TryEvaluate(expression, frame, out Value value) ? value : throw new InvalidOperationException("the argument of an atom is not a variable, constant or parameter");

    private static bool TryCall(BoundCall call, Frame frame, out Value value)
    {
        FewValues few = default;
        Span<Value> arguments = call.Arguments.Length <= FewArguments ? ((Span<Value>)few)[..call.Arguments.Length] : new Value[call.Arguments.Length];
        value = default;
        return TryAll(call.Arguments, frame, arguments) && call.Function.TryApply(arguments, out value);
    }

    private static bool TryAll(ImmutableArray<BoundExpression> expressions, Frame frame, Span<Value> values)
    {
        for (int i = 0; i < expressions.Length; i++)
        {
            if (!TryEvaluate(expressions[i], frame, out values[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Arguments on the stack: calls run once per substitution.</summary>
    [InlineArray(FewArguments)]
    private struct FewValues
    {
        private Value _first;
    }
}
