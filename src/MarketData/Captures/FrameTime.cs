using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Milliseconds of exchange messages as event time.</summary>
internal static class FrameTime
{
    /// <summary>The last millisecond that nanoseconds in 64 bits can hold (year 2262).</summary>
    public const long MaxMilliseconds = long.MaxValue / 1_000_000;

    /// <summary>Values beyond the range become the end of the range; the clock's plausibility check then refuses them.</summary>
    public static EventTime FromMilliseconds(long milliseconds) => new(Math.Clamp(milliseconds, 0, MaxMilliseconds) * 1_000_000);
}
