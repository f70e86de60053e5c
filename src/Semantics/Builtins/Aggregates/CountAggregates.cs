using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>How many.</summary>
internal static class CountAggregates
{
    public static IEnumerable<TableAggregate> All { get; } =
    [
        new("count", "Number of distinct substitutions in the group, as /number; arguments do not matter.",
            TypeRules.Anything(BoundType.Number, 0, int.MaxValue),
            static (MemberColumns members, out Value r) => NumericOps.Give(Value.Number(members.Count), out r)),
        new("count_distinct", "Number of distinct values of the arguments in the group, as /number.",
            TypeRules.Anything(BoundType.Number, 0, int.MaxValue),
            static (MemberColumns members, out Value r) =>
                NumericOps.Give(Value.Number(members.Arguments == 0 ? members.Count : Distinct(members)), out r)),
    ];

    private static int Distinct(MemberColumns members)
    {
        ReadOnlySpan<Value> sorted = members.Arguments == 1 ? members.Sorted(0) : Members.SortedTuples(members);
        int distinct = 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }

        return distinct;
    }
}
