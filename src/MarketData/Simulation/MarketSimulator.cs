using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>A seeded market: several symbols on several venues through a schedule of phases, as the same events that a capture gives.</summary>
/// <remarks>
/// Deterministic on every machine: its own generator, integers only, no clock. Books start with snapshots and go on with chained updates
/// (futures style, <see cref="BookUpdateIds.Previous"/>); a quote follows each change of the top, with the update's id, so books and quotes always agree.
/// Receive times lie 1 to 5 ms after event times. Each phase begins with a <see cref="FeedStatusKind.SimulatedPhase"/> event per instrument:
/// ground truth for displays, which must never become a fact.
/// </remarks>
public sealed class MarketSimulator : IMarketFeed
{
    private const long StepNs = 1_000_000_000 / PhaseClock.StepsPerSecond;

    private readonly SimulatorOptions _options;
    private readonly Xoshiro256 _random;
    private readonly PhaseClock _phases;
    private readonly SimulatedPrice[] _prices;
    private readonly SimulatedMarket[] _markets;
    private readonly List<MarketEvent> _ready = [];
    private readonly List<LevelBuffer> _buffers = [];
    private readonly long _steps;
    private int _nextReady;
    private int _buffersUsed;
    private long _step;
    private long _produced;
    private bool _isSilent;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MarketSimulator(SimulatorOptions options)
    {
        _options = options.Checked();
        _random = new Xoshiro256(options.Seed);
        _phases = new PhaseClock(options.Schedule);
        _prices = [.. options.Symbols.Select(static s => new SimulatedPrice(s))];
        _markets = [.. options.Venues.SelectMany(v => options.Symbols.Select((s, i) =>
            new SimulatedMarket(new Instrument(v, s.Symbol), s, options.Depth, firstId: 1_000_000 * (i + 1))))];
        _steps = (long)(options.Seconds ?? options.Schedule.Sum(static p => p.Seconds)) * PhaseClock.StepsPerSecond;
    }

    /// <summary><c>sim:SEED</c>.</summary>
    public string Name => $"sim:{_options.Seed}";

    /// <inheritdoc/>
    public FeedStatistics Statistics { get; } = new();

    /// <inheritdoc/>
    public bool TryNext(out MarketEvent marketEvent)
    {
        while (_nextReady == _ready.Count)
        {
            if (_step == _steps)
            {
                marketEvent = default;
                return false;
            }

            _ready.Clear();
            _nextReady = _buffersUsed = 0;
            RunStep();
        }

        marketEvent = _ready[_nextReady++];
        Statistics.Delivered(marketEvent.Kind);
        return true;
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private void RunStep()
    {
        bool began = _phases.Advance();
        PhaseTraits traits = PhaseTraits.Of(_phases.Phase, _phases.StepsIn, _options.CrashBps);
        long common = _random.Bell(1000);
        foreach (SimulatedPrice price in _prices)
        {
            price.Step(traits, common, _random);
        }

        if (began)
        {
            BeginPhase(traits);
        }

        for (int i = 0; i < _markets.Length; i++)
        {
            StepMarket(i, traits);
        }

        _step++;
    }

    private void BeginPhase(in PhaseTraits traits)
    {
        bool wasSilent = _isSilent;
        _isSilent = _phases.Phase == MarketPhase.Outage;
        for (int i = 0; i < _markets.Length; i++)
        {
            Emit(i, FeedStatusKind.SimulatedPhase, NameOf(_phases.Phase));
            bool affected = IsLastVenue(i);
            if (affected && _isSilent && !wasSilent)
            {
                Emit(i, FeedStatusKind.Outage, "");
            }
            else if (_step == 0 || (affected && wasSilent && !_isSilent))
            {
                Begin(i, traits);
            }
        }
    }

    /// <summary>The first book of a market, or the first one after an outage.</summary>
    private void Begin(int market, in PhaseTraits traits)
    {
        SimulatedMarket at = _markets[market];
        if (_step > 0)
        {
            at.SkipIds(1000 + _random.Below(1000));
            Emit(market, FeedStatusKind.Resumed, "");
        }

        at.Update(FairOf(market), traits, _random, new LevelBuffer());
        LevelBuffer levels = Rent();
        at.Bids.WriteAll(levels);
        at.Asks.WriteAll(levels);
        EventStamp stamp = Stamp(0);
        BookUpdateIds ids = new(0, at.LastId, BookUpdateIds.NoPrevious);
        Emit(MarketEvent.OfBook(MarketEventKind.BookSnapshot, at.Instrument, stamp, ids, levels));
        Emit(MarketEvent.OfQuote(at.Instrument, Stamp(0), at.Top));
    }

    private void StepMarket(int market, in PhaseTraits traits)
    {
        SimulatedMarket at = _markets[market];
        bool isDear = IsLastVenue(market) && _phases.Phase == MarketPhase.Gap;
        long fair = FairOf(market);
        at.DriftOffset(isDear ? fair / 10_000 * _options.GapBps : 0, noise: fair / 2_000_000, _random);
        if (_isSilent && IsLastVenue(market))
        {
            return;
        }

        // Each market has its own slice of a step, so that times never go back.
        long slice = StepNs / _markets.Length;
        long moment = (market * slice) + _random.Below(slice);
        bool trades = _random.Chance(traits.TradePerMille);
        if (trades)
        {
            EmitTrade(market, moment, traits);
        }

        if (trades || _random.Chance(traits.UpdatePerMille))
        {
            EmitUpdate(market, moment, traits);
        }
    }

    private void EmitTrade(int market, long moment, in PhaseTraits traits)
    {
        SimulatedMarket at = _markets[market];
        bool buy = _random.Chance(traits.BuyPerMille);
        (BookLevel level, Dec8 size) = at.Take(buy, _random);
        EventStamp stamp = Stamp(moment);
        TradeSide side = buy ? TradeSide.Buy : TradeSide.Sell;
        Trade trade = new(level.Price, size, at.NextTradeId(), stamp.ExchangeTime, side, ExecutionKind.Market, IsAggregate: false);
        Emit(MarketEvent.OfTrade(at.Instrument, stamp, trade));
    }

    private void EmitUpdate(int market, long moment, in PhaseTraits traits)
    {
        SimulatedMarket at = _markets[market];
        LevelBuffer changes = Rent();
        long previous = at.LastId;
        bool topChanged = at.Update(FairOf(market), traits, _random, changes);
        BookUpdateIds ids = new(previous + 1, at.LastId, previous);
        Emit(MarketEvent.OfBook(MarketEventKind.BookDelta, at.Instrument, Stamp(moment), ids, changes));
        if (topChanged)
        {
            Emit(MarketEvent.OfQuote(at.Instrument, Stamp(moment), at.Top));
        }
    }

    private void Emit(int market, FeedStatusKind kind, string text) =>
        Emit(MarketEvent.OfStatus(_markets[market].Instrument, Stamp(0), new FeedStatus(kind, 0, 0), text));

    private void Emit(in MarketEvent marketEvent) => _ready.Add(marketEvent);

    /// <param name="moment">Nanoseconds since the step began.</param>
    private EventStamp Stamp(long moment)
    {
        EventTime time = new(_options.Start.Nanoseconds + (_step * StepNs) + moment);
        EventTime received = new(time.Nanoseconds + 1_000_000 + _random.Below(4_000_000));
        return new EventStamp(time, time, received, new SourcePosition(0, ++_produced));
    }

    private long FairOf(int market) => _prices[market % _prices.Length].MilliTicks;

    private bool IsLastVenue(int market) => market / _prices.Length == _options.Venues.Length - 1;

    /// <summary>Buffers are free again once every event of the step was taken.</summary>
    private LevelBuffer Rent()
    {
        if (_buffersUsed == _buffers.Count)
        {
            _buffers.Add(new LevelBuffer());
        }

        LevelBuffer buffer = _buffers[_buffersUsed++];
        buffer.Clear();
        return buffer;
    }

    private static string NameOf(MarketPhase phase) => phase switch
    {
        MarketPhase.Calm => "calm",
        MarketPhase.Trending => "trending",
        MarketPhase.Volatile => "volatile",
        MarketPhase.Gap => "gap",
        MarketPhase.FlashCrash => "flash_crash",
        MarketPhase.Outage => "outage",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
