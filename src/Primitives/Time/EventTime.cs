namespace CryptoScalp.Rules.Primitives;

/// <summary>A moment of event time: nanoseconds since the Unix epoch, or since 0 in scripts and tests.</summary>
/// <remarks>Event time travels in the data. Nothing below the command line reads a clock.</remarks>
public readonly record struct EventTime(long Nanoseconds) : IComparable<EventTime>
{
    public static EventTime Zero => default;

    public static bool operator <(EventTime left, EventTime right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(EventTime left, EventTime right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(EventTime left, EventTime right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(EventTime left, EventTime right) => left.Nanoseconds >= right.Nanoseconds;

    public static EventTime FromMilliseconds(long milliseconds) => new(checked(milliseconds * 1_000_000));

    public int CompareTo(EventTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>The bare count of nanoseconds; this is what scripts and journals print.</summary>
    public override string ToString() => Nanoseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
