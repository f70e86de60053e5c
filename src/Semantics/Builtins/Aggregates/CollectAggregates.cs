using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The members of a group as one value.</summary>
internal static class CollectAggregates
{
    public static IEnumerable<TableAggregate> All { get; } =
    [
        new("collect", "A list of the argument (or a tuple of several) of every member, sorted by value.", ListOfTuples,
            static (MemberColumns members, out Value r) => TryCollect(members, false, out r)),
        new("collect_distinct", "As collect, each value once.", ListOfTuples,
            static (MemberColumns members, out Value r) => TryCollect(members, true, out r)),
        new("collect_to_map", "collect_to_map(K, V): a map from K to V; of several values of one key the smallest.",
            TypeRules.Of("two columns: key and value", static a => a.Length == 2 ? BoundType.MapOf(a[0], a[1]) : null),
            static (MemberColumns members, out Value r) =>
                NumericOps.Give(Value.Map(Smallest(members)), out r)),
    ];

    private static TypeRule ListOfTuples => TypeRules.Of("at least one column", static a => PairFunctions.TupleType(a) is { } item ? BoundType.ListOf(item) : null);

    private static bool TryCollect(MemberColumns members, bool distinct, out Value result)
    {
        if (members.Arguments == 0)
        {
            return NumericOps.Fail(out result);
        }

        Value[] items = Members.SortedTuples(members);
        return NumericOps.Give(Value.List(distinct ? [.. items.Distinct()] : items), out result);
    }

    /// <summary>Entries by descending value: the last of one key, the smallest, stays.</summary>
    private static IEnumerable<KeyValuePair<Value, Value>> Smallest(MemberColumns members) =>
        members.Column(0).ToArray().Zip(members.Column(1).ToArray(), KeyValuePair.Create).OrderByDescending(static entry => entry.Value);
}
