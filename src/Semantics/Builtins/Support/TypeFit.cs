namespace CryptoScalp.Rules.Semantics;

/// <summary>Which static types a built-in accepts where. <c>/any</c> and the error type fit everywhere: the former is checked at run time, the latter was reported.</summary>
internal static class TypeFit
{
    /// <summary>True when every value of <paramref name="actual"/> may stand where <paramref name="wanted"/> is asked for.</summary>
    public static bool Fits(BoundType actual, BoundType wanted)
    {
        if (IsOpen(actual) || IsOpen(wanted))
        {
            return true;
        }

        if (actual.Kind == TypeKind.Union)
        {
            return actual.Arguments.All(alternative => Fits(alternative, wanted));
        }

        if (wanted.Kind == TypeKind.Union)
        {
            return wanted.Arguments.Any(alternative => Fits(actual, alternative));
        }

        return KindOf(actual) == KindOf(wanted) && (wanted.Kind != TypeKind.Singleton || actual.Equals(wanted));
    }

    /// <summary>The kind of a type, looking through single values and through unions of one kind.</summary>
    public static TypeKind KindOf(BoundType type) => type.Kind switch
    {
        TypeKind.Singleton => TypeKinds.KindOf(type.Single!.Value),
        TypeKind.Union => CommonKind(type),
        _ => type.Kind,
    };

    public static bool IsOpen(BoundType type) => type.Kind is TypeKind.Any or TypeKind.Error;

    public static bool IsNumeric(BoundType type) => KindOf(type) is TypeKind.Number or TypeKind.Float64 or TypeKind.Dec8;

    /// <summary>The type without the knowledge of which single value it is, so that <c>1 + X</c> is a <c>/number</c>.</summary>
    public static BoundType Widen(BoundType type) => KindOf(type) switch
    {
        TypeKind.Number => BoundType.Number,
        TypeKind.Float64 => BoundType.Float64,
        TypeKind.Dec8 => BoundType.Dec8,
        TypeKind.String => BoundType.String,
        TypeKind.Time => BoundType.Time,
        TypeKind.Duration => BoundType.Duration,
        _ => type,
    };

    private static TypeKind CommonKind(BoundType union)
    {
        TypeKind first = union.Arguments.IsEmpty ? TypeKind.Union : KindOf(union.Arguments[0]);
        return union.Arguments.All(alternative => KindOf(alternative) == first) ? first : TypeKind.Union;
    }
}
