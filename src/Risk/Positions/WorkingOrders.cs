using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Orders sent and not yet filled or cancelled: they count for position and exposure limits as if they filled.</summary>
/// <remarks>At most <see cref="Capacity"/> orders; <see cref="TryAdd"/> then answers false and the order must not be sent. Exits are not recorded: they only ever reduce.</remarks>
public sealed class WorkingOrders
{
    /// <summary>The bound on orders held.</summary>
    public const int Capacity = 65_536;

    private readonly Dictionary<string, (InstrumentId Instrument, OrderSide Side, Dec8 Remaining)> _orders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<InstrumentId, (Int128 Buy, Int128 Sell)> _totals = [];

    public int Count => _orders.Count;

    /// <summary>Instruments with working orders, sorted, with total quantities in units of 1e-8.</summary>
    internal IReadOnlyDictionary<InstrumentId, (Int128 Buy, Int128 Sell)> Totals => _totals;

    /// <summary>Records an order. False, and nothing recorded, when the id is in use, the quantity is not positive or the bound is reached.</summary>
    public bool TryAdd(string orderId, InstrumentId instrument, OrderSide side, Dec8 quantity)
    {
        if (quantity.Raw <= 0 || _orders.Count >= Capacity || !_orders.TryAdd(orderId, (instrument, side, quantity)))
        {
            return false;
        }

        Change(instrument, side, quantity.Raw);
        return true;
    }

    /// <summary>Part of an order was filled; what is left at or below zero ends it. False when the order is not known.</summary>
    public bool Reduce(string orderId, Dec8 filled)
    {
        if (!_orders.TryGetValue(orderId, out var order))
        {
            return false;
        }

        if (filled >= order.Remaining)
        {
            return Remove(orderId);
        }

        _orders[orderId] = order with { Remaining = new Dec8(order.Remaining.Raw - Math.Max(0, filled.Raw)) };
        Change(order.Instrument, order.Side, -Math.Max(0, filled.Raw));
        return true;
    }

    /// <summary>The order is filled, cancelled or refused by the venue. False when it is not known.</summary>
    public bool Remove(string orderId)
    {
        bool known = _orders.Remove(orderId, out var order);
        if (known)
        {
            Change(order.Instrument, order.Side, -order.Remaining.Raw);
        }

        return known;
    }

    internal (Int128 Buy, Int128 Sell) Of(InstrumentId instrument) => _totals.GetValueOrDefault(instrument);

    /// <summary>Adds to, or with a negative number takes from, the totals of one side, in units of 1e-8.</summary>
    internal void Change(InstrumentId instrument, OrderSide side, long raw)
    {
        (Int128 buy, Int128 sell) = Of(instrument);
        (Int128, Int128) changed = side == OrderSide.Buy ? (buy + raw, sell) : (buy, sell + raw);
        if (changed == (0, 0))
        {
            _totals.Remove(instrument);
        }
        else
        {
            _totals[instrument] = changed;
        }
    }
}
