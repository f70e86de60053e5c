using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Roots, powers and logarithms. A result that is not a finite number fails.</summary>
internal static class RealFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        Real("sqrt", "Square root as /float64; fails for a negative number.", Math.Sqrt),
        Real("exp", "e to the power of X as /float64; fails when it is not finite.", Math.Exp),
        Real("ln", "Natural logarithm as /float64; fails unless X > 0.", Math.Log),
        Real("log10", "Decimal logarithm as /float64; fails unless X > 0.", Math.Log10),
        new("pow", "X to the power of Y: exact for /number (fails for a negative exponent or on overflow), otherwise /float64.",
            TypeRules.Of("two /number or two /float64", static a => a.Length == 2 ? PowerType(a) : null),
            static (a, out r) => a.Length == 2 ? TryPower(a[0], a[1], out r) : NumericOps.Fail(out r)),
    ];

    private static TableFunction Real(string name, string summary, Func<double, double> compute) =>
        new(name, summary, TypeRules.AnyNumeric(BoundType.Float64, 1, 1),
            (a, out r) => a.Length == 1 && a[0].IsNumeric ? Value.TryFloat64(compute(a[0].ToDouble()), out r) : NumericOps.Fail(out r));

    private static BoundType? PowerType(ReadOnlySpan<BoundType> arguments)
    {
        BoundType? common = TypeRules.CommonNumeric(arguments);
        return common?.Kind == TypeKind.Dec8 ? null : common;
    }

    private static bool TryPower(Value x, Value y, out Value result)
    {
        if (x.Kind == ValueKind.Float64 && y.Kind == ValueKind.Float64)
        {
            return Value.TryFloat64(Math.Pow(x.AsFloat64, y.AsFloat64), out result);
        }

        bool valid = x.Kind == ValueKind.Number && y.Kind == ValueKind.Number && y.AsInt64 >= 0;
        return valid ? TryIntegerPower(x.AsInt64, y.AsInt64, out result) : NumericOps.Fail(out result);
    }

    private static bool TryIntegerPower(long x, long exponent, out Value result)
    {
        if (x is 0 or 1 or -1)
        {
            return NumericOps.Give(Value.Number(exponent == 0 ? 1 : x == -1 && exponent % 2 == 0 ? 1 : x), out result);
        }

        // |x| >= 2: any exponent above 63 overflows, so the loop is short.
        Int128 power = 1;
        for (long i = 0; i < exponent && power >= long.MinValue && power <= long.MaxValue; i++)
        {
            power *= x;
        }

        return NumericOps.TryInteger(ValueKind.Number, power, out result);
    }
}
