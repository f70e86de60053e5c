using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Lists. Positions count from 0; a position outside the list fails.</summary>
internal static class ListFunctions
{
    private static readonly BoundType AnyList = BoundType.ListOf(BoundType.Any);

    private static readonly TableFunction Sum = new(
        "list:sum", "Sum of a list of numbers of one type or of durations; fails for an empty list and on overflow.", Reduction("numbers of one type, or durations"),
        static (a, out r) => IsFilledList(a) ? Summation.TrySum(a[0].AsItems, out r) : NumericOps.Fail(out r));

    private static readonly TableFunction Max = new(
        "list:max", "Largest item of a list of values of one kind; fails for an empty list.", Reduction("values of one kind"), static (a, out r) => TryExtreme(a, 1, out r));

    private static readonly TableFunction Min = new(
        "list:min", "Smallest item of a list of values of one kind; fails for an empty list.", Reduction("values of one kind"), static (a, out r) => TryExtreme(a, -1, out r));

    public static IEnumerable<TableFunction> All { get; } =
    [
        new("list", "A list of its arguments.", TypeRules.Of("any values", static a => BoundType.ListOf(ItemType(a))),
            static (a, out r) => NumericOps.Give(Value.List(a), out r)),
        new("list:append", "list:append(L, X): L with X at its end.", TypeRules.Of("a list and a value", static a => a.Length == 2 ? Grow(a[0], a[1]) : null),
            static (a, out r) => a.Length == 2 && a[0].Kind == ValueKind.List ? NumericOps.Give(Value.List([.. a[0].AsItems, a[1]]), out r) : NumericOps.Fail(out r)),
        new("list:cons", "list:cons(X, L): L with X before it.", TypeRules.Of("a value and a list", static a => a.Length == 2 ? Grow(a[1], a[0]) : null),
            static (a, out r) => a.Length == 2 && a[1].Kind == ValueKind.List ? NumericOps.Give(Value.List([a[0], .. a[1].AsItems]), out r) : NumericOps.Fail(out r)),
        new("list:len", "Number of items.", TypeRules.Fixed(BoundType.Number, AnyList),
            static (a, out r) => IsList(a, 1) ? NumericOps.Give(Value.Number(a[0].AsItems.Length), out r) : NumericOps.Fail(out r)),
        new("list:get", "list:get(L, I): the item at position I, counting from 0; fails outside the list.",
            TypeRules.Of("a list and a /number", static a => a.Length == 2 && TypeFit.Fits(a[1], BoundType.Number) ? ItemOf(a[0]) : null), Get),
        new("list:contains", "list:contains(L, X): /true when X is an item of L.",
            TypeRules.Fixed(BoundType.Bool, AnyList, BoundType.Any),
            static (a, out r) => IsList(a, 2) ? NumericOps.Give(Value.Bool(a[0].AsItems.Contains(a[1])), out r) : NumericOps.Fail(out r)),
        new("list:reverse", "The items in reverse.", TypeRules.Of("a list", static a => a.Length == 1 && TypeFit.Fits(a[0], AnyList) ? a[0] : null), Reverse),
        Sum, Sum.As("sum"), Sum.As("float:sum"), Sum.As("duration:sum"),
        Max, Max.As("max"), Max.As("float:max"), Max.As("duration:max"), Max.As("time:max"),
        Min, Min.As("min"), Min.As("float:min"), Min.As("duration:min"), Min.As("time:min"),
    ];

    /// <summary>The one type of all items, <c>/any</c> when they differ or there are none.</summary>
    public static BoundType ItemType(ReadOnlySpan<BoundType> items)
    {
        BoundType? common = null;
        foreach (BoundType item in items)
        {
            BoundType wide = TypeFit.KindOf(item) == TypeKind.Name ? BoundType.Name : TypeFit.Widen(item);
            common = common is null || common.Equals(wide) ? wide : BoundType.Any;
        }

        return common ?? BoundType.Any;
    }

    /// <summary>The item type of a list type; null when it is not a list.</summary>
    public static BoundType? ItemOf(BoundType list) =>
        TypeFit.IsOpen(list) ? BoundType.Any : list.Kind == TypeKind.List ? list.Arguments[0] : TypeFit.Fits(list, AnyList) ? BoundType.Any : null;

    private static TypeRule Reduction(string items) => TypeRules.Of($"a list of {items}", static a => a.Length == 1 ? ItemOf(a[0]) : null);

    private static BoundType? Grow(BoundType list, BoundType item) =>
        ItemOf(list) is not { } known ? null : BoundType.ListOf(TypeFit.IsOpen(known) ? ItemType([item]) : ItemType([known, item]));

    private static bool IsList(ReadOnlySpan<Value> arguments, int count) => arguments.Length == count && arguments[0].Kind == ValueKind.List;

    private static bool IsFilledList(ReadOnlySpan<Value> arguments) => IsList(arguments, 1) && !arguments[0].AsItems.IsEmpty;

    private static bool Get(ReadOnlySpan<Value> arguments, out Value result)
    {
        bool valid = IsList(arguments, 2) && arguments[1].Kind == ValueKind.Number
            && arguments[1].AsInt64 >= 0 && arguments[1].AsInt64 < arguments[0].AsItems.Length;
        return valid ? NumericOps.Give(arguments[0].AsItems[(int)arguments[1].AsInt64], out result) : NumericOps.Fail(out result);
    }

    private static bool Reverse(ReadOnlySpan<Value> arguments, out Value result)
    {
        if (!IsList(arguments, 1))
        {
            return NumericOps.Fail(out result);
        }

        Value[] items = arguments[0].AsItems.ToArray();
        Array.Reverse(items);
        return NumericOps.Give(Value.List(items), out result);
    }

    private static bool TryExtreme(ReadOnlySpan<Value> arguments, int sign, out Value result)
    {
        if (!IsFilledList(arguments))
        {
            return NumericOps.Fail(out result);
        }

        result = arguments[0].AsItems[0];
        foreach (Value item in arguments[0].AsItems)
        {
            if (item.Kind != result.Kind)
            {
                return NumericOps.Fail(out result);
            }

            result = sign * item.CompareTo(result) > 0 ? item : result;
        }

        return true;
    }
}
