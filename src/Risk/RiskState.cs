using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>All that the gate looks at: limits, trading rules, positions, working orders, the rate of orders, kill switches.</summary>
/// <remarks>
/// Tell it everything that happens (<see cref="ApplyFill"/>, <see cref="Mark"/>, <see cref="AdvanceTo"/>, <see cref="OrderSent"/>);
/// go through it and not to the book directly, so that the kill switches see every change. Not thread-safe: one writer.
/// </remarks>
public sealed class RiskState
{
    private const long NanosecondsPerMs = 1_000_000;

    private readonly OrderRateWindow _rate;
    private int _assumedOrders;

    public RiskState(RiskLimits limits, InstrumentCatalogue instruments, Dec8 startingEquity)
    {
        Limits = limits;
        Instruments = instruments;
        Positions = new PositionBook(instruments, startingEquity);
        KillSwitches = [.. limits.KillSwitches.Select(static limit => new KillSwitch(limit))];
        _rate = new OrderRateWindow(limits.MaxOrders, limits.MaxOrdersWindowMs * NanosecondsPerMs);
    }

    public RiskLimits Limits { get; }

    public InstrumentCatalogue Instruments { get; }

    public PositionBook Positions { get; }

    public WorkingOrders Working { get; } = new();

    public ImmutableArray<KillSwitch> KillSwitches { get; }

    /// <summary>The operator's switch.</summary>
    public TradingState Trading { get; set; }

    public FillOutcome ApplyFill(Fill fill)
    {
        FillOutcome outcome = Positions.Apply(fill);
        WatchEquity();
        return outcome;
    }

    /// <inheritdoc cref="PositionBook.Mark"/>
    public MarkOutcome Mark(InstrumentId instrument, Dec8 price, EventTime at)
    {
        MarkOutcome outcome = Positions.Mark(instrument, price, at);
        WatchEquity();
        return outcome;
    }

    /// <inheritdoc cref="PositionBook.AdvanceTo"/>
    public void AdvanceTo(EventTime at)
    {
        Positions.AdvanceTo(at);
        WatchEquity();
    }

    /// <summary>An order, entry or exit, went out and counts for the rate. Cancels do not.</summary>
    public void OrderSent(EventTime at) => _rate.Record(at);

    /// <summary>At most the limit.</summary>
    internal int OrdersInWindow(EventTime now) => Math.Min(Limits.MaxOrders, _rate.Count(now) + _assumedOrders);

    /// <summary>Takes an order that was not sent as sent and working, until <see cref="Release"/>.</summary>
    internal void Assume(OrderIntent order)
    {
        _assumedOrders++;
        if (!order.GivesUpRisk)
        {
            Working.Change(order.Instrument, order.Side, order.Quantity.Raw);
        }
    }

    internal void Release(OrderIntent order)
    {
        _assumedOrders--;
        if (!order.GivesUpRisk)
        {
            Working.Change(order.Instrument, order.Side, -order.Quantity.Raw);
        }
    }

    private void WatchEquity()
    {
        foreach (KillSwitch killSwitch in KillSwitches)
        {
            killSwitch.Observe(Positions);
        }
    }
}
