using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The explicit conversions between numeric types: nothing converts by itself.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        new("to_number", "To /number, truncating toward zero; fails when it does not fit 64 bits.", TypeRules.AnyNumeric(BoundType.Number, 1, 1),
            static (a, out r) => a.Length == 1 ? TryNumber(a[0], out r) : NumericOps.Fail(out r)),
        new("to_float64", "To /float64: the nearest one (exact up to 2^53).", TypeRules.AnyNumeric(BoundType.Float64, 1, 1),
            static (a, out r) => a.Length == 1 && a[0].IsNumeric ? Value.TryFloat64(a[0].ToDouble(), out r) : NumericOps.Fail(out r)),
        new("to_dec8", "To /dec8, half to even at the eighth digit; fails when it does not fit.", TypeRules.AnyNumeric(BoundType.Dec8, 1, 1),
            static (a, out r) => a.Length == 1 ? TryDecimal(a[0], out r) : NumericOps.Fail(out r)),
    ];

    private static bool TryNumber(Value x, out Value result) => x.Kind switch
    {
        ValueKind.Number => NumericOps.Give(x, out result),
        ValueKind.Dec8 => NumericOps.Give(Value.Number(x.AsInt64 / Dec8.Scale), out result),
        // 2^63 itself does not fit, -2^63 does.
        ValueKind.Float64 when x.AsFloat64 is >= -9223372036854775808.0 and < 9223372036854775808.0 => NumericOps.Give(Value.Number((long)x.AsFloat64), out result),
        _ => NumericOps.Fail(out result),
    };

    private static bool TryDecimal(Value x, out Value result)
    {
        if (x.Kind == ValueKind.Dec8)
        {
            return NumericOps.Give(x, out result);
        }

        Dec8 converted = default;
        bool fits = x.Kind switch
        {
            ValueKind.Number => Dec8.TryFromInteger(x.AsInt64, out converted),
            ValueKind.Float64 => Dec8.TryFromDouble(x.AsFloat64, out converted),
            _ => false,
        };
        result = fits ? Value.Decimal(converted) : default;
        return fits;
    }
}
