using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Event time as features see it: whole milliseconds, floored, also before the epoch.</summary>
internal static class EventClock
{
    public static long Milliseconds(EventTime time) => FloorDivide(time.Nanoseconds, 1_000_000);

    /// <param name="divisor">Positive.</param>
    public static long FloorDivide(long dividend, long divisor) =>
        (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);

    /// <param name="divisor">Positive.</param>
    public static long FloorModulo(long dividend, long divisor)
    {
        long remainder = dividend % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }
}
