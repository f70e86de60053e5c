using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Infix arithmetic and Mangle's variadic forms of it. Overflow and division by zero fail.</summary>
internal static class ArithmeticFunctions
{
    private const string Addable = "numbers of one type (all /number, all /float64 or all /dec8), durations, or a /time and a /duration";

    // Made once: what an initialiser mentions by name is made anew at every call.
    private static readonly Combine Sum = NumericOps.TryAdd;
    private static readonly Combine Difference = NumericOps.TrySubtract;
    private static readonly Combine Product = NumericOps.TryMultiply;
    private static readonly Combine Quotient = TryDiv;

    public static IEnumerable<TableFunction> All { get; } =
    [
        new("plus", "Sum of one or more numbers of one type, of durations, or of a time and a duration; fails on overflow.",
            TypeRules.Of($"one or more {Addable}", static a => Fold(a, SumType)),
            static (a, out r) => Fold(a, Sum, out r)),
        new("minus", "First argument less the others, or the negation of a single one; two times give a duration. Fails on overflow.",
            TypeRules.Of($"one or more {Addable}", static a => a.Length == 1 ? NegationType(a[0]) : Fold(a, DifferenceType)),
            static (a, out r) => a.Length == 1 ? NumericOps.TryNegate(a[0], out r) : Fold(a, Difference, out r)),
        new("mult", "Product of one or more numbers of one type, or of a duration and a /number; dec8 rounds half to even. Fails on overflow.",
            TypeRules.Of("one or more numbers of one type, or a /duration and a /number", static a => Fold(a, ProductType)),
            static (a, out r) => Fold(a, Product, out r)),
        new("divide", "Infix '/': two /number give a /float64, two /dec8 a /dec8 half to even, two durations their ratio. Fails on a zero divisor or overflow.",
            TypeRules.Of("two numbers of one type (/number, /float64 or /dec8) or two durations", static a => a.Length == 2 ? QuotientType(a) : null),
            static (a, out r) => a.Length == 2 ? NumericOps.TryDivide(a[0], a[1], out r) : NumericOps.Fail(out r)),
        new("neg", "Negation of a number or duration; fails for the smallest integer.",
            TypeRules.Of("one number or duration", static a => a.Length == 1 ? NegationType(a[0]) : null),
            static (a, out r) => a.Length == 1 ? NumericOps.TryNegate(a[0], out r) : NumericOps.Fail(out r)),
        new("div", "Integer division truncating toward zero, left to right; div(X) is 1 div X. Fails on a zero divisor or overflow.",
            TypeRules.Of("one or more /number", static a => a.Length >= 1 && AllNumbers(a) ? BoundType.Number : null),
            static (a, out r) => a.Length == 1 ? TryDiv(Value.Number(1), a[0], out r) : Fold(a, Quotient, out r)),
        new("mod", "Remainder of truncating division: it has the sign of the first argument. Fails on a zero divisor.",
            TypeRules.Fixed(BoundType.Number, BoundType.Number, BoundType.Number),
            static (a, out r) => a.Length == 2 ? TryMod(a[0], a[1], out r) : NumericOps.Fail(out r)),
    ];

    private delegate bool Combine(Value a, Value b, out Value result);

    private delegate BoundType? CombineTypes(BoundType a, BoundType b);

    private static bool Fold(ReadOnlySpan<Value> arguments, Combine combine, out Value result)
    {
        if (arguments.IsEmpty)
        {
            return NumericOps.Fail(out result);
        }

        result = arguments[0];
        for (int i = 1; i < arguments.Length; i++)
        {
            if (!combine(result, arguments[i], out result))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryDiv(Value a, Value b, out Value result)
    {
        // The only quotient that does not fit is -2^63 / -1.
        bool valid = a.Kind == ValueKind.Number && b.Kind == ValueKind.Number && b.AsInt64 != 0;
        return valid ? NumericOps.TryInteger(ValueKind.Number, (Int128)a.AsInt64 / b.AsInt64, out result) : NumericOps.Fail(out result);
    }

    private static bool TryMod(Value a, Value b, out Value result)
    {
        bool valid = a.Kind == ValueKind.Number && b.Kind == ValueKind.Number && b.AsInt64 != 0;
        return valid ? NumericOps.TryInteger(ValueKind.Number, (Int128)a.AsInt64 % b.AsInt64, out result) : NumericOps.Fail(out result);
    }

    private static BoundType? Fold(ReadOnlySpan<BoundType> arguments, CombineTypes combine)
    {
        if (arguments.IsEmpty)
        {
            return null;
        }

        BoundType? result = NegationType(arguments[0]) ?? (TypeFit.KindOf(arguments[0]) == TypeKind.Time ? BoundType.Time : null);
        for (int i = 1; i < arguments.Length && result is not null; i++)
        {
            result = combine(result, TypeFit.Widen(arguments[i]));
        }

        return result;
    }

    private static BoundType? SumType(BoundType a, BoundType b) => (a.Kind, b.Kind) switch
    {
        (TypeKind.Time, TypeKind.Duration) or (TypeKind.Duration, TypeKind.Time) => BoundType.Time,
        (TypeKind.Duration, TypeKind.Duration) => BoundType.Duration,
        _ => Common(a, b),
    };

    private static BoundType? DifferenceType(BoundType a, BoundType b) => (a.Kind, b.Kind) switch
    {
        (TypeKind.Time, TypeKind.Duration) => BoundType.Time,
        (TypeKind.Time, TypeKind.Time) or (TypeKind.Duration, TypeKind.Duration) => BoundType.Duration,
        _ => Common(a, b),
    };

    private static BoundType? ProductType(BoundType a, BoundType b) => (a.Kind, b.Kind) switch
    {
        (TypeKind.Duration, TypeKind.Number) or (TypeKind.Number, TypeKind.Duration) => BoundType.Duration,
        _ => Common(a, b),
    };

    private static BoundType? QuotientType(ReadOnlySpan<BoundType> arguments)
    {
        BoundType a = TypeFit.Widen(arguments[0]), b = TypeFit.Widen(arguments[1]);
        BoundType? common = a.Kind == TypeKind.Duration && b.Kind == TypeKind.Duration ? BoundType.Duration : Common(a, b);
        return common?.Kind is TypeKind.Number or TypeKind.Duration ? BoundType.Float64 : common;
    }

    /// <summary>Both of one numeric type; where one side is <c>/any</c> nothing is known but that it may fit.</summary>
    private static BoundType? Common(BoundType a, BoundType b)
    {
        bool open = TypeFit.IsOpen(a) || TypeFit.IsOpen(b);
        bool timeLike = a.Kind is TypeKind.Time or TypeKind.Duration || b.Kind is TypeKind.Time or TypeKind.Duration;
        return open && timeLike ? BoundType.Any : TypeRules.CommonNumeric([a, b]);
    }

    private static BoundType? NegationType(BoundType type) =>
        TypeFit.KindOf(type) == TypeKind.Duration ? BoundType.Duration : TypeRules.CommonNumeric([type]);

    private static bool AllNumbers(ReadOnlySpan<BoundType> arguments)
    {
        foreach (BoundType argument in arguments)
        {
            if (!TypeFit.Fits(argument, BoundType.Number))
            {
                return false;
            }
        }

        return true;
    }
}
