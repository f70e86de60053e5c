using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>What the simulated market is like. The defaults give 170 s of two symbols on two venues, in tens of thousands of events.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The same seed and options give the same events, to the bit, on every machine. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Event time of the first event. Default 2024-01-01 00:00 UTC.</summary>
    public EventTime Start { get; init; } = EventTime.FromMilliseconds(1_704_067_200_000);

    /// <summary>Market time simulated, 1 to 604,800 s; the schedule repeats or is cut off. Default: the schedule once.</summary>
    public int? Seconds { get; init; }

    /// <summary>Venues, at least one; the last is the one that goes dear or silent.</summary>
    public ImmutableArray<string> Venues { get; init; } = [MarketData.Venues.BinanceSpot, MarketData.Venues.BinanceUsdm];

    /// <summary>Symbols, at least one; each trades on each venue, and their moves correlate by about one half.</summary>
    public ImmutableArray<SimulatedSymbol> Symbols { get; init; } =
    [
        new("BTCUSDT", Dec8.Parse("60000"), Dec8.Parse("0.1"), Dec8.Parse("0.001"), 400),
        new("ETHUSDT", Dec8.Parse("2500"), Dec8.Parse("0.01"), Dec8.Parse("0.001"), 8000),
    ];

    /// <summary>Phases in order; at least one of at least a second.</summary>
    public ImmutableArray<ScheduledPhase> Schedule { get; init; } =
    [
        new(MarketPhase.Calm, 20),
        new(MarketPhase.Trending, 10),
        new(MarketPhase.Gap, 10),
        new(MarketPhase.Calm, 10),
        new(MarketPhase.Trending, 64),
        new(MarketPhase.Calm, 6),
        new(MarketPhase.FlashCrash, 10),
        new(MarketPhase.Calm, 15),
        new(MarketPhase.Volatile, 15),
        new(MarketPhase.Outage, 5),
        new(MarketPhase.Calm, 5),
    ];

    /// <summary>How much dearer the last venue is in a gap. Default 60 basis points.</summary>
    public int GapBps { get; init; } = 60;

    /// <summary>How far a flash crash falls. Default 600 basis points.</summary>
    public int CrashBps { get; init; } = 600;

    /// <summary>Levels per side of each book. Default 10.</summary>
    public int Depth { get; init; } = 10;

    /// <summary>Throws when a value is outside its range: options are set in code, so that is a bug.</summary>
    internal SimulatorOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfZero(Venues.Length);
        ArgumentOutOfRangeException.ThrowIfZero(Symbols.Length);
        ArgumentOutOfRangeException.ThrowIfZero(Schedule.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(Seconds ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Seconds ?? 1, 604_800);
        ArgumentOutOfRangeException.ThrowIfLessThan(Schedule.Min(static p => p.Seconds), 1);
        ArgumentOutOfRangeException.ThrowIfNegative(GapBps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(GapBps, 5_000);
        ArgumentOutOfRangeException.ThrowIfNegative(CrashBps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CrashBps, 5_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(Depth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Depth, 1_000);
        return this;
    }
}
