using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Checked arithmetic on two values of one numeric kind. Every operation answers false on overflow, division by zero or mixed kinds.</summary>
internal static class NumericOps
{
    public static bool TryAdd(Value a, Value b, out Value result)
    {
        result = default;
        return (a.Kind, b.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) => TryInteger(ValueKind.Number, (Int128)a.AsInt64 + b.AsInt64, out result),
            (ValueKind.Float64, ValueKind.Float64) => Value.TryFloat64(a.AsFloat64 + b.AsFloat64, out result),
            (ValueKind.Dec8, ValueKind.Dec8) => TryInteger(ValueKind.Dec8, (Int128)a.AsInt64 + b.AsInt64, out result),
            (ValueKind.Duration, ValueKind.Duration) => TryInteger(ValueKind.Duration, (Int128)a.AsInt64 + b.AsInt64, out result),
            (ValueKind.Time, ValueKind.Duration) or (ValueKind.Duration, ValueKind.Time) => TryInteger(ValueKind.Time, (Int128)a.AsInt64 + b.AsInt64, out result),
            _ => false,
        };
    }

    public static bool TrySubtract(Value a, Value b, out Value result)
    {
        result = default;
        return (a.Kind, b.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) => TryInteger(ValueKind.Number, (Int128)a.AsInt64 - b.AsInt64, out result),
            (ValueKind.Float64, ValueKind.Float64) => Value.TryFloat64(a.AsFloat64 - b.AsFloat64, out result),
            (ValueKind.Dec8, ValueKind.Dec8) => TryInteger(ValueKind.Dec8, (Int128)a.AsInt64 - b.AsInt64, out result),
            (ValueKind.Duration, ValueKind.Duration) => TryInteger(ValueKind.Duration, (Int128)a.AsInt64 - b.AsInt64, out result),
            (ValueKind.Time, ValueKind.Time) => TryInteger(ValueKind.Duration, (Int128)a.AsInt64 - b.AsInt64, out result),
            (ValueKind.Time, ValueKind.Duration) => TryInteger(ValueKind.Time, (Int128)a.AsInt64 - b.AsInt64, out result),
            _ => false,
        };
    }

    public static bool TryMultiply(Value a, Value b, out Value result)
    {
        result = default;
        return (a.Kind, b.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) => TryInteger(ValueKind.Number, (Int128)a.AsInt64 * b.AsInt64, out result),
            (ValueKind.Float64, ValueKind.Float64) => Value.TryFloat64(a.AsFloat64 * b.AsFloat64, out result),
            (ValueKind.Dec8, ValueKind.Dec8) => TryInteger(ValueKind.Dec8, Dec8.DivideHalfEven((Int128)a.AsInt64 * b.AsInt64, Dec8.Scale), out result),
            (ValueKind.Duration, ValueKind.Number) or (ValueKind.Number, ValueKind.Duration) => TryInteger(ValueKind.Duration, (Int128)a.AsInt64 * b.AsInt64, out result),
            _ => false,
        };
    }

    /// <summary>Two numbers, or two durations, give a float64; two decimals a decimal, half to even.</summary>
    public static bool TryDivide(Value a, Value b, out Value result)
    {
        result = default;
        return (a.Kind, b.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) or (ValueKind.Duration, ValueKind.Duration) => TryQuotient(a.AsInt64, b.AsInt64, out result),
            (ValueKind.Float64, ValueKind.Float64) => TryQuotient(a.AsFloat64, b.AsFloat64, out result),
            (ValueKind.Dec8, ValueKind.Dec8) when Dec8.TryDivide(a.AsDec8, b.AsDec8, out Dec8 quotient) => Give(Value.Decimal(quotient), out result),
            _ => false,
        };
    }

    public static bool TryNegate(Value a, out Value result)
    {
        result = default;
        return a.Kind switch
        {
            ValueKind.Float64 => Value.TryFloat64(-a.AsFloat64, out result),
            ValueKind.Number or ValueKind.Dec8 or ValueKind.Duration => TryInteger(a.Kind, -(Int128)a.AsInt64, out result),
            _ => false,
        };
    }

    /// <summary>A value of an integer-backed kind, or false when <paramref name="exact"/> does not fit 64 bits.</summary>
    public static bool TryInteger(ValueKind kind, Int128 exact, out Value result)
    {
        result = default;
        if (exact < long.MinValue || exact > long.MaxValue)
        {
            return false;
        }

        long bits = (long)exact;
        result = kind switch
        {
            ValueKind.Number => Value.Number(bits),
            ValueKind.Dec8 => Value.Decimal(new Dec8(bits)),
            ValueKind.Time => Value.Time(bits),
            ValueKind.Duration => Value.Duration(bits),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return true;
    }

    public static bool Give(Value value, out Value result)
    {
        result = value;
        return true;
    }

    public static bool Fail(out Value result)
    {
        result = default;
        return false;
    }

    private static bool TryQuotient(double a, double b, out Value result)
    {
        result = default;
        return b != 0 && Value.TryFloat64(a / b, out result);
    }
}
