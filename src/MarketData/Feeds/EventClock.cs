using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Gives each frame of a feed its event time: the exchange's where it states one, and never before the frame ahead of it.</summary>
/// <remarks>
/// Frames keep the order of the file. A time that jumps back is counted and event time stands still. A frame without a stated time
/// (spot tickers, REST snapshots) takes its receive time, shifted by how far exchange and recorder differed at the latest frame that had both:
/// the recorder's clock may be off by seconds. A time that agrees with nothing known is not believed, since a single wrong one ahead of all
/// others would stop the clock until the market has caught up; several in a row are believed, since clocks are also set.
/// </remarks>
internal sealed class EventClock(long? offset)
{
    private const long Minute = 60_000_000_000;
    private const long Hour = 60 * Minute;

    /// <summary>Stated times in a row that are not believed.</summary>
    private const int MaxStatedDoubts = 3;

    private long? _offset = offset;
    private long _latestStated;
    private long _latestReceived;
    private long _now;
    private int _statedDoubts;
    private long _doubtedReceived = long.MaxValue;

    /// <summary>The event time last given.</summary>
    public EventTime Now => new(_now);

    /// <summary>The event time of a frame; 0 stands for a time that is not known. A fault is what was wrong with its times.</summary>
    public EventTime Stamp(EventTime exchange, EventTime receive, out FeedFault? fault)
    {
        fault = null;
        long stated = exchange.Nanoseconds, received = receive.Nanoseconds;
        if (stated > 0 && Believes(stated, received))
        {
            fault = Take(stated);
            return Now;
        }

        fault = stated > 0 ? FeedFault.ImplausibleTime : null;
        if (received > 0)
        {
            fault ??= TakeReceived(received);
        }

        return Now;
    }

    private FeedFault? Take(long stated)
    {
        bool backward = stated < _latestStated;
        _latestStated = Math.Max(_latestStated, stated);
        _now = Math.Max(_now, stated);
        _doubtedReceived = long.MaxValue;
        return backward ? FeedFault.TimestampBackward : null;
    }

    private FeedFault? TakeReceived(long received)
    {
        bool backward = received < _latestReceived;
        long time = received + (_offset ?? 0);
        if (_now > 0 && time - _now > LongestStep && received < _doubtedReceived)
        {
            _doubtedReceived = received;
            return FeedFault.ImplausibleTime;
        }

        _doubtedReceived = long.MaxValue;
        _latestReceived = received;
        _now = Math.Max(_now, time);
        return backward ? FeedFault.TimestampBackward : null;
    }

    /// <summary>
    /// How far a receive time alone may lead without a second one that bears it out. Streams that also state times take no long step without one.
    /// </summary>
    private long LongestStep => _latestStated > 0 ? Minute : Hour;

    /// <summary>Whether a stated time agrees with the receive time, or at least with the frames before; learns the clocks' difference when the clocks agree.</summary>
    private bool Believes(long stated, long received)
    {
        bool agrees = AgreesWithReceived(stated, received);
        if (!agrees && ++_statedDoubts < MaxStatedDoubts)
        {
            return AgreesWithPast(stated, received);
        }

        _statedDoubts = 0;
        if (received > 0)
        {
            _offset = stated - received;
            _latestReceived = received;
        }

        return true;
    }

    /// <summary>A network that stalls makes stated times lie behind by minutes; nothing but a wrong clock makes them lie ahead.</summary>
    private bool AgreesWithReceived(long stated, long received)
    {
        if (received == 0)
        {
            return AgreesWithPast(stated, received);
        }

        double ahead = _offset is { } known ? (double)stated - received - known : 0;
        return ahead is <= Minute and >= -(double)Hour;
    }

    /// <summary>Near the time of the frames before: within a minute, or an hour where no receive time was recorded and pauses are all that tells.</summary>
    private bool AgreesWithPast(long stated, long received)
    {
        double jump = (double)stated - _now;
        return received == 0 ? _now == 0 || Math.Abs(jump) <= Hour : _now > 0 && Math.Abs(jump) <= Minute;
    }
}
