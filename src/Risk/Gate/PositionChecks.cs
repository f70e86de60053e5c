using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>The instrument's position after this order and the working orders of its side have filled.</summary>
internal static class PositionChecks
{
    public static void Check(EntryReview review, ViolationList violations)
    {
        Int128 size = Int128.Abs(review.PositionAfter);
        Dec8 after = size <= long.MaxValue ? new Dec8((long)size) : default;
        if (size > long.MaxValue || !Amount.TryNotional(review.HighestPrice, after, review.Filters.ContractSize, out Amount notional))
        {
            violations.Add(RiskCode.NumericOverflow, new RiskDetail("product", "position"), Detail("quantity", review.Order.Quantity));
            return;
        }

        RiskLimits limits = review.State.Limits;
        Dec8 venueMax = review.Filters.MaxPosition;
        if (venueMax.Raw > 0 && after > venueMax)
        {
            violations.Add(RiskCode.PositionExceedsInstrumentMaximum, Detail("position_after", after), Detail("max", venueMax));
        }

        if (limits.MaxPositionQuantityOf(review.Order.Instrument) is { } maxQuantity && after > maxQuantity)
        {
            violations.Add(RiskCode.PositionQuantityExceedsLimit, Detail("position_after", after), Detail("max", maxQuantity));
        }

        Dec8 maxNotional = limits.MaxPositionNotionalOf(review.Order.Instrument);
        if (notional > Amount.From(maxNotional))
        {
            violations.Add(RiskCode.PositionNotionalExceedsLimit, Detail("notional_after", notional), Detail("max", maxNotional));
        }
    }
}
