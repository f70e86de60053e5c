using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Adds trades up into bars of one length, exactly, by event time. One builder per instrument and length; single-threaded.</summary>
/// <remarks>
/// A bar covers [k·length, (k+1)·length) since the Unix epoch. Gap policy: an interval without trades gives no bar, as exchanges' own history does.
/// A bar closes when a trade of a later interval arrives or <see cref="TryAdvance"/> says that time has passed; the last one stays open until then.
/// A trade before the open bar is refused (<see cref="LateTrades"/>): a closed bar never changes.
/// </remarks>
public sealed class BarBuilder
{
    private Bar _open;
    private bool _isOpen;
    private EventTime _now;

    /// <param name="lengthNs">Length of a bar in nanoseconds, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public BarBuilder(long lengthNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lengthNs);
        LengthNs = lengthNs;
    }

    /// <summary>Nanoseconds per bar.</summary>
    public long LengthNs { get; }

    /// <summary>Trades refused because their bar was closed.</summary>
    public long LateTrades { get; private set; }

    /// <summary>Trades refused because the bar's volume would overflow.</summary>
    public long OverflowingTrades { get; private set; }

    /// <summary>The bar being built, or null.</summary>
    public Bar? Current => _isOpen ? _open : null;

    /// <summary>Adds a trade; true when that closed a bar.</summary>
    public bool Add(EventTime time, Dec8 price, Dec8 size, out Bar closed) =>
        AddPart(time, new Bar(time, LengthNs, price, price, price, price, size), out closed);

    /// <summary>Tells the builder that no trade before <paramref name="now"/> can come any more; true when that closed a bar.</summary>
    public bool TryAdvance(EventTime now, out Bar closed)
    {
        closed = _open;
        _now = now > _now ? now : _now;
        if (!_isOpen || _now < _open.CloseTime)
        {
            return false;
        }

        _isOpen = false;
        return true;
    }

    /// <summary>Adds a shorter bar (or a trade as one); true when that closed a bar.</summary>
    internal bool AddPart(EventTime time, in Bar part, out Bar closed)
    {
        long start = StartOf(time);
        bool didClose = TryAdvance(new EventTime(start), out closed);
        if (start < StartOf(_now))
        {
            LateTrades++;
        }
        else if (_isOpen)
        {
            Extend(part);
        }
        else
        {
            _open = part with { OpenTime = new EventTime(start), LengthNs = LengthNs };
            _isOpen = true;
        }

        return didClose;
    }

    private void Extend(in Bar part)
    {
        if (!Dec8.TryAdd(_open.Volume, part.Volume, out Dec8 volume))
        {
            OverflowingTrades++;
            return;
        }

        _open = _open with
        {
            High = part.High > _open.High ? part.High : _open.High,
            Low = part.Low < _open.Low ? part.Low : _open.Low,
            Close = part.Close,
            Volume = volume,
        };
    }

    /// <summary>Floor, also before the epoch.</summary>
    private long StartOf(EventTime time)
    {
        long rest = time.Nanoseconds % LengthNs;
        return time.Nanoseconds - (rest < 0 ? rest + LengthNs : rest);
    }
}
