using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Smallest and largest by the order of values.</summary>
internal static class ExtremeAggregates
{
    private static readonly TableAggregate Min = new(
        "min", "Smallest value of the group.", OneColumn,
        static (IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> _, out Value r) => NumericOps.Give(Best(members, 0, -1)[0], out r));

    private static readonly TableAggregate Max = new(
        "max", "Largest value of the group.", OneColumn,
        static (IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> _, out Value r) => NumericOps.Give(Best(members, 0, 1)[0], out r));

    public static IEnumerable<TableAggregate> All { get; } =
    [
        Min, Min.As("float:min"), Min.As("duration:min"), Min.As("time:min"),
        Max, Max.As("float:max"), Max.As("duration:max"), Max.As("time:max"),
        Min.As("pick_any"),
        new("argmin", "argmin(X, By): the X with the smallest By; of several the smallest X.", TwoColumns,
            static (IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> _, out Value r) => NumericOps.Give(Best(members, 1, -1)[0], out r)),
        new("argmax", "argmax(X, By): the X with the largest By; of several the smallest X.", TwoColumns,
            static (IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> _, out Value r) => NumericOps.Give(Best(members, 1, 1)[0], out r)),
    ];

    private static TypeRule OneColumn => TypeRules.Of("one column", static a => a.Length == 1 ? TypeFit.Widen(a[0]) : null);

    private static TypeRule TwoColumns => TypeRules.Of("two columns: the value, and what to order it by", static a => a.Length == 2 ? TypeFit.Widen(a[0]) : null);

    /// <summary>The member with the extreme value of one argument; ties go to the smallest first argument.</summary>
    private static Value[] Best(IReadOnlyList<Value[]> members, int by, int sign)
    {
        Value[] best = members[0];
        foreach (Value[] member in members)
        {
            int order = sign * member[by].CompareTo(best[by]);
            best = order > 0 || (order == 0 && member[0].CompareTo(best[0]) < 0) ? member : best;
        }

        return best;
    }
}
