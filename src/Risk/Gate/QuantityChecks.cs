using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>Sign, lot step, minimum and maximum; market orders keep to both sets of bounds.</summary>
internal static class QuantityChecks
{
    /// <summary>True when positive.</summary>
    public static bool CheckSign(Dec8 quantity, ViolationList violations)
    {
        if (quantity.Raw <= 0)
        {
            violations.Add(quantity.IsZero ? RiskCode.QuantityZero : RiskCode.QuantityNegative, Detail("quantity", quantity));
        }

        return quantity.Raw > 0;
    }

    public static void Check(OrderIntent order, InstrumentFilters filters, ViolationList violations)
    {
        if (!CheckSign(order.Quantity, violations))
        {
            return;
        }

        CheckBounds(order.Quantity, filters.LotStep, filters.MinQuantity, filters.MaxQuantity, "lot", violations);
        if (order.IsMarket)
        {
            CheckBounds(order.Quantity, filters.MarketLotStep, filters.MarketMinQuantity, filters.MarketMaxQuantity, "market_lot", violations);
        }
    }

    private static void CheckBounds(Dec8 quantity, Dec8 step, Dec8 min, Dec8 max, string filter, ViolationList violations)
    {
        if (!StepArithmetic.IsMultiple(quantity, step))
        {
            violations.Add(RiskCode.QuantityPrecision, Detail("quantity", quantity), Detail("step", step), new RiskDetail("filter", filter));
        }

        if (quantity < min)
        {
            violations.Add(RiskCode.QuantityBelowMinimum, Detail("quantity", quantity), Detail("min", min), new RiskDetail("filter", filter));
        }

        if (max.Raw > 0 && quantity > max)
        {
            violations.Add(RiskCode.QuantityExceedsMaximum, Detail("quantity", quantity), Detail("max", max), new RiskDetail("filter", filter));
        }
    }
}
