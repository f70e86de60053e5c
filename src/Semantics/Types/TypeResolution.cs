
namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns what was gathered about a type into the type.</summary>
internal static class TypeResolution
{
    /// <summary>The type of a united class; literals without further evidence give /number when all are whole, else /float64; no evidence at all gives /any.</summary>
    public static BoundType Resolve(TypeNode node)
    {
        TypeNode root = node.Root;
        return root switch
        {
            { IsFaulty: true } => BoundType.Error,
            { IsMixed: true } => Mixture(root),
            { Evidence: [var only] } => root.IsColumn ? Widen(only.Type) : only.Type,
            { Evidence: [] } => Default(root),
            _ => Common(root),
        };
    }

    /// <summary>The type literals have when nothing else says so; /any when there are none and no arithmetic either.</summary>
    private static BoundType Default(TypeNode root) => root switch
    {
        { FractionLiteral: not null } => BoundType.Float64,
        { WholeLiteral: not null } => BoundType.Number,
        { IsNumeric: true } => BoundType.Float64,
        _ => BoundType.Any,
    };

    private static BoundType Mixture(TypeNode root)
    {
        List<BoundType> types = [.. root.Evidence.Select(static e => Widen(e.Type))];
        if (root.HasLiteral && !types.Exists(static t => t.IsNumeric))
        {
            types.Add(root.FractionLiteral is null ? BoundType.Number : BoundType.Float64);
        }

        return BoundType.UnionOf(types);
    }

    /// <summary>Several types of one kind: a variable that all of them bound, or a column that all of them feed.</summary>
    private static BoundType Common(TypeNode root)
    {
        IEnumerable<BoundType> types = root.Evidence.Select(static e => e.Type);
        if (!root.IsColumn && Narrowest(types) is { } narrow)
        {
            return narrow;
        }

        return Widen(types.First());
    }

    /// <summary>The longest name prefix when each of the others contains it.</summary>
    private static BoundType? Narrowest(IEnumerable<BoundType> types)
    {
        List<BoundType> names = [.. types.Where(static t => t is { Kind: TypeKind.Name, Prefix: not null })];
        BoundType? longest = names.MaxBy(static t => t.Prefix!.Length);
        return longest is not null && names.TrueForAll(t => TypeKinds.IsUnder(longest.Prefix!, t.Prefix!)) ? longest : null;
    }

    /// <summary>The kind alone: an undeclared column is not narrowed by one prefix or one value that reaches it.</summary>
    private static BoundType Widen(BoundType type) => TypeKinds.KindOf(type) switch
    {
        TypeKind.Name => BoundType.Name,
        TypeKind.Struct => BoundType.AnyStruct,
        _ => type,
    };
}
