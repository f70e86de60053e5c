using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Moments as text and on the calendar of a zone. A zone is <c>"UTC"</c> or a fixed offset such as <c>"+02:00"</c>; a named zone fails, because its rules differ between machines.</summary>
internal static class CivilTimeFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        new("time:format", "time:format(T, /unit): RFC 3339 text in UTC, cut at /year … /nanosecond; fails for another unit.",
            TypeRules.Fixed(BoundType.String, BoundType.Time, BoundType.Name),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.Time, ValueKind.Name) ? TryFormat(a[0], "UTC", a[1], out r) : NumericOps.Fail(out r)),
        new("time:format_civil", "time:format_civil(T, Zone, /unit): the same in a zone (UTC or a fixed offset).",
            TypeRules.Fixed(BoundType.String, BoundType.Time, BoundType.String, BoundType.Name),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.Time, ValueKind.String, ValueKind.Name) ? TryFormat(a[0], a[1].AsText, a[2], out r) : NumericOps.Fail(out r)),
        new("time:parse_rfc3339", "Reads 2024-05-01T12:30:00.25Z or with an offset; fails for anything else.",
            TypeRules.Fixed(BoundType.Time, BoundType.String),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.String) ? TryParse(a[0].AsText, out r) : NumericOps.Fail(out r)),
        new("time:parse_civil", "time:parse_civil(Text, Zone): reads 2024-05-01T12:30:00[.25] as local time of a zone (UTC or a fixed offset).",
            TypeRules.Fixed(BoundType.Time, BoundType.String, BoundType.String),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.String, ValueKind.String) ? TryParseLocal(a[0].AsText, a[1].AsText, out r) : NumericOps.Fail(out r)),
        new("time:trunc_civil", "time:trunc_civil(T, Zone, /unit): the start of the local year, month, ISO week or day (zone UTC or a fixed offset).",
            TypeRules.Fixed(BoundType.Time, BoundType.Time, BoundType.String, BoundType.Name),
            static (a, out r) => TimeFunctions.Are(a, ValueKind.Time, ValueKind.String, ValueKind.Name) ? TryTruncate(a[0].AsInt64, a[1].AsText, a[2].AsText, out r) : NumericOps.Fail(out r)),
    ];

    private static bool TryFormat(Value time, string zone, Value unit, out Value result)
    {
        string? text = CivilTime.TryParseZone(zone, out long offset) ? CivilTime.Format(time.AsInt64, offset, unit.AsText) : null;
        return text is null ? NumericOps.Fail(out result) : NumericOps.Give(Value.String(text), out result);
    }

    private static bool TryParse(string text, out Value result)
    {
        int zoneLength = text.EndsWith('Z') ? 1 : 6;
        return text.Length > zoneLength && text[^1] is 'Z' or (>= '0' and <= '9')
            ? TryParseLocal(text[..^zoneLength], text[^zoneLength..], out result)
            : NumericOps.Fail(out result);
    }

    private static bool TryParseLocal(string text, string zone, out Value result)
    {
        bool valid = CivilTime.TryParseZone(zone, out long offset) & CivilTime.TryParseLocal(text, out long local);
        return valid ? NumericOps.TryInteger(ValueKind.Time, (Int128)local - offset, out result) : NumericOps.Fail(out result);
    }

    private static bool TryTruncate(long time, string zone, string unit, out Value result)
    {
        if (!CivilTime.TryParseZone(zone, out long offset))
        {
            return NumericOps.Fail(out result);
        }

        DateTime local = CivilTime.ToDateTime(time).AddTicks(offset / 100);
        DateTime? start = unit switch
        {
            "/year" => new DateTime(local.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            "/month" => new DateTime(local.Year, local.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            "/week" => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
            "/day" => local.Date,
            _ => null,
        };
        return start is { } moment && CivilTime.TryFromDateTime(moment, -offset, out long nanoseconds)
            ? NumericOps.Give(Value.Time(nanoseconds), out result)
            : NumericOps.Fail(out result);
    }
}
