using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Taking structures, maps, lists and pairs apart. What does not match gives no row; it is not a failure.</summary>
internal static class MatchPredicates
{
    private static readonly BoundType AnyList = BoundType.ListOf(BoundType.Any);

    public static IEnumerable<TablePredicate> All { get; } =
    [
        new(":match_field", "++-", ":match_field(S, /f, V): structure S has field /f with value V.", "a structure that has the field, the field's name and its value",
            static types => Complete(types, 2, TypeFit.Fits(types[0], BoundType.AnyStruct) && TypeFit.Fits(types[1], BoundType.Name) ? EntryFunctions.FieldOf(types[0], types[1]) : null),
            static (inputs, solutions) => Entry(inputs, ValueKind.Struct, solutions)),
        new(":match_entry", "++-", ":match_entry(M, K, V): map M has key K with value V.", "a map, a key and the key's value",
            static types => Complete(types, 2, TypeFit.Fits(types[0], BoundType.MapOf(BoundType.Any, BoundType.Any)) ? EntryFunctions.ValueOf(types[0]) : null),
            static (inputs, solutions) => Entry(inputs, ValueKind.Map, solutions)),
        new(":match_pair", "+--", ":match_pair(P, X, Y): P is the pair of X and Y.", "a pair and its two parts", PairTypes,
            static (inputs, solutions) =>
            {
                if (inputs[0].Kind == ValueKind.Pair)
                {
                    solutions.Add(inputs[0].AsItems.ToArray());
                }
            }),
        new(":match_cons", "+--", ":match_cons(L, H, T): list L is item H followed by list T.", "a list, its first item and the list of the others",
            static types => Complete(types, 1, ListFunctions.ItemOf(types[0])) && Complete(types, 2, TypeFit.IsOpen(types[0]) ? AnyList : types[0]),
            static (inputs, solutions) =>
            {
                if (inputs[0].Kind == ValueKind.List && !inputs[0].AsItems.IsEmpty)
                {
                    solutions.Add([inputs[0].AsItems[0], Value.List(inputs[0].AsItems[1..])]);
                }
            }),
        TablePredicate.Test(":match_nil", ":match_nil(L): list L is empty.", [AnyList], static a => a[0].Kind == ValueKind.List && a[0].AsItems.IsEmpty),
        new(":list:member", "-+", ":list:member(X, L): X is an item of list L.", "an item and a list",
            static types => Complete(types, 0, ListFunctions.ItemOf(types[1])),
            static (inputs, solutions) => Members(inputs[0], solutions)),
    ];

    /// <summary>Fills in an output's type, or checks the one that is already known. Null means that the inputs do not fit.</summary>
    private static bool Complete(Span<BoundType> types, int output, BoundType? found)
    {
        if (found is null)
        {
            return false;
        }

        if (TypeFit.IsOpen(types[output]))
        {
            types[output] = found;
            return true;
        }

        return TypeFit.Fits(types[output], found) || TypeFit.Fits(found, types[output]);
    }

    private static bool PairTypes(Span<BoundType> types) => types[0].Kind == TypeKind.Pair
        ? Complete(types, 1, types[0].Arguments[0]) && Complete(types, 2, types[0].Arguments[1])
        : TypeFit.Fits(types[0], BoundType.PairOf(BoundType.Any, BoundType.Any));

    private static void Entry(ReadOnlySpan<Value> inputs, ValueKind kind, List<Value[]> solutions)
    {
        if (inputs[0].Kind == kind && inputs[0].TryGetEntry(inputs[1], out Value found))
        {
            solutions.Add([found]);
        }
    }

    private static void Members(Value list, List<Value[]> solutions)
    {
        if (list.Kind == ValueKind.List)
        {
            foreach (Value item in list.AsItems)
            {
                solutions.Add([item]);
            }
        }
    }
}
