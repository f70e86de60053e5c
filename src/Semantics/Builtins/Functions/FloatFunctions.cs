using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Mangle's <c>float:*</c> family: numbers of any type, computed as float64.</summary>
internal static class FloatFunctions
{
    // Made once: what an initialiser mentions by name is made anew at every call.
    private static readonly Func<double, double, double> Divide = Quotient;

    public static IEnumerable<TableFunction> All { get; } =
    [
        new("float:plus", "Sum as /float64 of numbers of any type; fails when it is not finite.",
            TypeRules.AnyNumeric(BoundType.Float64, 1, int.MaxValue), static (a, out r) => Fold(a, static (x, y) => x + y, out r)),
        new("float:mult", "Product as /float64 of numbers of any type; fails when it is not finite.",
            TypeRules.AnyNumeric(BoundType.Float64, 1, int.MaxValue), static (a, out r) => Fold(a, static (x, y) => x * y, out r)),
        new("float:div", "Quotient as /float64, left to right; float:div(X) is 1/X. Fails on a zero divisor or when it is not finite.",
            TypeRules.AnyNumeric(BoundType.Float64, 1, int.MaxValue),
            static (a, out r) => a.Length == 1 ? Fold([Value.Number(1), a[0]], Divide, out r) : Fold(a, Divide, out r)),
    ];

    private static double Quotient(double a, double b) => b == 0 ? double.NaN : a / b;

    private static bool Fold(ReadOnlySpan<Value> arguments, Func<double, double, double> combine, out Value result)
    {
        double sum = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].IsNumeric)
            {
                return NumericOps.Fail(out result);
            }

            sum = i == 0 ? arguments[i].ToDouble() : combine(sum, arguments[i].ToDouble());
        }

        return Value.TryFloat64(arguments.IsEmpty ? double.NaN : sum, out result);
    }
}
