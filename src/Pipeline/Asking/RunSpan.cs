using System.Buffers;
using System.Globalization;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>From when to when a run or a journal goes in event time, and the short ways in which people write a moment of it.</summary>
/// <param name="First">The first event.</param>
/// <param name="Last">The last one.</param>
public sealed record RunSpan(EventTime First, EventTime Last)
{
    /// <summary>Every way to write a moment, for messages.</summary>
    public const string Forms = "a time such as 10:31, 10:31:05.5 or 2024-01-15T10:30:00.25Z (UTC), 90s (since the start), -15m (before the end), or nanoseconds since 1970";

    private const long Day = 86_400_000_000_000;

    /// <summary>Longer than any run, and far from overflow.</summary>
    private const decimal Longest = 366m * Day;

    private static readonly SearchValues<char> _number = SearchValues.Create("0123456789.");

    private static readonly (string Name, long Nanoseconds)[] _units =
        [("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000)];

    /// <summary>The span of all runs in a journal; null when it holds no event.</summary>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static RunSpan? Of(string directory, CancellationToken stop = default)
    {
        RunSpan? known = null;
        foreach (JournalRecord record in new JournalReader(directory, stop).ReadAll())
        {
            if (record.Type is JournalRecordType.FactChanges or JournalRecordType.Timer && record.At > EventTime.Zero)
            {
                known = known is null ? new RunSpan(record.At, record.At) : new RunSpan(record.At < known.First ? record.At : known.First, record.At > known.Last ? record.At : known.Last);
            }
        }

        return known;
    }

    /// <summary>True of a text that only a span gives a meaning: a time of the day, or a duration.</summary>
    public static bool IsShort(string text) => text.Length > 1 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+') && (IsClock(text) || text[^1] is 's' or 'm' or 'h');

    public bool Contains(EventTime time) => time >= First && time <= Last;

    /// <summary>
    /// Reads a moment as <see cref="Forms"/> says. A time of the day is the last such time that is not after the end; a duration counts from the start, with a
    /// minus back from the end. What is read need not lie within the span.
    /// </summary>
    public bool TryRead(string text, out EventTime time) => Moment.TryParse(text, out time) || TryReadClock(text, out time) || TryReadDistance(text, out time);

    /// <summary>What a number outside the span says in seconds, milliseconds or microseconds since 1970, where exchanges count in these; null when that is outside too.</summary>
    public EventTime? MeantBy(EventTime time)
    {
        foreach (long unit in (ReadOnlySpan<long>)[1_000_000_000, 1_000_000, 1_000])
        {
            if (time.Nanoseconds <= long.MaxValue / unit && Contains(new EventTime(time.Nanoseconds * unit)))
            {
                return new EventTime(time.Nanoseconds * unit);
            }
        }

        return null;
    }

    private static bool IsClock(string text) => text.IndexOf(':', StringComparison.Ordinal) is 1 or 2;

    private bool TryReadClock(string text, out EventTime time)
    {
        time = default;
        string clock = text.Length > 1 && text[1] == ':' ? "0" + text : text;
        if (!IsClock(text) || !Moment.TryParse(Moment.Format(Last)[..11] + clock, out EventTime today))
        {
            return false;
        }

        EventTime yesterday = new(today.Nanoseconds - Day);
        time = today > Last && yesterday >= First ? yesterday : today;
        return true;
    }

    private bool TryReadDistance(string text, out EventTime time)
    {
        time = default;
        bool isBack = text.StartsWith('-');
        if (DurationOf(text.AsSpan(isBack || text.StartsWith('+') ? 1 : 0)) is not { } distance)
        {
            return false;
        }

        time = new EventTime(isBack ? Last.Nanoseconds - distance : First.Nanoseconds + distance);
        return true;
    }

    /// <summary>Nanoseconds of <c>90s</c>, <c>1m30s</c> or <c>0.25h</c>; null when it is no duration, or one of more than a year.</summary>
    private static long? DurationOf(ReadOnlySpan<char> text)
    {
        decimal sum = 0;
        while (true)
        {
            int digits = text.IndexOfAnyExcept(_number);
            if (digits <= 0 || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            {
                return null;
            }

            text = text[digits..];
            int letters = text.IndexOfAny(_number) is var end && end < 0 ? text.Length : end;
            string unit = text[..letters].ToString();
            long length = Array.Find(_units, u => u.Name == unit).Nanoseconds;
            if (length == 0 || number > Longest / length || (sum += number * length) > Longest)
            {
                return null;
            }

            text = text[letters..];
            if (text.IsEmpty)
            {
                return (long)sum;
            }
        }
    }
}
