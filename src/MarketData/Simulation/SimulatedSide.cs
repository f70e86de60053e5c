using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>One side of a simulated book: a best level and others on a coarser grid behind it, so that most stay when the best moves.</summary>
internal sealed class SimulatedSide(bool isBid, SimulatedSymbol symbol, int depth)
{
    // Ticks between grid levels.
    private const long Grid = 10;

    private long[] _ticks = new long[depth];
    private long[] _lots = new long[depth];
    private long[] _nextTicks = new long[depth];
    private long[] _nextLots = new long[depth];
    private int _count;
    private bool _bestWasTaken;

    public BookLevel Best => LevelAt(0);

    /// <summary>All levels into the buffer, as a snapshot holds them.</summary>
    public void WriteAll(LevelBuffer buffer)
    {
        for (int i = 0; i < _count; i++)
        {
            Write(buffer, LevelAt(i));
        }
    }

    /// <summary>Moves to a new best price and writes every level that changed. True when the best level changed.</summary>
    public bool MoveTo(long bestTick, int sizePercent, Xoshiro256 random, LevelBuffer buffer)
    {
        BookLevel before = _count > 0 ? Best : default;
        PlanLevels(bestTick, sizePercent, random);
        WriteRemoved(buffer);
        WriteChanged(buffer);
        (_ticks, _nextTicks) = (_nextTicks, _ticks);
        (_lots, _nextLots) = (_nextLots, _lots);
        _count = depth;
        _bestWasTaken = false;
        return Best != before;
    }

    /// <summary>A taker order against the best level: leaves at least one lot. Returns the size taken.</summary>
    public Dec8 Take(Xoshiro256 random)
    {
        _bestWasTaken = true;
        long taken = 1 + random.Below(Math.Max(1, _lots[0] / 2));
        _lots[0] = Math.Max(1, _lots[0] - taken);
        return new Dec8(taken * symbol.Lot.Raw);
    }

    private void PlanLevels(long bestTick, int sizePercent, Xoshiro256 random)
    {
        long tick = bestTick;
        for (int i = 0; i < depth; i++)
        {
            int old = Array.IndexOf(_ticks, tick, 0, _count);
            bool keeps = old >= 0 && !random.Chance(i == 0 ? 400 : 100);
            _nextTicks[i] = tick;
            _nextLots[i] = keeps ? _lots[old] : RandomLots(i, sizePercent, random);
            tick = isBid ? (tick - 1) / Grid * Grid : (tick + Grid) / Grid * Grid;
        }
    }

    /// <summary>Deeper levels are larger.</summary>
    private long RandomLots(int level, int sizePercent, Xoshiro256 random)
    {
        long typical = Math.Max(1, (long)symbol.TypicalLots * sizePercent / 100 * (4 + level) / 4);
        return 1 + (typical / 4) + random.Below(typical * 3 / 2);
    }

    private void WriteRemoved(LevelBuffer buffer)
    {
        for (int i = 0; i < _count; i++)
        {
            if (Array.IndexOf(_nextTicks, _ticks[i]) < 0)
            {
                Write(buffer, LevelAt(i) with { Size = Dec8.Zero });
            }
        }
    }

    private void WriteChanged(LevelBuffer buffer)
    {
        for (int i = 0; i < depth; i++)
        {
            int old = Array.IndexOf(_ticks, _nextTicks[i], 0, _count);
            if (old < 0 || _lots[old] != _nextLots[i] || (old == 0 && _bestWasTaken))
            {
                Write(buffer, LevelOf(_nextTicks[i], _nextLots[i]));
            }
        }
    }

    private BookLevel LevelAt(int i) => LevelOf(_ticks[i], _lots[i]);

    private BookLevel LevelOf(long tick, long lots) => new(new Dec8(tick * symbol.Tick.Raw), new Dec8(lots * symbol.Lot.Raw));

    private void Write(LevelBuffer buffer, BookLevel level)
    {
        if (isBid)
        {
            buffer.AddBid(level);
        }
        else
        {
            buffer.AddAsk(level);
        }
    }
}
