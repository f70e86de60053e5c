using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Median and quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996).</summary>
internal static class QuantileAggregates
{
    public static IEnumerable<TableAggregate> All { get; } =
    [
        new("median", "Middle value, or the mean of the middle two: /float64 of /number and /float64; /dec8 of /dec8 and /duration of /duration, half to even.",
            TypeRules.Of("one column of numbers or durations", static a => a.Length == 1 ? SumAggregates.MeanType(a[0]) : null),
            static (MemberColumns members, out Value r) => TryQuantile(members.Sorted(0), new Dec8(Dec8.Scale / 2), 0.5, out r)),
        new("quantile", "quantile(X, Q) with Q from 0 to 1, the same for the whole group: 0.5 is the median. No value for another Q.",
            TypeRules.Of("a column of numbers or durations, and a number from 0 to 1", static a => a.Length == 2 && (TypeFit.IsOpen(a[1]) || TypeFit.IsNumeric(a[1])) ? SumAggregates.MeanType(a[0]) : null),
            static (MemberColumns members, out Value r) => TryQuantile(members, out r)),
    ];

    private static bool TryQuantile(MemberColumns members, out Value result)
    {
        ReadOnlySpan<Value> levels = members.Sorted(1);
        Value level = levels[0];
        bool valid = level == levels[^1] && level.IsNumeric && level.ToDouble() is >= 0 and <= 1;
        Dec8 exact = default;
        valid = valid && Dec8.TryFromDouble(level.ToDouble(), out exact);
        return valid ? TryQuantile(members.Sorted(0), exact, level.ToDouble(), out result) : NumericOps.Fail(out result);
    }

    /// <summary>Decimals and durations interpolate with the level at eight digits, exactly; the others with the level as it is.</summary>
    private static bool TryQuantile(ReadOnlySpan<Value> sorted, Dec8 exactLevel, double level, out Value result)
    {
        ValueKind kind = sorted[0].Kind;
        if (!Summation.IsOneKind(sorted, kind))
        {
            return NumericOps.Fail(out result);
        }

        return kind switch
        {
            ValueKind.Number or ValueKind.Float64 => TryInexact(sorted, level, out result),
            ValueKind.Dec8 or ValueKind.Duration => TryExact(sorted, kind, exactLevel, out result),
            _ => NumericOps.Fail(out result),
        };
    }

    private static bool TryInexact(ReadOnlySpan<Value> sorted, double level, out Value result)
    {
        double position = level * (sorted.Length - 1);
        int below = (int)Math.Floor(position);
        double rest = position - below;
        Value low = sorted[below], high = sorted[Math.Min(below + 1, sorted.Length - 1)];
        if (rest == 0.5 && low.Kind == ValueKind.Number)
        {
            // The mean of two integers: their sum is exact, so only the result rounds.
            return Value.TryFloat64((double)((Int128)low.AsInt64 + high.AsInt64) / 2, out result);
        }

        return Value.TryFloat64((low.ToDouble() * (1 - rest)) + (high.ToDouble() * rest), out result);
    }

    private static bool TryExact(ReadOnlySpan<Value> sorted, ValueKind kind, Dec8 level, out Value result)
    {
        Int128 position = (Int128)level.Raw * (sorted.Length - 1);
        int below = (int)(position / Dec8.Scale);
        Int128 rest = position % Dec8.Scale;
        Int128 low = sorted[below].AsInt64, high = sorted[Math.Min(below + 1, sorted.Length - 1)].AsInt64;
        return NumericOps.TryInteger(kind, Dec8.DivideHalfEven((low * (Dec8.Scale - rest)) + (high * rest), Dec8.Scale), out result);
    }
}
