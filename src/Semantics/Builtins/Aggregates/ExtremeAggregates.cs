using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Smallest and largest by the order of values.</summary>
internal static class ExtremeAggregates
{
    private static readonly TableAggregate Min = new(
        "min", "Smallest value of the group.", OneColumn,
        static (MemberColumns members, out Value r) => NumericOps.Give(Best(members, 0, -1), out r));

    private static readonly TableAggregate Max = new(
        "max", "Largest value of the group.", OneColumn,
        static (MemberColumns members, out Value r) => NumericOps.Give(Best(members, 0, 1), out r));

    public static IEnumerable<TableAggregate> All { get; } =
    [
        Min, Min.As("float:min"), Min.As("duration:min"), Min.As("time:min"),
        Max, Max.As("float:max"), Max.As("duration:max"), Max.As("time:max"),
        Min.As("pick_any"),
        new("argmin", "argmin(X, By): the X with the smallest By; of several the smallest X.", TwoColumns,
            static (MemberColumns members, out Value r) => NumericOps.Give(Best(members, 1, -1), out r)),
        new("argmax", "argmax(X, By): the X with the largest By; of several the smallest X.", TwoColumns,
            static (MemberColumns members, out Value r) => NumericOps.Give(Best(members, 1, 1), out r)),
    ];

    private static TypeRule OneColumn => TypeRules.Of("one column", static a => a.Length == 1 ? TypeFit.Widen(a[0]) : null);

    private static TypeRule TwoColumns => TypeRules.Of("two columns: the value, and what to order it by", static a => a.Length == 2 ? TypeFit.Widen(a[0]) : null);

    /// <summary>The first argument of the member with the extreme value of one argument; ties go to the smallest.</summary>
    private static Value Best(MemberColumns members, int by, int sign)
    {
        ReadOnlySpan<Value> items = members.Column(0), sizes = members.Column(by);
        int best = 0;
        for (int i = 1; i < items.Length; i++)
        {
            int order = sign * sizes[i].CompareTo(sizes[best]);
            best = order > 0 || (order == 0 && items[i].CompareTo(items[best]) < 0) ? i : best;
        }

        return items[best];
    }
}
