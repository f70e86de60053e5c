using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Size, sign and rounding of one number; smaller and larger of two. The type stays what it was.</summary>
internal static class RoundingFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        new("abs", "Size of a number or duration; fails for the smallest integer.",
            TypeRules.Of("one number or duration", static a => a.Length != 1 ? null : TypeFit.KindOf(a[0]) == TypeKind.Duration ? BoundType.Duration : TypeRules.CommonNumeric(a)),
            static (a, out r) => a.Length == 1 ? TryAbs(a[0], out r) : NumericOps.Fail(out r)),
        new("sign", "-1, 0 or 1 as /number.", TypeRules.AnyNumeric(BoundType.Number, 1, 1),
            static (a, out r) => a.Length == 1 && a[0].IsNumeric ? NumericOps.Give(Value.Number(SignOf(a[0])), out r) : NumericOps.Fail(out r)),
        new("min2", "The smaller of two values of one ordered type.", TypeRules.Of("two values of one type", TwoAlike), static (a, out r) => TryPick(a, -1, out r)),
        new("max2", "The larger of two values of one ordered type.", TypeRules.Of("two values of one type", TwoAlike), static (a, out r) => TryPick(a, 1, out r)),
        Rounding("floor", "Largest whole number not above X; the type stays. Fails when a /dec8 overflows.", Math.Floor, static (whole, fraction) => fraction < 0 ? whole - 1 : whole),
        Rounding("ceil", "Smallest whole number not below X; the type stays. Fails when a /dec8 overflows.", Math.Ceiling, static (whole, fraction) => fraction > 0 ? whole + 1 : whole),
        Rounding("round", "Nearest whole number, half to even; the type stays. Fails when a /dec8 overflows.",
            static x => Math.Round(x, MidpointRounding.ToEven), static (whole, fraction) => (long)Dec8.DivideHalfEven(((Int128)whole * Dec8.Scale) + fraction, Dec8.Scale)),
    ];

    private static TableFunction Rounding(string name, string summary, Func<double, double> ofFloat, Func<long, long, long> ofDecimal) =>
        new(name, summary, TypeRules.SameNumeric(1, 1), (a, out r) => a.Length == 1 ? TryRound(a[0], ofFloat, ofDecimal, out r) : NumericOps.Fail(out r));

    /// <summary><paramref name="ofDecimal"/> takes the whole part and the signed fraction in units of 1e-8.</summary>
    private static bool TryRound(Value x, Func<double, double> ofFloat, Func<long, long, long> ofDecimal, out Value result)
    {
        result = x;
        return x.Kind switch
        {
            ValueKind.Number => true,
            ValueKind.Float64 => Value.TryFloat64(ofFloat(x.AsFloat64), out result),
            ValueKind.Dec8 => NumericOps.TryInteger(ValueKind.Dec8, (Int128)ofDecimal(x.AsInt64 / Dec8.Scale, x.AsInt64 % Dec8.Scale) * Dec8.Scale, out result),
            _ => false,
        };
    }

    private static bool TryAbs(Value x, out Value result)
    {
        bool negative = x.Kind == ValueKind.Float64 ? x.AsFloat64 < 0 : x.Kind is ValueKind.Number or ValueKind.Dec8 or ValueKind.Duration && x.AsInt64 < 0;
        result = x;
        return negative ? NumericOps.TryNegate(x, out result) : x.IsNumeric || x.Kind == ValueKind.Duration;
    }

    private static int SignOf(Value x) => x.Kind == ValueKind.Float64 ? Math.Sign(x.AsFloat64) : Math.Sign(x.AsInt64);

    private static bool TryPick(ReadOnlySpan<Value> arguments, int sign, out Value result)
    {
        if (arguments.Length != 2 || arguments[0].Kind != arguments[1].Kind)
        {
            return NumericOps.Fail(out result);
        }

        return NumericOps.Give(sign * arguments[0].CompareTo(arguments[1]) >= 0 ? arguments[0] : arguments[1], out result);
    }

    private static BoundType? TwoAlike(ReadOnlySpan<BoundType> arguments)
    {
        if (arguments.Length != 2)
        {
            return null;
        }

        BoundType a = TypeFit.Widen(arguments[0]), b = TypeFit.Widen(arguments[1]);
        if (TypeFit.IsOpen(a) || TypeFit.IsOpen(b))
        {
            return TypeFit.IsOpen(a) ? b : a;
        }

        return TypeFit.KindOf(a) == TypeFit.KindOf(b) ? Generalise(a, b) : null;
    }

    /// <summary>Two types of one kind may differ in detail, such as two single names.</summary>
    private static BoundType Generalise(BoundType a, BoundType b) =>
        a.Equals(b) ? a : TypeFit.KindOf(a) == TypeKind.Name ? BoundType.Name : BoundType.UnionOf([a, b]);
}
