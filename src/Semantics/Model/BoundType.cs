using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Kinds of static type.</summary>
public enum TypeKind : byte
{
    /// <summary>Any value, <c>/any</c>.</summary>
    Any,

    /// <summary>A fault was reported; fits everything, so that one fault is told once.</summary>
    Error,
    Number,
    Float64,
    Dec8,

    /// <summary>A name, perhaps with a prefix: <c>/name</c>, <c>/venue</c>.</summary>
    Name,
    String,
    Bytes,
    Time,
    Duration,
    List,
    Map,
    Struct,
    Pair,
    Union,

    /// <summary>Exactly one value, <c>.Singleton&lt;/true&gt;</c>.</summary>
    Singleton,
}

/// <summary>A static type, structurally equal.</summary>
public sealed class BoundType : IEquatable<BoundType>
{
    private readonly string _text;

    private BoundType(TypeKind kind, string text, ImmutableArray<BoundType> arguments, ImmutableArray<BoundField> fields, string? prefix, Value? single)
    {
        Kind = kind;
        _text = text;
        Arguments = arguments;
        Fields = fields;
        Prefix = prefix;
        Single = single;
    }

    public TypeKind Kind { get; }

    /// <summary>Item type of a list, key and value of a map, first and second of a pair, alternatives of a union.</summary>
    public ImmutableArray<BoundType> Arguments { get; }

    /// <summary>Fields of a structure, sorted by name; empty with <see cref="IsOpen"/> for "any structure".</summary>
    public ImmutableArray<BoundField> Fields { get; }

    /// <summary>The prefix of a name type, such as <c>/venue</c>; null for any name.</summary>
    public string? Prefix { get; }

    public Value? Single { get; }

    /// <summary>A structure type that says nothing about its fields.</summary>
    public bool IsOpen => Kind == TypeKind.Struct && Fields.IsDefault;

    public bool IsNumeric => Kind is TypeKind.Number or TypeKind.Float64 or TypeKind.Dec8;

    public static BoundType Any { get; } = Simple(TypeKind.Any, "/any");

    public static BoundType Error { get; } = Simple(TypeKind.Error, "/error");

    public static BoundType Number { get; } = Simple(TypeKind.Number, "/number");

    public static BoundType Float64 { get; } = Simple(TypeKind.Float64, "/float64");

    public static BoundType Dec8 { get; } = Simple(TypeKind.Dec8, "/dec8");

    public static BoundType Name { get; } = Simple(TypeKind.Name, "/name");

    public static BoundType String { get; } = Simple(TypeKind.String, "/string");

    public static BoundType Bytes { get; } = Simple(TypeKind.Bytes, "/bytes");

    public static BoundType Time { get; } = Simple(TypeKind.Time, "/time");

    public static BoundType Duration { get; } = Simple(TypeKind.Duration, "/duration");

    public static BoundType AnyStruct { get; } = new(TypeKind.Struct, ".Struct", [], default, null, null);

    public static BoundType Bool { get; } = UnionOf([SingletonOf(Value.True), SingletonOf(Value.False)]);

    public static BoundType NameWithPrefix(string prefix) => new(TypeKind.Name, prefix, [], [], prefix, null);

    public static BoundType ListOf(BoundType item) => new(TypeKind.List, $".List<{item}>", [item], [], null, null);

    public static BoundType MapOf(BoundType key, BoundType value) => new(TypeKind.Map, $".Map<{key}, {value}>", [key, value], [], null, null);

    public static BoundType PairOf(BoundType first, BoundType second) => new(TypeKind.Pair, $".Pair<{first}, {second}>", [first, second], [], null, null);

    public static BoundType StructOf(IEnumerable<BoundField> fields)
    {
        ImmutableArray<BoundField> sorted = [.. fields.OrderBy(static f => f.Name, StringComparer.Ordinal)];
        return new(TypeKind.Struct, $".Struct<{string.Join(", ", sorted.Select(static f => $"{(f.IsOptional ? "opt " : "")}{f.Name} : {f.Type}"))}>", [], sorted, null, null);
    }

    public static BoundType UnionOf(IEnumerable<BoundType> alternatives)
    {
        ImmutableArray<BoundType> sorted = [.. alternatives.Distinct().OrderBy(static t => t._text, StringComparer.Ordinal)];
        return sorted.Length == 1 ? sorted[0] : new(TypeKind.Union, $".Union<{string.Join(", ", sorted)}>", sorted, [], null, null);
    }

    public static BoundType SingletonOf(Value value) => new(TypeKind.Singleton, $".Singleton<{value}>", [], [], null, value);

    public bool Equals(BoundType? other) => other is not null && Kind == other.Kind && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as BoundType);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>As it is written in <c>bound […]</c>.</summary>
    public override string ToString() => _text;

    private static BoundType Simple(TypeKind kind, string text) => new(kind, text, [], [], null, null);
}

/// <summary>A field of a structure type.</summary>
public sealed record BoundField(string Name, BoundType Type, bool IsOptional);
