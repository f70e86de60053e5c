using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Event times as people write them: nanoseconds since 1970, or <c>2024-01-15T10:30:00.25Z</c> (UTC), where a blank may stand for the <c>T</c> and the seconds may be missing.</summary>
public static class Moment
{
    private const int NanosecondDigits = 9;

    private static readonly string[] _seconds = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd' 'HH:mm:ss"];

    private static readonly string[] _minutes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd' 'HH:mm"];

    public static bool TryParse(string text, out EventTime time)
    {
        time = default;
        if (text.Length > 9 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long nanoseconds))
        {
            time = new EventTime(nanoseconds);
            return true;
        }

        string whole = text.EndsWith('Z') ? text[..^1] : text, fraction = "";
        int point = whole.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            (whole, fraction) = (whole[..point], whole[(point + 1)..]);
        }

        bool read = TryParse(whole, _seconds, out DateTime second) || (point < 0 && TryParse(whole, _minutes, out second));
        if (!read || fraction.Length > NanosecondDigits || !fraction.All(char.IsAsciiDigit) || second.Year is < 1970 or > 2261)
        {
            return false;
        }

        long part = long.Parse(fraction.PadRight(NanosecondDigits, '0'), CultureInfo.InvariantCulture);
        time = new EventTime(((second - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick) + part);
        return true;
    }

    private static bool TryParse(string text, string[] forms, out DateTime time) =>
        DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    /// <summary><c>2024-01-15T10:30:00.25Z</c>, all digits that count.</summary>
    public static string Format(EventTime time)
    {
        DateTime second = DateTime.UnixEpoch.AddSeconds(time.Nanoseconds / 1_000_000_000);
        string fraction = (time.Nanoseconds % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return second.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + (fraction.Length == 0 ? "" : ".") + fraction + "Z";
    }
}
