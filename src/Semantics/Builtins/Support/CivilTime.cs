using System.Globalization;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Calendar arithmetic on nanoseconds since the Unix epoch. Zones are UTC or fixed offsets: tables of named zones differ between machines.</summary>
internal static class CivilTime
{
    public const long NanosecondsPerSecond = 1_000_000_000;

    private const long NanosecondsPerDay = 86_400 * NanosecondsPerSecond;

    private const int NanosecondsPerTick = 100;

    /// <summary>The UTC calendar moment, exact to 100 ns: all of int64 nanoseconds (1677 to 2262) fits.</summary>
    public static DateTime ToDateTime(long nanoseconds) => DateTime.UnixEpoch.AddTicks(FloorDivide(nanoseconds, NanosecondsPerTick));

    /// <summary>Nanoseconds of a calendar moment; false outside 1677 to 2262.</summary>
    public static bool TryFromDateTime(DateTime moment, long extraNanoseconds, out long nanoseconds)
    {
        Int128 exact = ((Int128)(moment.Ticks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick) + extraNanoseconds;
        bool fits = exact >= long.MinValue && exact <= long.MaxValue;
        nanoseconds = fits ? (long)exact : 0;
        return fits;
    }

    /// <summary>Length of a fixed unit from <c>/day</c> to <c>/nanosecond</c>; null for another name.</summary>
    public static long? UnitNanoseconds(string unit) => unit switch
    {
        "/day" => NanosecondsPerDay,
        "/hour" => 3_600 * NanosecondsPerSecond,
        "/minute" => 60 * NanosecondsPerSecond,
        "/second" => NanosecondsPerSecond,
        "/millisecond" => 1_000_000,
        "/microsecond" => 1_000,
        "/nanosecond" => 1,
        _ => null,
    };

    /// <summary>Rounds toward negative infinity, so that moments before 1970 truncate to earlier ones too.</summary>
    public static long FloorDivide(long dividend, long divisor) => (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);

    /// <summary>Reads <c>UTC</c>, <c>Z</c> or <c>±hh:mm</c>.</summary>
    public static bool TryParseZone(string zone, out long offsetNanoseconds)
    {
        offsetNanoseconds = 0;
        if (zone is "UTC" or "Z" or "")
        {
            return true;
        }

        if (zone.Length != 6 || zone[0] is not ('+' or '-') || zone[3] != ':'
            || !int.TryParse(zone.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            || !int.TryParse(zone.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)
            || hours > 23 || minutes > 59)
        {
            return false;
        }

        offsetNanoseconds = (zone[0] == '-' ? -1 : 1) * ((hours * 60L) + minutes) * 60 * NanosecondsPerSecond;
        return true;
    }

    /// <summary>RFC 3339 text cut at a unit; null for an unknown unit. <c>/nanosecond</c> drops trailing zeros of the fraction.</summary>
    public static string? Format(long nanoseconds, long offset, string unit)
    {
        DateTime local = ToDateTime(nanoseconds).AddTicks(offset / NanosecondsPerTick);
        long fraction = nanoseconds - (FloorDivide(nanoseconds, NanosecondsPerSecond) * NanosecondsPerSecond);
        string digits = fraction.ToString("D9", CultureInfo.InvariantCulture);
        string shortest = digits.TrimEnd('0');
        string Local(string pattern) => local.ToString(pattern, CultureInfo.InvariantCulture);
        string zone = Zone(offset);
        return unit switch
        {
            "/year" => Local("yyyy"),
            "/month" => Local("yyyy-MM"),
            "/day" => Local("yyyy-MM-dd"),
            "/hour" => Local("yyyy-MM-dd'T'HH") + zone,
            "/minute" => Local("yyyy-MM-dd'T'HH:mm") + zone,
            "/second" => Local("yyyy-MM-dd'T'HH:mm:ss") + zone,
            "/millisecond" => Local("yyyy-MM-dd'T'HH:mm:ss.") + digits[..3] + zone,
            "/microsecond" => Local("yyyy-MM-dd'T'HH:mm:ss.") + digits[..6] + zone,
            "/nanosecond" => Local("yyyy-MM-dd'T'HH:mm:ss") + (shortest == "" ? "" : "." + shortest) + zone,
            _ => null,
        };
    }

    /// <summary>Reads <c>yyyy-MM-ddTHH:mm:ss[.fraction]</c>, up to nine digits of fraction.</summary>
    public static bool TryParseLocal(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        int dot = text.IndexOf('.');
        ReadOnlySpan<char> whole = dot < 0 ? text : text[..dot];
        ReadOnlySpan<char> fraction = dot < 0 ? "0" : text[(dot + 1)..];
        bool valid = (fraction.Length is > 0 and <= 9) & int.TryParse(fraction, NumberStyles.None, CultureInfo.InvariantCulture, out int digits);
        valid &= DateTime.TryParseExact(whole, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment);
        for (int i = fraction.Length; valid && i < 9; i++)
        {
            digits *= 10;
        }

        return valid && TryFromDateTime(moment, digits, out nanoseconds);
    }

    private static string Zone(long offset)
    {
        long minutes = Math.Abs(offset) / (60 * NanosecondsPerSecond);
        return offset == 0 ? "Z" : string.Create(CultureInfo.InvariantCulture, $"{(offset < 0 ? '-' : '+')}{minutes / 60:D2}:{minutes % 60:D2}");
    }
}
