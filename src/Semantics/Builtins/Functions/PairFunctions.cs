using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Pairs, tuples (nested pairs) and Mangle's <c>some</c>.</summary>
internal static class PairFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        new("pair", "A pair of two values.", TypeRules.Of("2 arguments", static a => a.Length == 2 ? BoundType.PairOf(a[0], a[1]) : null),
            static (a, out r) => a.Length == 2 ? NumericOps.Give(Value.Pair(a[0], a[1]), out r) : NumericOps.Fail(out r)),
        new("tuple", "One value as it is, two as a pair, more as pairs nested to the right.", TypeRules.Of("at least 1 argument", static a => TupleType(a)),
            static (a, out r) => a.IsEmpty ? NumericOps.Fail(out r) : NumericOps.Give(Tuple(a), out r)),
        new("some", "The value itself, marked as present.", TypeRules.Of("1 argument", static a => a.Length == 1 ? a[0] : null),
            static (a, out r) => a.Length == 1 ? NumericOps.Give(a[0], out r) : NumericOps.Fail(out r)),
    ];

    /// <summary><c>tuple(A, B, C)</c> is <c>pair(A, pair(B, C))</c>. At least one item.</summary>
    public static Value Tuple(ReadOnlySpan<Value> items)
    {
        Value tuple = items[^1];
        for (int i = items.Length - 2; i >= 0; i--)
        {
            tuple = Value.Pair(items[i], tuple);
        }

        return tuple;
    }

    /// <summary>The type of <see cref="Tuple"/>; null without items.</summary>
    public static BoundType? TupleType(ReadOnlySpan<BoundType> items)
    {
        BoundType? tuple = items.IsEmpty ? null : items[^1];
        for (int i = items.Length - 2; i >= 0; i--)
        {
            tuple = BoundType.PairOf(items[i], tuple!);
        }

        return tuple;
    }
}
