using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Gives each frame of a feed its event time: the exchange's where it states one, and never before the frame ahead of it.</summary>
/// <remarks>
/// Frames keep the order of the file. A stated time that jumps back is counted and event time stands still. A frame without a stated time
/// (spot tickers, REST snapshots) takes its receive time, shifted by how far exchange and recorder differed at the latest frame that had both:
/// the recorder's clock may be off by seconds. A stated time more than an hour away from that shifted receive time is not believed.
/// </remarks>
internal sealed class EventClock(long? offset)
{
    private const long MaxDisagreement = 3_600_000_000_000;

    private long? _offset = offset;
    private long _latestStated;
    private long _now;

    /// <summary>The event time last given.</summary>
    public EventTime Now => new(_now);

    /// <summary>The event time of a frame; 0 stands for a time that is not known. A fault is what was wrong with the stated time.</summary>
    public EventTime Stamp(EventTime exchange, EventTime receive, out FeedFault? fault)
    {
        fault = null;
        long stated = exchange.Nanoseconds, received = receive.Nanoseconds;
        if (stated > 0 && !IsPlausible(stated, received))
        {
            fault = FeedFault.ImplausibleTime;
            stated = 0;
        }

        if (stated > 0)
        {
            fault = Believe(stated, received);
        }
        else if (received > 0)
        {
            stated = received + (_offset ?? 0);
        }

        _now = Math.Max(_now, stated);
        return new EventTime(_now);
    }

    private FeedFault? Believe(long stated, long received)
    {
        if (received > 0)
        {
            _offset = stated - received;
        }

        bool backward = stated < _latestStated;
        _latestStated = Math.Max(_latestStated, stated);
        return backward ? FeedFault.TimestampBackward : null;
    }

    private bool IsPlausible(long stated, long received)
    {
        long expected = received > 0 ? received + (_offset ?? 0) : _latestStated;
        bool knows = received > 0 ? _offset is not null : _latestStated > 0;
        return !knows || Math.Abs((double)stated - expected) <= MaxDisagreement;
    }
}
