using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Comparisons written as predicates, Mangle's way: <c>:lt(X, Y)</c>. Values of two types never compare.</summary>
internal static class ComparisonPredicates
{
    public static IEnumerable<TablePredicate> All { get; } =
    [
        Order(":lt", "X is smaller than Y.", static order => order < 0),
        Order(":le", "X is not larger than Y.", static order => order <= 0),
        Order(":gt", "X is larger than Y.", static order => order > 0),
        Order(":ge", "X is not smaller than Y.", static order => order >= 0),
        .. Family(":time", BoundType.Time, ValueKind.Time),
        .. Family(":duration", BoundType.Duration, ValueKind.Duration),
        TablePredicate.Test(":filter", "The condition is /true.", [BoundType.Bool], static a => a[0] == Value.True),
        new(":within_distance", "+++", "|X - Y| < Z, for three numbers of one type.", "three numbers of one type",
            static types => TypeRules.CommonNumeric(types) is not null,
            static (inputs, solutions) =>
            {
                if (IsWithin(inputs))
                {
                    solutions.Add(TablePredicate.Yes);
                }
            }),
    ];

    private static IEnumerable<TablePredicate> Family(string prefix, BoundType type, ValueKind kind) =>
    [
        Typed($"{prefix}:lt", "X is smaller than Y.", type, kind, static order => order < 0),
        Typed($"{prefix}:le", "X is not larger than Y.", type, kind, static order => order <= 0),
        Typed($"{prefix}:gt", "X is larger than Y.", type, kind, static order => order > 0),
        Typed($"{prefix}:ge", "X is not smaller than Y.", type, kind, static order => order >= 0),
    ];

    private static TablePredicate Typed(string name, string summary, BoundType type, ValueKind kind, Func<int, bool> holds) =>
        TablePredicate.Test(name, summary, [type, type], a => a[0].Kind == kind && a[1].Kind == kind && holds(a[0].CompareTo(a[1])));

    private static TablePredicate Order(string name, string summary, Func<int, bool> holds) =>
        new(name, "++", summary, "two values of one type",
            static types => TypeFit.IsOpen(types[0]) || TypeFit.IsOpen(types[1]) || TypeFit.KindOf(types[0]) == TypeFit.KindOf(types[1]),
            (inputs, solutions) =>
            {
                if (inputs[0].Kind == inputs[1].Kind && holds(inputs[0].CompareTo(inputs[1])))
                {
                    solutions.Add(TablePredicate.Yes);
                }
            });

    private static bool IsWithin(ReadOnlySpan<Value> inputs)
    {
        if (inputs[0].Kind != inputs[1].Kind || inputs[1].Kind != inputs[2].Kind || !inputs[0].IsNumeric)
        {
            return false;
        }

        if (inputs[0].Kind == ValueKind.Float64)
        {
            return Math.Abs(inputs[0].AsFloat64 - inputs[1].AsFloat64) < inputs[2].AsFloat64;
        }

        return Int128.Abs((Int128)inputs[0].AsInt64 - inputs[1].AsInt64) < inputs[2].AsInt64;
    }
}
