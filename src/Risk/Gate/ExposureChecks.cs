using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>The gross exposure of the whole portfolio with this order filled.</summary>
/// <remarks>
/// For each instrument the larger of |position + working buys| and |position - working sells|, valued at its mark (the order's own
/// instrument at the higher of mark and limit price); then the sum. Nothing is netted between instruments.
/// </remarks>
internal static class ExposureChecks
{
    public static void Check(EntryReview review, ViolationList violations)
    {
        foreach (InstrumentId instrument in review.State.Working.Totals.Keys)
        {
            if (review.State.Positions.Get(instrument).Mark is null)
            {
                violations.Add(RiskCode.PriceUnavailable, new RiskDetail("working", instrument.ToString()));
                return;
            }
        }

        if (!TryExposure(review, out Amount exposure))
        {
            violations.Add(RiskCode.NumericOverflow, new RiskDetail("product", "exposure"), Detail("quantity", review.Order.Quantity));
            return;
        }

        Dec8 most = review.State.Limits.MaxGrossExposure;
        if (exposure > Amount.From(most))
        {
            violations.Add(RiskCode.ExposureExceedsLimit, Detail("exposure_after", exposure), Detail("max", most));
        }
    }

    private static bool TryExposure(EntryReview review, out Amount exposure)
    {
        exposure = Amount.Zero;
        foreach (PositionEntry entry in review.State.Positions.Entries)
        {
            if (entry.Mark is { } mark
                && (!TryExposure(review, entry, mark, out Amount one) || !Amount.TryAdd(exposure, one, out exposure)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryExposure(EntryReview review, PositionEntry entry, Dec8 mark, out Amount exposure)
    {
        (Int128 buy, Int128 sell) = review.State.Working.Of(entry.Instrument);
        Dec8 price = mark;
        if (entry.Instrument == review.Order.Instrument)
        {
            price = review.HighestPrice;
            buy += review.Order.Side == OrderSide.Buy ? review.Order.Quantity.Raw : 0;
            sell += review.Order.Side == OrderSide.Sell ? review.Order.Quantity.Raw : 0;
        }

        Int128 size = Int128.Max(Int128.Abs(entry.Quantity.Raw + buy), Int128.Abs(entry.Quantity.Raw - sell));
        exposure = default;
        return size <= long.MaxValue && Amount.TryNotional(price, new Dec8((long)size), entry.ContractSize, out exposure);
    }
}
