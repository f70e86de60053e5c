using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>First and last by event time, then by value.</summary>
internal static class OrderAggregates
{
    public static IEnumerable<TableAggregate> All { get; } =
    [
        new("first", "first(X): the X of the earliest member by event time; of several the smallest.", OneColumn,
            static (MemberColumns members, out Value r) => NumericOps.Give(Pick(members, -1), out r)),
        new("last", "last(X): the X of the latest member by event time; of several the largest.", OneColumn,
            static (MemberColumns members, out Value r) => NumericOps.Give(Pick(members, 1), out r)),
    ];

    private static TypeRule OneColumn => TypeRules.Of("one column", static a => a.Length == 1 ? TypeFit.Widen(a[0]) : null);

    private static Value Pick(MemberColumns members, int sign)
    {
        ReadOnlySpan<Value> items = members.Column(0);
        ReadOnlySpan<EventTime> times = members.Times;
        int best = 0;
        for (int i = 1; i < items.Length; i++)
        {
            int order = sign * times[i].CompareTo(times[best]);
            best = order > 0 || (order == 0 && sign * items[i].CompareTo(items[best]) > 0) ? i : best;
        }

        return items[best];
    }
}
