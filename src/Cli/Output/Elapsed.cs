using System.Globalization;

namespace CryptoScalp.Rules.Cli;

/// <summary>Spans of market time for people: seconds while they can be read as such, days and a clock beyond.</summary>
internal static class Elapsed
{
    private const long Second = 1_000_000_000;
    private const long LongestSeconds = 10_000;

    /// <summary><c>30.669s</c>, or <c>1,113d 01:21:43.423</c> from ten thousand seconds on.</summary>
    public static string Precise(long nanoseconds) => nanoseconds < LongestSeconds * Second
        ? (nanoseconds / (double)Second).ToString("0.000", CultureInfo.InvariantCulture) + "s"
        : Clock(nanoseconds, @"'d 'hh\:mm\:ss\.fff");

    /// <summary><c>160.0 s</c>, or <c>4 d 00:00:00</c>.</summary>
    public static string Rough(long nanoseconds) => nanoseconds < LongestSeconds * Second
        ? (nanoseconds / (double)Second).ToString("0.0", CultureInfo.InvariantCulture) + " s"
        : Clock(nanoseconds, @"' d 'hh\:mm\:ss");

    private static string Clock(long nanoseconds, string format)
    {
        TimeSpan span = TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        return span.Days.ToString("N0", CultureInfo.InvariantCulture) + span.ToString(format, CultureInfo.InvariantCulture);
    }
}
