using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Relations of two closed intervals, each a pair of times (or of numbers of nanoseconds). After J. F. Allen, "Maintaining knowledge about temporal intervals" (1983), in Mangle's reading.</summary>
internal static class IntervalPredicates
{
    private static readonly BoundType Interval = BoundType.PairOf(BoundType.Any, BoundType.Any);

    public static IEnumerable<TablePredicate> All { get; } =
    [
        Relation("before", "I ends before J starts.", static (i, j) => i.End < j.Start),
        Relation("after", "I starts after J ends.", static (i, j) => i.Start > j.End),
        Relation("meets", "I ends exactly when J starts.", static (i, j) => i.End == j.Start),
        Relation("overlaps", "I and J share a moment.", static (i, j) => i.Start <= j.End && j.Start <= i.End),
        Relation("during", "I lies within J.", static (i, j) => i.Start >= j.Start && i.End <= j.End),
        Relation("contains", "J lies within I.", static (i, j) => j.Start >= i.Start && j.End <= i.End),
        Relation("starts", "I and J start together.", static (i, j) => i.Start == j.Start),
        Relation("finishes", "I and J end together.", static (i, j) => i.End == j.End),
        Relation("equals", "I and J are the same interval.", static (i, j) => i == j),
    ];

    private static TablePredicate Relation(string name, string summary, Func<Span, Span, bool> holds) =>
        TablePredicate.Test($":interval:{name}", summary, [Interval, Interval],
            a => TryRead(a[0], out Span first) && TryRead(a[1], out Span second) && holds(first, second));

    private static bool TryRead(Value value, out Span span)
    {
        bool valid = value.Kind == ValueKind.Pair
            && (TimeFunctions.Are(value.AsItems, ValueKind.Time, ValueKind.Time) || TimeFunctions.Are(value.AsItems, ValueKind.Number, ValueKind.Number));
        span = valid ? new Span(value.AsItems[0].AsInt64, value.AsItems[1].AsInt64) : default;
        return valid;
    }

    private readonly record struct Span(long Start, long End);
}
