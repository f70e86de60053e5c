using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Intervals: pairs of times, start and end.</summary>
internal static class IntervalFunctions
{
    private static readonly BoundType Interval = BoundType.PairOf(BoundType.Time, BoundType.Time);

    public static IEnumerable<TableFunction> All { get; } =
    [
        new("interval:start", "Start of an interval.", TypeRules.Fixed(BoundType.Time, Interval),
            static (a, out r) => IsInterval(a) ? NumericOps.Give(a[0].AsItems[0], out r) : NumericOps.Fail(out r)),
        new("interval:end", "End of an interval.", TypeRules.Fixed(BoundType.Time, Interval),
            static (a, out r) => IsInterval(a) ? NumericOps.Give(a[0].AsItems[1], out r) : NumericOps.Fail(out r)),
        new("interval:duration", "Length of an interval; fails on overflow.", TypeRules.Fixed(BoundType.Duration, Interval),
            static (a, out r) => IsInterval(a) ? NumericOps.TrySubtract(a[0].AsItems[1], a[0].AsItems[0], out r) : NumericOps.Fail(out r)),
    ];

    private static bool IsInterval(ReadOnlySpan<Value> arguments) =>
        TimeFunctions.Are(arguments, ValueKind.Pair) && TimeFunctions.Are(arguments[0].AsItems, ValueKind.Time, ValueKind.Time);
}
