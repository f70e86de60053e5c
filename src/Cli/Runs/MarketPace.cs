using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Holds events back until as much wall time has passed as market time, for <c>--speed 1x</c>.</summary>
internal sealed class MarketPace(TimeProvider clock, CancellationToken stop)
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
        if (left > TimeSpan.FromMilliseconds(1))
        {
            stop.WaitHandle.WaitOne(left);
        }
    }
}
