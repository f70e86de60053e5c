using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Gives a written number the type its context asks for.</summary>
internal static class ConstantConverter
{
    /// <summary>False with a <paramref name="problem"/> when the type cannot hold it exactly (or at all).</summary>
    public static bool TryConvert(LiteralShape shape, BoundType type, out Value value, out string problem)
    {
        problem = "";
        value = shape.Settled;
        return shape.Number is not { } number || TryNumber(number, TypeKinds.KindOf(type), out value, out problem);
    }

    /// <summary>As <see cref="TryConvert"/>, and the value must belong to the type; inside a union a number takes the first of /number, /dec8, /float64 that fits.</summary>
    public static bool TryFit(LiteralShape shape, BoundType type, out Value value, out string problem)
    {
        if (TryConvert(shape, type, out value, out problem) && TypeKinds.Holds(type, value))
        {
            return true;
        }

        if (shape.Number is null || type.Kind != TypeKind.Union)
        {
            return false;
        }

        foreach (BoundType numeric in new[] { BoundType.Number, BoundType.Dec8, BoundType.Float64 })
        {
            if (TryConvert(shape, numeric, out value, out _) && TypeKinds.Holds(type, value))
            {
                problem = "";
                return true;
            }
        }

        return false;
    }

    private static bool TryNumber(DecimalLiteral number, TypeKind kind, out Value value, out string problem)
    {
        switch (kind)
        {
            case TypeKind.Dec8:
                bool exact = number.TryToDec8(out Dec8 money);
                value = Value.Decimal(money);
                problem = exact ? "" : "a /dec8 has at most eight digits after the point and lies within ±92,233,720,368.54775807";
                return exact;
            case TypeKind.Float64:
                problem = "it is out of the range of a /float64";
                return number.TryToFloat64(out value);
            case TypeKind.Number:
                bool whole = number.TryToInt64(out long integer);
                value = Value.Number(integer);
                problem = whole ? "" : "a /number is a whole number of 64 bits";
                return whole;
            default:
                return TryNumber(number, number.IsFraction ? TypeKind.Float64 : TypeKind.Number, out value, out problem);
        }
    }
}
