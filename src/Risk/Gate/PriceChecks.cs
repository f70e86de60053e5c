using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>Sign, tick size, minimum, maximum and distance from the mark of a limit price. Products are compared exactly, unrounded.</summary>
internal static class PriceChecks
{
    /// <summary>True when positive.</summary>
    public static bool CheckSign(Dec8 price, ViolationList violations)
    {
        if (price.Raw <= 0)
        {
            violations.Add(RiskCode.PriceNotPositive, Detail("price", price));
        }

        return price.Raw > 0;
    }

    public static void Check(OrderIntent order, InstrumentFilters filters, Dec8? mark, RiskLimits limits, ViolationList violations)
    {
        if (order.LimitPrice is not { } price || !CheckSign(price, violations))
        {
            return;
        }

        CheckGrid(price, filters, violations);
        if (mark is { } known)
        {
            CheckBand(order.Side, price, known, filters, violations);
            CheckDeviation(price, known, limits, violations);
        }
    }

    private static void CheckGrid(Dec8 price, InstrumentFilters filters, ViolationList violations)
    {
        if (!StepArithmetic.IsMultiple(price, filters.TickSize))
        {
            violations.Add(RiskCode.PricePrecision, Detail("price", price), Detail("tick", filters.TickSize));
        }

        if (price < filters.MinPrice)
        {
            violations.Add(RiskCode.PriceBelowMinimum, Detail("price", price), Detail("min", filters.MinPrice));
        }

        if (filters.MaxPrice.Raw > 0 && price > filters.MaxPrice)
        {
            violations.Add(RiskCode.PriceExceedsMaximum, Detail("price", price), Detail("max", filters.MaxPrice));
        }
    }

    private static void CheckBand(OrderSide side, Dec8 price, Dec8 mark, InstrumentFilters filters, ViolationList violations)
    {
        (Dec8 up, Dec8 down) = side == OrderSide.Buy
            ? (filters.BuyMultiplierUp, filters.BuyMultiplierDown)
            : (filters.SellMultiplierUp, filters.SellMultiplierDown);
        Int128 scaled = (Int128)price.Raw * Dec8.Scale;
        bool above = up.Raw > 0 && scaled > (Int128)mark.Raw * up.Raw;
        bool below = down.Raw > 0 && scaled < (Int128)mark.Raw * down.Raw;
        if (above || below)
        {
            violations.Add(
                RiskCode.PriceOutsideBand, Detail("price", price), Detail("mark", mark), Detail("multiplier_down", down), Detail("multiplier_up", up));
        }
    }

    private static void CheckDeviation(Dec8 price, Dec8 mark, RiskLimits limits, ViolationList violations)
    {
        Int128 distance = Int128.Abs((Int128)price.Raw - mark.Raw) * Dec8.Scale;
        if (distance > (Int128)mark.Raw * limits.MaxPriceDeviation.Raw)
        {
            violations.Add(
                RiskCode.PriceDeviatesFromMark, Detail("price", price), Detail("mark", mark), Detail("max_deviation", limits.MaxPriceDeviation));
        }
    }
}
