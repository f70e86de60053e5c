using System.Buffers;
using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Spans of time.</summary>
internal static class DurationFunctions
{
    private const double Second = 1e9, Minute = 60e9, Hour = 3600e9;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static IEnumerable<TableFunction> All { get; } =
    [
        new("duration:add", "Sum of two durations; fails on overflow.", TypeRules.Fixed(BoundType.Duration, BoundType.Duration, BoundType.Duration),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.Duration, ValueKind.Duration) ? NumericOps.TryAdd(a[0], a[1], out r) : NumericOps.Fail(out r)),
        new("duration:mult", "A duration a /number of times; fails on overflow.", TypeRules.Fixed(BoundType.Duration, BoundType.Duration, BoundType.Number),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.Duration, ValueKind.Number) ? NumericOps.TryMultiply(a[0], a[1], out r) : NumericOps.Fail(out r)),
        new("duration:nanos", "Nanoseconds as /number.", TypeRules.Fixed(BoundType.Number, BoundType.Duration),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.Duration) ? NumericOps.Give(Value.Number(a[0].AsInt64), out r) : NumericOps.Fail(out r)),
        new("duration:from_nanos", "A duration of that many nanoseconds.", TypeRules.Fixed(BoundType.Duration, BoundType.Number),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.Number) ? NumericOps.Give(Value.Duration(a[0].AsInt64), out r) : NumericOps.Fail(out r)),
        In("hours", Hour), In("minutes", Minute), In("seconds", Second),
        From("hours", Hour), From("minutes", Minute), From("seconds", Second),
        new("duration:parse", "Reads texts such as \"1h30m\", \"1.5h\", \"-250ms\", \"10us\"; fails for anything else.",
            TypeRules.Fixed(BoundType.Duration, BoundType.String),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.String) ? TryParse(a[0].AsText, out r) : NumericOps.Fail(out r)),
    ];

    private static TableFunction In(string unit, double nanoseconds) =>
        new($"duration:{unit}", $"The duration in {unit} as /float64.", TypeRules.Fixed(BoundType.Float64, BoundType.Duration),
            (a, out r) => TimeFunctions.Are(a, ValueKind.Duration) ? Value.TryFloat64(a[0].AsInt64 / nanoseconds, out r) : NumericOps.Fail(out r));

    private static TableFunction From(string unit, double nanoseconds) =>
        new($"duration:from_{unit}", $"A duration of that many {unit}, cut to whole nanoseconds; fails on overflow.", TypeRules.AnyNumeric(BoundType.Duration, 1, 1),
            (a, out r) => a.Length == 1 && a[0].IsNumeric ? TryWhole(a[0].ToDouble() * nanoseconds, out r) : NumericOps.Fail(out r));

    private static bool TryWhole(double nanoseconds, out Value result) =>
        Math.Abs(nanoseconds) < long.MaxValue ? NumericOps.Give(Value.Duration((long)nanoseconds), out result) : NumericOps.Fail(out result);

    /// <summary>A sign, then one or more of a decimal number with a unit.</summary>
    private static bool TryParse(string text, out Value result)
    {
        bool negative = text.StartsWith('-');
        ReadOnlySpan<char> rest = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        decimal total = 0;
        bool valid = !rest.IsEmpty;
        while (valid && !rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            int unitLength = digits < 0 ? 0 : rest[digits..].IndexOfAny(Digits);
            unitLength = digits >= 0 && unitLength < 0 ? rest.Length - digits : unitLength;
            valid = digits > 0 && Unit(rest.Slice(digits, unitLength)) is { } unit
                && decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count)
                && count < 1e15m && (total += count * unit) <= long.MaxValue;
            rest = valid ? rest[(digits + unitLength)..] : [];
        }

        return valid ? NumericOps.Give(Value.Duration((long)(negative ? -total : total)), out result) : NumericOps.Fail(out result);
    }

    private static decimal? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => 3_600_000_000_000,
        "m" => 60_000_000_000,
        "s" => 1_000_000_000,
        "ms" => 1_000_000,
        "us" or "µs" or "μs" => 1_000,
        "ns" => 1,
        _ => null,
    };
}
