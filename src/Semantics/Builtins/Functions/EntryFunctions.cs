using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Maps and structures. Looking up what is not there fails.</summary>
internal static class EntryFunctions
{
    private static readonly BoundType AnyMap = BoundType.MapOf(BoundType.Any, BoundType.Any);

    public static IEnumerable<TableFunction> All { get; } =
    [
        new("map", "map(K1, V1, K2, V2, …): of several entries with one key the last wins.",
            TypeRules.Of("an even number of arguments: key, value, key, value, …", static a => MapType(a)),
            static (a, out r) => a.Length % 2 == 0 ? NumericOps.Give(Value.MapOf(a), out r) : NumericOps.Fail(out r)),
        new("map:get", "map:get(M, K): the value of key K; fails when there is none.",
            TypeRules.Of("a map and a key", static a => a.Length == 2 && TypeFit.Fits(a[0], AnyMap) ? ValueOf(a[0]) : null),
            static (a, out r) => Find(a, ValueKind.Map, out r)),
        new("struct", "struct(/f1, V1, /f2, V2, …), also written {/f1: V1, /f2: V2}: of several fields with one name the last wins.",
            TypeRules.Of("an even number of arguments: /field, value, /field, value, …", static a => StructType(a)),
            static (a, out r) => HasNames(a) ? NumericOps.Give(Value.StructOf(a), out r) : NumericOps.Fail(out r)),
        new("struct:get", "struct:get(S, /f): the value of field /f; fails when there is none.",
            TypeRules.Of("a structure and the name of one of its fields", static a => a.Length == 2 && TypeFit.Fits(a[0], BoundType.AnyStruct) && TypeFit.Fits(a[1], BoundType.Name) ? FieldOf(a[0], a[1]) : null),
            static (a, out r) => Find(a, ValueKind.Struct, out r)),
    ];

    /// <summary>The type of a field where the structure's type and the field's name are known; otherwise <c>/any</c>. Null when the type has no such field.</summary>
    public static BoundType? FieldOf(BoundType structure, BoundType field)
    {
        if (structure.Kind != TypeKind.Struct || structure.IsOpen || field is not { Kind: TypeKind.Singleton, Single: { } name })
        {
            return BoundType.Any;
        }

        return structure.Fields.FirstOrDefault(candidate => candidate.Name == name.AsText)?.Type;
    }

    /// <summary>The value type of a map type, <c>/any</c> when unknown.</summary>
    public static BoundType ValueOf(BoundType map) => map.Kind == TypeKind.Map ? map.Arguments[1] : BoundType.Any;

    private static BoundType? MapType(ReadOnlySpan<BoundType> arguments)
    {
        if (arguments.Length % 2 != 0)
        {
            return null;
        }

        BoundType[] keys = [.. Every(arguments, 0)], values = [.. Every(arguments, 1)];
        return BoundType.MapOf(ListFunctions.ItemType(keys), ListFunctions.ItemType(values));
    }

    private static BoundType? StructType(ReadOnlySpan<BoundType> arguments)
    {
        if (arguments.Length % 2 != 0)
        {
            return null;
        }

        SortedDictionary<string, BoundType> fields = new(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!TypeFit.Fits(arguments[i], BoundType.Name))
            {
                return null;
            }

            if (arguments[i] is not { Kind: TypeKind.Singleton, Single: { } name })
            {
                return BoundType.AnyStruct;
            }

            fields[name.AsText] = arguments[i + 1];
        }

        return BoundType.StructOf(fields.Select(static field => new BoundField(field.Key, field.Value, false)));
    }

    private static List<BoundType> Every(ReadOnlySpan<BoundType> arguments, int from)
    {
        List<BoundType> picked = [];
        for (int i = from; i < arguments.Length; i += 2)
        {
            picked.Add(arguments[i]);
        }

        return picked;
    }

    private static bool HasNames(ReadOnlySpan<Value> arguments)
    {
        bool valid = arguments.Length % 2 == 0;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            valid &= arguments[i].Kind == ValueKind.Name;
        }

        return valid;
    }

    private static bool Find(ReadOnlySpan<Value> arguments, ValueKind kind, out Value result)
    {
        result = default;
        return arguments.Length == 2 && arguments[0].Kind == kind && arguments[0].TryGetEntry(arguments[1], out result);
    }
}
