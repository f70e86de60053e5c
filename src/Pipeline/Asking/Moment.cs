using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Event times as people write them: nanoseconds since 1970, or <c>2024-01-15T10:30:00.25Z</c> (UTC).</summary>
public static class Moment
{
    private const int NanosecondDigits = 9;

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

        bool read = DateTime.TryParseExact(whole, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime second);
        if (!read || fraction.Length > NanosecondDigits || !fraction.All(char.IsAsciiDigit) || second.Year is < 1970 or > 2261)
        {
            return false;
        }

        long part = long.Parse(fraction.PadRight(NanosecondDigits, '0'), CultureInfo.InvariantCulture);
        time = new EventTime(((second - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick) + part);
        return true;
    }

    /// <summary><c>2024-01-15T10:30:00.25Z</c>, all digits that count.</summary>
    public static string Format(EventTime time)
    {
        DateTime second = DateTime.UnixEpoch.AddSeconds(time.Nanoseconds / 1_000_000_000);
        string fraction = (time.Nanoseconds % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return second.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + (fraction.Length == 0 ? "" : ".") + fraction + "Z";
    }
}
