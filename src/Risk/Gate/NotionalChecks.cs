using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>Price × quantity × contract size against the venue's bounds and our own, exactly.</summary>
internal static class NotionalChecks
{
    public static void Check(EntryReview review, ViolationList violations)
    {
        OrderIntent order = review.Order;
        Dec8 contractSize = review.Filters.ContractSize;
        if (!Amount.TryNotional(review.VenuePrice, order.Quantity, contractSize, out Amount venueNotional)
            || !Amount.TryNotional(review.FillPrice, order.Quantity, contractSize, out Amount highest))
        {
            violations.Add(
                RiskCode.NumericOverflow, new RiskDetail("product", "notional"), Detail("price", review.HighestPrice), Detail("quantity", order.Quantity));
            return;
        }

        CheckVenue(venueNotional, order.IsMarket, review.Filters, violations);
        Dec8 most = review.State.Limits.MaxNotionalPerOrderOf(order.Instrument);
        if (highest > Amount.From(most))
        {
            violations.Add(RiskCode.NotionalExceedsMaxPerOrder, Detail("notional", highest), Detail("max", most));
        }
    }

    private static void CheckVenue(Amount notional, bool isMarket, InstrumentFilters filters, ViolationList violations)
    {
        if ((!isMarket || filters.MinNotionalAppliesToMarket) && notional < Amount.From(filters.MinNotional))
        {
            violations.Add(RiskCode.NotionalBelowMinimum, Detail("notional", notional), Detail("min", filters.MinNotional));
        }

        bool binds = filters.MaxNotional.Raw > 0 && (!isMarket || filters.MaxNotionalAppliesToMarket);
        if (binds && notional > Amount.From(filters.MaxNotional))
        {
            violations.Add(RiskCode.NotionalExceedsMaximum, Detail("notional", notional), Detail("max", filters.MaxNotional));
        }
    }
}
