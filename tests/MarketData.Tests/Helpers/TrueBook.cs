using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>A venue's own book, kept naively: it makes the updates and snapshots that a client sees, and knows the truth at every update id.</summary>
internal sealed class TrueBook(int seed, bool futures)
{
    private readonly Random _random = new(seed);
    private readonly SortedDictionary<long, long> _bids = [];
    private readonly SortedDictionary<long, long> _asks = [];
    private readonly Instrument _instrument = new("/venue", "XY");
    private long _id = 100;
    private long _time;

    public Instrument Instrument => _instrument;

    public long LastId => _id;

    /// <summary>The truth, best first.</summary>
    public (List<BookLevel> Bids, List<BookLevel> Asks) Levels() =>
        ([.. _bids.Reverse().Select(Level)], [.. _asks.Select(Level)]);

    public MarketEvent NextDelta()
    {
        long previous = _id;
        _id += _random.Next(1, 6);
        List<BookLevel> bids = Change(_bids, 1, 500), asks = Change(_asks, 501, 1000);
        BookUpdateIds ids = new(previous + 1, _id, futures ? previous : BookUpdateIds.NoPrevious);
        return MarketEvent.OfDelta(_instrument, Stamp(), ids, [.. bids], [.. asks]);
    }

    public MarketEvent Snapshot()
    {
        (List<BookLevel> bids, List<BookLevel> asks) = Levels();
        return MarketEvent.OfSnapshot(_instrument, Stamp(), new BookUpdateIds(0, _id, BookUpdateIds.NoPrevious), [.. bids], [.. asks]);
    }

    private EventStamp Stamp()
    {
        EventTime now = new(++_time);
        return new EventStamp(now, now, now, new SourcePosition(0, _time));
    }

    private List<BookLevel> Change(SortedDictionary<long, long> side, int lowest, int highest)
    {
        List<BookLevel> changes = [];
        int count = _random.Next(4);
        for (int i = 0; i < count; i++)
        {
            long price = _random.Next(lowest, highest + 1), size = _random.Next(4);
            side[price] = size;
            if (size == 0)
            {
                side.Remove(price);
            }

            changes.Add(new BookLevel(new Dec8(price), new Dec8(size)));
        }

        return changes;
    }

    private static BookLevel Level(KeyValuePair<long, long> pair) => new(new Dec8(pair.Key), new Dec8(pair.Value));
}
