using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Coarse questions about types.</summary>
internal static class TypeKinds
{
    /// <summary>The kind of values a type holds; <see cref="TypeKind.Any"/> when they are of several kinds.</summary>
    public static TypeKind KindOf(BoundType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Singleton: return KindOf(type.Single!.Value);
            case TypeKind.Union:
                TypeKind first = KindOf(type.Arguments[0]);
                return type.Arguments.All(a => KindOf(a) == first) ? first : TypeKind.Any;
            default: return type.Kind;
        }
    }

    public static TypeKind KindOf(Value value) => value.Kind switch
    {
        ValueKind.Number => TypeKind.Number,
        ValueKind.Float64 => TypeKind.Float64,
        ValueKind.Dec8 => TypeKind.Dec8,
        ValueKind.Name => TypeKind.Name,
        ValueKind.String => TypeKind.String,
        ValueKind.Bytes => TypeKind.Bytes,
        ValueKind.Time => TypeKind.Time,
        ValueKind.Duration => TypeKind.Duration,
        ValueKind.List => TypeKind.List,
        ValueKind.Map => TypeKind.Map,
        ValueKind.Struct => TypeKind.Struct,
        ValueKind.Pair => TypeKind.Pair,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static bool IsNumeric(TypeKind kind) => kind is TypeKind.Number or TypeKind.Float64 or TypeKind.Dec8;

    /// <summary>The type that a value shows by itself: its kind, without prefix or fields.</summary>
    public static BoundType TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Number => BoundType.Number,
        ValueKind.Float64 => BoundType.Float64,
        ValueKind.Dec8 => BoundType.Dec8,
        ValueKind.Name => BoundType.Name,
        ValueKind.String => BoundType.String,
        ValueKind.Bytes => BoundType.Bytes,
        ValueKind.Time => BoundType.Time,
        ValueKind.Duration => BoundType.Duration,
        ValueKind.List => BoundType.ListOf(BoundType.Any),
        ValueKind.Map => BoundType.MapOf(BoundType.Any, BoundType.Any),
        ValueKind.Struct => BoundType.AnyStruct,
        ValueKind.Pair => BoundType.PairOf(BoundType.Any, BoundType.Any),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Whether a value belongs to a type.</summary>
    public static bool Holds(BoundType type, Value value) => type.Kind switch
    {
        TypeKind.Any or TypeKind.Error => true,
        TypeKind.Singleton => type.Single!.Value == value,
        TypeKind.Union => type.Arguments.Any(a => Holds(a, value)),
        TypeKind.Name => value.Kind == ValueKind.Name && (type.Prefix is null || IsUnder(value.AsText, type.Prefix)),
        TypeKind.List => value.Kind == ValueKind.List && AllHold(type.Arguments[0], value.AsItems),
        TypeKind.Pair => value.Kind == ValueKind.Pair && Holds(type.Arguments[0], value.AsItems[0]) && Holds(type.Arguments[1], value.AsItems[1]),
        TypeKind.Map => value.Kind == ValueKind.Map && MapHolds(type, value),
        TypeKind.Struct => value.Kind == ValueKind.Struct && (type.IsOpen || StructHolds(type, value)),
        _ => KindOf(value) == type.Kind,
    };

    /// <summary>True for the names below a prefix: <c>/venue/binance</c> is under <c>/venue</c>. A bare name such as <c>/binance</c> is under none but its own.</summary>
    public static bool IsUnder(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || name[prefix.Length] == '/');

    private static bool AllHold(BoundType item, ReadOnlySpan<Value> items)
    {
        foreach (Value value in items)
        {
            if (!Holds(item, value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MapHolds(BoundType type, Value value)
    {
        foreach (KeyValuePair<Value, Value> entry in value.AsEntries)
        {
            if (!Holds(type.Arguments[0], entry.Key) || !Holds(type.Arguments[1], entry.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool StructHolds(BoundType type, Value value)
    {
        foreach (KeyValuePair<Value, Value> entry in value.AsEntries)
        {
            if (type.Fields.FirstOrDefault(f => f.Name == entry.Key.AsText) is not { } field || !Holds(field.Type, entry.Value))
            {
                return false;
            }
        }

        return type.Fields.All(f => f.IsOptional || value.TryGetEntry(Value.Name(f.Name), out _));
    }
}
