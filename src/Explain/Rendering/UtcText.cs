using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Event times as people read them.</summary>
internal static class UtcText
{
    /// <summary><c>2024-01-15T10:30:00.25Z</c>, all digits that count; times before 1971 count from a script's 0 and stay nanoseconds.</summary>
    public static string Of(EventTime time)
    {
        if (time.Nanoseconds < 365L * 86_400 * 1_000_000_000)
        {
            return $"{time} ns";
        }

        DateTime second = DateTime.UnixEpoch.AddSeconds(time.Nanoseconds / 1_000_000_000);
        string fraction = (time.Nanoseconds % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return second.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + (fraction.Length == 0 ? "" : ".") + fraction + "Z";
    }
}
