using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>An entry of positive quantity and price for a marked instrument, with what several checks need to know of it.</summary>
internal sealed class EntryReview(OrderIntent order, InstrumentFilters filters, Position position, Dec8 mark, RiskState state)
{
    public OrderIntent Order { get; } = order;

    public InstrumentFilters Filters { get; } = filters;

    public Position Position { get; } = position;

    public Dec8 Mark { get; } = mark;

    public RiskState State { get; } = state;

    /// <summary>What the venue values the order at: the limit price, or the mark for a market order.</summary>
    public Dec8 VenuePrice => Order.LimitPrice ?? Mark;

    /// <summary>The highest price our own limits value the order at: a sell may fill above its limit price, and a position is valued at the mark.</summary>
    public Dec8 HighestPrice => VenuePrice > Mark ? VenuePrice : Mark;

    /// <summary>What the order itself may cost: a buy fills at most at its limit price.</summary>
    public Dec8 FillPrice => Order.Side == OrderSide.Buy ? VenuePrice : HighestPrice;

    /// <summary>Signed position, in units of 1e-8, once this order and all working orders of its side have filled.</summary>
    public Int128 PositionAfter
    {
        get
        {
            (Int128 buy, Int128 sell) = State.Working.Of(Order.Instrument);
            return Order.Side == OrderSide.Buy
                ? Position.Quantity.Raw + buy + Order.Quantity.Raw
                : Position.Quantity.Raw - sell - Order.Quantity.Raw;
        }
    }
}
