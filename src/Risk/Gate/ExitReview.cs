using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>Exits and reduce-only orders: cut to the position, brought onto the venue's grid toward reducing, and let through.</summary>
/// <remarks>
/// Refused only where the order is impossible: unknown instrument, nothing to close, the wrong side, a quantity or price that is not
/// positive. Size, notional, price band, age of the mark, loss, rate and halt never block an exit. Working exits are not subtracted from
/// the position: a resting take-profit must not block a stop; the venue's own reduce-only flag settles which fills.
/// </remarks>
internal static class ExitReview
{
    public static RiskVerdict Check(OrderIntent order, RiskState state)
    {
        ViolationList violations = new(order.Instrument);
        bool hasQuantity = QuantityChecks.CheckSign(order.Quantity, violations);
        bool hasPrice = order.LimitPrice is not { } price || PriceChecks.CheckSign(price, violations);
        if (!state.Instruments.TryGet(order.Instrument, out InstrumentFilters? filters))
        {
            violations.Add(RiskCode.InstrumentUnknown);
            return new RiskVerdict(order, violations.ToSorted(), []);
        }

        bool canReduce = CheckDirection(order, state.Positions.Get(order.Instrument).Quantity, violations);
        return hasQuantity && hasPrice && canReduce
            ? Pass(order, filters, state.Positions.Get(order.Instrument).Quantity)
            : new RiskVerdict(order, violations.ToSorted(), []);
    }

    private static bool CheckDirection(OrderIntent order, Dec8 position, ViolationList violations)
    {
        if (position.IsZero)
        {
            violations.Add(RiskCode.ReduceOnlyNoPosition, Detail("quantity", order.Quantity));
            return false;
        }

        bool reduces = position.Raw > 0 == (order.Side == OrderSide.Sell);
        if (!reduces)
        {
            violations.Add(
                RiskCode.ReduceOnlyWouldIncreasePosition,
                new RiskDetail("side", order.Side.ToString().ToLowerInvariant()),
                Detail("quantity", order.Quantity),
                Detail("position", position));
        }

        return reduces;
    }

    private static RiskVerdict Pass(OrderIntent order, InstrumentFilters filters, Dec8 position)
    {
        ImmutableArray<RiskAdjustment>.Builder adjustments = ImmutableArray.CreateBuilder<RiskAdjustment>();
        Dec8 clamped = new(Math.Min(order.Quantity.Raw, Math.Abs(position.Raw)));
        OrderSizer.Note(adjustments, AdjustmentCode.QuantityClampedToPosition, order.Quantity, clamped);
        OrderIntent passed = order with
        {
            ReduceOnly = true,
            Quantity = RoundQuantity(clamped, order.IsMarket, filters, adjustments),
            LimitPrice = order.LimitPrice is { } price ? RoundPrice(price, order.Side, filters, adjustments) : null,
        };
        return new RiskVerdict(passed, [], adjustments.ToImmutable());
    }

    /// <summary>Down, so that an exit never turns a position; left as it is where nothing would remain, for the venue to judge.</summary>
    private static Dec8 RoundQuantity(
        Dec8 quantity, bool isMarket, InstrumentFilters filters, ImmutableArray<RiskAdjustment>.Builder adjustments)
    {
        Dec8 rounded = OrderSizer.RoundQuantityDown(quantity, isMarket, filters);
        if (rounded.IsZero)
        {
            adjustments.Add(new RiskAdjustment(AdjustmentCode.QuantityLeftUnrounded, quantity, quantity));
            return quantity;
        }

        OrderSizer.Note(adjustments, AdjustmentCode.QuantityRoundedToLotStep, quantity, rounded);
        return rounded;
    }

    /// <summary>Toward a fill: a sell down (but not to zero), a buy up.</summary>
    private static Dec8 RoundPrice(Dec8 price, OrderSide side, InstrumentFilters filters, ImmutableArray<RiskAdjustment>.Builder adjustments)
    {
        Dec8 down = StepArithmetic.RoundDown(price, filters.TickSize);
        Dec8 rounded = side == OrderSide.Sell && down.Raw > 0 ? down : StepArithmetic.RoundUp(price, filters.TickSize);
        OrderSizer.Note(adjustments, AdjustmentCode.PriceRoundedToTick, price, rounded);
        return rounded;
    }
}
