using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Holds events back until as much wall time has passed as market time, for <c>--speed 1x</c>; what other threads ask of the run is done meanwhile.</summary>
internal sealed class MarketPace(TickPipeline pipeline, TimeProvider clock, CancellationToken stop)
{
    private long? _startedAt;
    private EventTime _first;

    /// <summary>Returns when the event is due, or at once when the run is asked to stop.</summary>
    public void Wait(EventTime at)
    {
        if (_startedAt is not { } started)
        {
            _startedAt = clock.GetTimestamp();
            _first = at;
            return;
        }

        TimeSpan due = TimeSpan.FromTicks((at.Nanoseconds - _first.Nanoseconds) / 100);
        TimeSpan left = due - clock.GetElapsedTime(started);
        while (left > TimeSpan.FromMilliseconds(1) && pipeline.ServeWhileWaiting(left, stop))
        {
            left = due - clock.GetElapsedTime(started);
        }
    }
}
