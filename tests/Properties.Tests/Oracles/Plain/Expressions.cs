using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Values of expressions under a substitution; a slot without a value holds null.</summary>
internal sealed class Expressions(IReadOnlyList<Value> parameters, EventTime now)
{
    public IReadOnlyList<Value> Parameters => parameters;

    public EventTime Now => now;

    /// <summary>Null when a variable has no value or a function fails: the literal then does not hold.</summary>
    public Value? Evaluate(BoundExpression expression, Value?[] slots) => expression switch
    {
        BoundConstant constant => constant.Value,
        BoundVariable variable => slots[variable.Slot],
        BoundParameter parameter => parameters[parameter.Index],
        BoundNow => Value.Time(now.Nanoseconds),
        BoundCall call => Call(call, slots),
        _ => throw Unknown(expression),
    };

    public static InvalidOperationException Unknown(object construct) => new($"this evaluator does not know what a {construct.GetType().Name} means");

    private Value? Call(BoundCall call, Value?[] slots)
    {
        Value[] arguments = new Value[call.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (Evaluate(call.Arguments[i], slots) is not { } argument)
            {
                return null;
            }

            arguments[i] = argument;
        }

        return call.Function.TryApply(arguments, out Value value) ? value : null;
    }
}
