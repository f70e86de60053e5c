namespace CryptoScalp.Rules.MarketData;

/// <summary>One symbol on one venue: its book follows the symbol's fair price and the venue's offset from it.</summary>
internal sealed class SimulatedMarket(Instrument instrument, SimulatedSymbol symbol, int depth, long firstId)
{
    // Thousandths of a tick above the fair price; drawn to its target with a half-life of about 45 steps.
    private long _offset;
    private long _lastTradeId = firstId / 7;
    private bool _takenSinceUpdate;

    public Instrument Instrument { get; } = instrument;

    public SimulatedSide Bids { get; } = new(isBid: true, symbol, depth);

    public SimulatedSide Asks { get; } = new(isBid: false, symbol, depth);

    public long LastId { get; private set; } = firstId;

    public Quote Top => new(Bids.Best.Price, Bids.Best.Size, Asks.Best.Price, Asks.Best.Size, LastId);

    public long NextTradeId() => ++_lastTradeId;

    /// <summary>Ids that went by unseen, as during an outage.</summary>
    public void SkipIds(long count) => LastId += count;

    public void DriftOffset(long target, long noise, Xoshiro256 random) =>
        _offset += ((target - _offset) / 64) + random.Bell(noise);

    /// <summary>Takes from one side of the book.</summary>
    public (BookLevel Level, Primitives.Dec8 Size) Take(bool buy, Xoshiro256 random)
    {
        SimulatedSide side = buy ? Asks : Bids;
        BookLevel level = side.Best;
        _takenSinceUpdate = true;
        return (level, side.Take(random));
    }

    /// <summary>Moves the book to the fair price and writes the changes. True when the best bid or ask changed.</summary>
    public bool Update(long fairMilliTicks, in PhaseTraits traits, Xoshiro256 random, LevelBuffer changes)
    {
        long mid = fairMilliTicks + _offset;
        long half = Math.Max(500, mid / 1_000_000 * traits.HalfSpreadPpm) + random.Below(300);
        long bid = Math.Max(depth * 20L, (mid - half) / 1000);
        long ask = Math.Max(bid + 1, (mid + half + 999) / 1000);
        LastId += 1 + random.Below(20);
        bool bidChanged = Bids.MoveTo(bid, traits.SizePercent, random, changes);
        bool askChanged = Asks.MoveTo(ask, traits.SizePercent, random, changes);
        bool changed = bidChanged || askChanged || _takenSinceUpdate;
        _takenSinceUpdate = false;
        return changed;
    }
}
