using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>Values of expressions under a substitution, for the texts that steps must say; a slot without a value holds null.</summary>
internal sealed class Expressions(ImmutableArray<Value> parameters, EventTime now)
{
    public ImmutableArray<Value> Parameters => parameters;

    public EventTime Now => now;

    /// <summary>Null when a variable has no value or a function fails.</summary>
    public Value? Evaluate(BoundExpression expression, ImmutableArray<Value?> slots)
    {
        switch (expression)
        {
            case BoundConstant constant: return constant.Value;
            case BoundVariable variable: return slots[variable.Slot];
            case BoundParameter parameter: return parameters[parameter.Index];
            case BoundNow: return Value.Time(now.Nanoseconds);
            case BoundCall call:
                Value?[] arguments = [.. call.Arguments.Select(a => Evaluate(a, slots))];
                return Array.TrueForAll(arguments, static a => a is not null) && call.Function.TryApply([.. arguments.Select(static a => a!.Value)], out Value value) ? value : null;
            default: throw Unknown(expression);
        }
    }

    public static CheckFault Unknown(object construct) => new("", "program", $"the checker does not know what a {construct.GetType().Name} means, so it cannot vouch for it");
}
