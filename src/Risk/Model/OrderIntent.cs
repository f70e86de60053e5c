using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>An order that a decision asks for, before the gate has seen it.</summary>
/// <param name="Quantity">In base units, or contracts where the instrument has a contract size. Positive to make sense.</param>
/// <param name="LimitPrice">In quote currency; null for a market order.</param>
/// <param name="At">Event time of the decision.</param>
public sealed record OrderIntent(
    InstrumentId Instrument, OrderAction Action, OrderSide Side, Dec8 Quantity, Dec8? LimitPrice, EventTime At)
{
    /// <summary>Must not enlarge or turn the position. An <see cref="OrderAction.Exit"/> is reduce-only whatever this says.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>The caller's name for the order, carried through unread.</summary>
    public string Id { get; init; } = "";

    public bool IsMarket => LimitPrice is null;

    internal bool GivesUpRisk => Action == OrderAction.Exit || ReduceOnly;
}
