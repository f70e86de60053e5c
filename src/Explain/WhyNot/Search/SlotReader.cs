using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Evaluates expressions under a partial substitution.</summary>
internal sealed class SlotReader
{
    private readonly Value[] _parameters;
    private readonly Value _now;

    public SlotReader(IRuleSession session, BoundProgram program)
    {
        _parameters = [.. program.Params.Select(p => session.ParamOf(p.Name) ?? p.Value)];
        _now = Value.Time(session.Now.Nanoseconds);
    }

    /// <summary>False when a variable has no value yet.</summary>
    public static bool IsKnown(BoundExpression expression, Value?[] slots)
    {
        switch (expression)
        {
            case BoundVariable variable:
                return slots[variable.Slot].HasValue;
            case BoundCall call:
                foreach (BoundExpression argument in call.Arguments)
                {
                    if (!IsKnown(argument, slots))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    /// <summary>False when a variable has no value, or a function fails.</summary>
    public bool TryEvaluate(BoundExpression expression, Value?[] slots, out Value value)
    {
        switch (expression)
        {
            case BoundConstant constant:
                value = constant.Value;
                return true;
            case BoundVariable variable:
                value = slots[variable.Slot].GetValueOrDefault();
                return slots[variable.Slot].HasValue;
            case BoundParameter parameter:
                value = _parameters[parameter.Index];
                return true;
            case BoundNow:
                value = _now;
                return true;
            case BoundCall call:
                return TryCall(call, slots, out value);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The values of an atom's columns; null where a variable has none.</summary>
    public Value?[] Columns(IReadOnlyList<BoundExpression> arguments, Value?[] slots)
    {
        Value?[] columns = new Value?[arguments.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = TryEvaluate(arguments[i], slots, out Value value) ? value : null;
        }

        return columns;
    }

    private bool TryCall(BoundCall call, Value?[] slots, out Value value)
    {
        Value[] arguments = new Value[call.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!TryEvaluate(call.Arguments[i], slots, out arguments[i]))
            {
                value = default;
                return false;
            }
        }

        return call.Function.TryApply(arguments, out value);
    }
}
