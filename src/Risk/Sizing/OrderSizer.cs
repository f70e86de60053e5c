using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Brings orders onto the venue's tick and lot grid. The gate does not change entries, so call this before it.</summary>
public static class OrderSizer
{
    /// <summary>
    /// An entry rounded so that it never risks more than intended: the quantity down, a buy's price down, a sell's price up.
    /// A quantity below one step becomes 0, which the gate refuses; what is not positive stays as it is, for the gate to refuse. Exits and cancels come back unchanged (the gate rounds exits).
    /// </summary>
    public static SizedOrder RoundToFilters(OrderIntent order, InstrumentFilters filters)
    {
        if (order.Action == OrderAction.Cancel || order.GivesUpRisk)
        {
            return new SizedOrder(order, []);
        }

        ImmutableArray<RiskAdjustment>.Builder adjustments = ImmutableArray.CreateBuilder<RiskAdjustment>();
        Dec8 quantity = order.Quantity.Raw > 0 ? RoundQuantityDown(order.Quantity, order.IsMarket, filters) : order.Quantity;
        Note(adjustments, AdjustmentCode.QuantityRoundedToLotStep, order.Quantity, quantity);
        OrderIntent sized = order with { Quantity = quantity };
        if (order.LimitPrice is { Raw: > 0 } price)
        {
            Dec8 rounded = order.Side == OrderSide.Buy
                ? StepArithmetic.RoundDown(price, filters.TickSize)
                : StepArithmetic.RoundUp(price, filters.TickSize);
            Note(adjustments, AdjustmentCode.PriceRoundedToTick, price, rounded);
            sized = sized with { LimitPrice = rounded };
        }

        return new SizedOrder(sized, adjustments.ToImmutable());
    }

    /// <summary>Down to a multiple of the lot step, and for a market order of the market lot step too (one is a multiple of the other at every venue).</summary>
    internal static Dec8 RoundQuantityDown(Dec8 quantity, bool isMarket, InstrumentFilters filters)
    {
        Dec8 step = isMarket && filters.MarketLotStep > filters.LotStep ? filters.MarketLotStep : filters.LotStep;
        return StepArithmetic.RoundDown(quantity, step);
    }

    internal static void Note(ImmutableArray<RiskAdjustment>.Builder adjustments, AdjustmentCode code, Dec8 from, Dec8 to)
    {
        if (from != to)
        {
            adjustments.Add(new RiskAdjustment(code, from, to));
        }
    }
}
