using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Applies caps to a size. Sizes keep their kind: a dec8 size stays exact money.</summary>
internal static class SizeCap
{
    /// <summary>The smaller of the size and every cap; false when a cap leaves nothing or cannot be compared with the size, and <paramref name="by"/> then names it.</summary>
    /// <param name="limitColumn">The column of a cap's row that holds its limit.</param>
    /// <param name="size">The size after the caps, of the asked size's kind.</param>
    /// <param name="by">The cap that decided: null when no cap was smaller than the asked size.</param>
    public static bool TryApply(Value asked, IReadOnlyList<Fact> caps, int limitColumn, out Value size, out Fact? by)
    {
        size = asked;
        by = null;
        for (int i = 0; i < caps.Count; i++)
        {
            Fact cap = caps[i];
            if (!TryConvert(cap.Arguments[limitColumn], asked.Kind, out Value limit))
            {
                by = cap;
                return false;
            }

            if (limit.CompareTo(size) < 0)
            {
                size = limit;
                by = cap;
            }
        }

        if (caps.Count == 0 || IsPositive(size))
        {
            return true;
        }

        // An asked size that is not positive in the first place is struck as soon as its key has caps; the first of them stands for it.
        by ??= caps[0];
        return false;
    }

    /// <summary>Same kind, or a whole number to dec8. Nothing that would round.</summary>
    private static bool TryConvert(Value limit, ValueKind kind, out Value converted)
    {
        converted = limit;
        if (limit.Kind == ValueKind.Number && kind == ValueKind.Dec8 && Dec8.TryFromInteger(limit.AsInt64, out Dec8 exact))
        {
            converted = Value.Decimal(exact);
        }

        return converted.IsNumeric && converted.Kind == kind;
    }

    private static bool IsPositive(Value size) => size.Kind switch
    {
        ValueKind.Float64 => size.AsFloat64 > 0,
        _ => size.AsInt64 > 0,
    };
}
