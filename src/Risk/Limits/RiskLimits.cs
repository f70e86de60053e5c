using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>The limits we set ourselves, apart from the venue's rules. Money in account currency. File format: docs/risk-limits.md.</summary>
public sealed record RiskLimits
{
    public static RiskLimits Default { get; } = new();

    /// <summary>Largest notional of one entry.</summary>
    public Dec8 MaxNotionalPerOrder { get; init; } = new(1_000 * Dec8.Scale);

    /// <summary>Largest notional of one instrument's position after the fill, working orders included.</summary>
    public Dec8 MaxPositionNotional { get; init; } = new(5_000 * Dec8.Scale);

    /// <summary>Largest sum of the absolute notionals of all positions and working orders.</summary>
    public Dec8 MaxGrossExposure { get; init; } = new(20_000 * Dec8.Scale);

    /// <summary>Most orders within <see cref="MaxOrdersWindowMs"/>; 1 to 10000.</summary>
    public int MaxOrders { get; init; } = 10;

    /// <summary>1 to 86,400,000.</summary>
    public long MaxOrdersWindowMs { get; init; } = 1_000;

    /// <summary>Oldest mark an entry may rely on; 1 to 86,400,000.</summary>
    public long MaxPriceAgeMs { get; init; } = 2_000;

    /// <summary>Largest distance of a limit price from the mark, as a fraction of the mark; above 0, at most 1.</summary>
    public Dec8 MaxPriceDeviation { get; init; } = new(Dec8.Scale / 20);

    /// <summary>Any of them stops entries. An empty list means none.</summary>
    public ImmutableArray<KillSwitchLimit> KillSwitches { get; init; } =
    [
        new(LossBaseline.Day, null, new Dec8(Dec8.Scale / 20)),
        new(LossBaseline.Peak, null, new Dec8(Dec8.Scale / 10)),
    ];

    public ImmutableSortedDictionary<InstrumentId, InstrumentLimits> Instruments { get; init; } =
        ImmutableSortedDictionary<InstrumentId, InstrumentLimits>.Empty;

    internal Dec8 MaxNotionalPerOrderOf(InstrumentId instrument) =>
        Instruments.GetValueOrDefault(instrument)?.MaxNotionalPerOrder ?? MaxNotionalPerOrder;

    internal Dec8 MaxPositionNotionalOf(InstrumentId instrument) =>
        Instruments.GetValueOrDefault(instrument)?.MaxPositionNotional ?? MaxPositionNotional;

    internal Dec8? MaxPositionQuantityOf(InstrumentId instrument) => Instruments.GetValueOrDefault(instrument)?.MaxPositionQuantity;
}
