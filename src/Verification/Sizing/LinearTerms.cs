using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>An expression of an <c>optimize</c> statement is not linear in what is looked for, or has no value.</summary>
internal sealed class NotLinearException(string message) : Exception(message);

/// <summary>Expressions of an <c>optimize</c> statement under one substitution as linear expressions of the unknowns.</summary>
internal sealed class LinearTerms(BoundProgram program, BoundOptimize optimize, EventTime at, LinearProblem problem, IReadOnlyList<LinearRow> rows)
{
    /// <param name="expression">Of the statement.</param>
    /// <param name="row">One substitution of its body.</param>
    /// <param name="sign">1 where only less would be better or allowed, -1 where only more, 0 where the value is fixed: a size may stand in the first only.</param>
    /// <exception cref="NotLinearException">It is not linear, or cannot be computed.</exception>
    public Linear Of(BoundExpression expression, LinearRow row, int sign)
    {
        if (TryValue(expression, row, out Value value))
        {
            return Linear.Of(NumberOf(value, expression), isReal: true);
        }

        return expression switch
        {
            BoundVariable variable when row.Unknowns.TryGetValue(variable.Slot, out Linear? unknown) => unknown,
            BoundVariable variable => Sum(variable, sign),
            BoundCall call => Call(call, row, sign),
            _ => throw NotLinear(expression),
        };
    }

    /// <summary>A value that needs no unknown; false when it does, or has none.</summary>
    public bool TryValue(BoundExpression expression, LinearRow row, out Value value)
    {
        value = default;
        switch (expression)
        {
            case BoundConstant constant: value = constant.Value; return true;
            case BoundParameter parameter: value = program.Params[parameter.Index].Value; return true;
            case BoundNow: value = Value.Time(at.Nanoseconds); return true;
            case BoundVariable variable: return row.TryValue(variable.Slot, out value);
            case BoundCall call:
                Value[] arguments = new Value[call.Arguments.Length];
                for (int i = 0; i < arguments.Length; i++)
                {
                    if (!TryValue(call.Arguments[i], row, out arguments[i]))
                    {
                        return false;
                    }
                }

                return call.Function.TryApply(arguments, out value) ? true : throw new NotLinearException($"'{call.Span.Text}' has no value{row.Words}: an overflow, a divisor of 0 or the like");
            default: return false;
        }
    }

    private Linear Sum(BoundVariable variable, int sign)
    {
        BoundExpression term = optimize.Sums.FirstOrDefault(s => s.Key == variable.Slot).Value ?? throw NotLinear(variable);
        return rows.Aggregate(Linear.Of(0, isReal: true), (total, row) => total + Of(term, row, sign));
    }

    private Linear Call(BoundCall call, LinearRow row, int sign) => (call.Function.Name, call.Arguments.Length) switch
    {
        ("plus", >= 1) => call.Arguments.Select(a => Of(a, row, sign)).Aggregate(static (a, b) => a + b),
        ("minus", >= 2) => call.Arguments.Skip(1).Aggregate(Of(call.Arguments[0], row, sign), (total, a) => total - Of(a, row, -sign)),
        ("neg" or "minus", 1) => Of(call.Arguments[0], row, -sign) * -1,
        ("mult", 2) when TryValue(call.Arguments[0], row, out Value factor) => Scaled(call.Arguments[1], NumberOf(factor, call), row, sign),
        ("mult", 2) when TryValue(call.Arguments[1], row, out Value factor) => Scaled(call.Arguments[0], NumberOf(factor, call), row, sign),
        ("divide", 2) when TryValue(call.Arguments[1], row, out Value divisor) && !NumberOf(divisor, call).IsZero => Scaled(call.Arguments[0], 1 / NumberOf(divisor, call), row, sign),
        ("abs", 1) when sign > 0 => problem.SizeOf(Of(call.Arguments[0], row, 0)),
        ("abs", 1) => throw new NotLinearException($"'{call.Span.Text}' has to be limited from above or be a cost: at least a size, or exactly one, is not a linear limit"),
        ("to_float64" or "to_dec8", 1) => Of(call.Arguments[0], row, sign),
        _ => throw NotLinear(call),
    };

    private Linear Scaled(BoundExpression expression, Rational factor, LinearRow row, int sign) => Of(expression, row, sign * factor.Sign) * factor;

    private static Rational NumberOf(Value value, BoundExpression of) => value.Kind switch
    {
        ValueKind.Number => value.AsInt64,
        ValueKind.Dec8 => new Rational(value.AsInt64, Dec8.Scale),
        ValueKind.Float64 => Rational.FromDouble(value.AsFloat64),
        _ => throw NotLinear(of),
    };

    private static NotLinearException NotLinear(BoundExpression expression) =>
        new($"'{expression.Span.Text}' is not linear in what is looked for: sums, differences, products and quotients with known numbers, abs and sum can stand here");
}

/// <summary>One substitution of an <c>optimize</c> statement.</summary>
/// <param name="Values">By slot; those of unknowns and sums mean nothing.</param>
/// <param name="Unknowns">What stands for the unknowns, by slot.</param>
/// <param name="Hidden">Slots without a value of their own.</param>
/// <param name="Words">The keys, for messages.</param>
internal sealed record LinearRow(Value[] Values, IReadOnlyDictionary<int, Linear> Unknowns, IReadOnlySet<int> Hidden, string Words)
{
    public bool TryValue(int slot, out Value value)
    {
        value = Hidden.Contains(slot) ? default : Values[slot];
        return !Hidden.Contains(slot);
    }
}
