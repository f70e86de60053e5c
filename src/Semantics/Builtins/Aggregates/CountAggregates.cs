using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>How many.</summary>
internal static class CountAggregates
{
    public static IEnumerable<TableAggregate> All { get; } =
    [
        new("count", "Number of distinct substitutions in the group, as /number; arguments do not matter.",
            TypeRules.Anything(BoundType.Number, 0, int.MaxValue),
            static (IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> _, out Value r) => NumericOps.Give(Value.Number(members.Count), out r)),
        new("count_distinct", "Number of distinct values of the arguments in the group, as /number.",
            TypeRules.Anything(BoundType.Number, 0, int.MaxValue),
            static (IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> _, out Value r) =>
                NumericOps.Give(Value.Number(members[0].Length == 0 ? members.Count : Members.SortedTuples(members).Distinct().Count()), out r)),
    ];
}
