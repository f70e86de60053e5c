using System.Collections.Immutable;
using System.Text;

namespace CryptoScalp.Rules.Risk;

/// <summary>The table behind <c>docs/risk-codes.md</c>: what each code means and what to do about it.</summary>
public static class RiskCodes
{
    public static ImmutableArray<RiskCodeInfo> All { get; } =
    [
        new(RiskCode.InstrumentUnknown, true, "No trading rules are loaded for the instrument.", "Load the venue's instrument file, or correct the venue or symbol."),
        new(RiskCode.InstrumentNotTrading, false, "The venue lists the instrument as not trading.", "Wait, or drop it from the strategy; reload the instrument file when its status changes."),
        new(RiskCode.OrderTypeUnsupported, false, "A market order where the venue takes limit orders only.", "Give the order a limit price."),
        new(RiskCode.QuantityZero, true, "The quantity is zero.", "Check the rule that computes the size; rounding down to the lot step can give zero."),
        new(RiskCode.QuantityNegative, true, "The quantity is negative.", "State the direction by the side; quantities are positive."),
        new(RiskCode.QuantityPrecision, false, "The quantity is not a multiple of the lot step.", "Round with OrderSizer.RoundToFilters first."),
        new(RiskCode.QuantityBelowMinimum, false, "The quantity is below the venue's minimum.", "Trade larger, or not at all."),
        new(RiskCode.QuantityExceedsMaximum, false, "The quantity exceeds the venue's maximum.", "Split the order."),
        new(RiskCode.PriceNotPositive, true, "The limit price is zero or negative.", "Check the rule that computes the price."),
        new(RiskCode.PricePrecision, false, "The limit price is not a multiple of the tick size.", "Round with OrderSizer.RoundToFilters first."),
        new(RiskCode.PriceBelowMinimum, false, "The limit price is below the venue's minimum.", "Check the rule that computes the price."),
        new(RiskCode.PriceExceedsMaximum, false, "The limit price exceeds the venue's maximum.", "Check the rule that computes the price."),
        new(RiskCode.PriceOutsideBand, false, "The limit price lies outside the venue's percent band around the mark.", "Price nearer to the market."),
        new(RiskCode.PriceDeviatesFromMark, false, "The limit price lies further from the mark than max_price_deviation allows.", "Price nearer to the market, or raise the limit deliberately."),
        new(RiskCode.PriceUnavailable, false, "No mark price is known for the instrument, or for one with a position.", "Wait for the first quote; check the feed."),
        new(RiskCode.PriceStale, false, "The mark price is older than max_price_age_ms.", "Check the feed; entries resume with the next quote."),
        new(RiskCode.NotionalBelowMinimum, false, "Price times quantity is below the venue's minimum.", "Trade larger, or not at all."),
        new(RiskCode.NotionalExceedsMaximum, false, "Price times quantity exceeds the venue's maximum.", "Split the order."),
        new(RiskCode.NotionalExceedsMaxPerOrder, false, "Price times quantity exceeds max_notional_per_order.", "Trade smaller, or raise the limit deliberately."),
        new(RiskCode.PositionExceedsInstrumentMaximum, false, "The position after the fill would exceed the venue's maximum.", "Trade smaller, or reduce first."),
        new(RiskCode.PositionQuantityExceedsLimit, false, "The position after the fill would exceed max_position_quantity.", "Trade smaller, or reduce first."),
        new(RiskCode.PositionNotionalExceedsLimit, false, "The position after the fill would be worth more than max_position_notional.", "Trade smaller, or reduce first."),
        new(RiskCode.ExposureExceedsLimit, false, "The sum of all positions and working orders would exceed max_gross_exposure.", "Reduce elsewhere first."),
        new(RiskCode.RateLimitExceeded, false, "max_orders were already sent within max_orders_window_ms.", "Wait; look for a rule that fires too often."),
        new(RiskCode.TradingHalted, false, "Trading is halted: only exits and cancels pass.", "Resume when the reason for the halt is gone."),
        new(RiskCode.TradingStateReducing, false, "Only exits and cancels pass for now.", "Resume when the reason is gone."),
        new(RiskCode.LossExceedsLimit, false, "A kill switch has tripped on the loss since the start or since the day began.", "Review; a day switch arms again at 00:00 UTC, the others by an operator's reset."),
        new(RiskCode.DrawdownExceedsLimit, false, "A kill switch has tripped on the fall from the highest equity.", "Review; it arms again by an operator's reset."),
        new(RiskCode.ReduceOnlyNoPosition, true, "An exit or reduce-only order where there is no position.", "Nothing: there is nothing left to close."),
        new(RiskCode.ReduceOnlyWouldIncreasePosition, true, "An exit or reduce-only order on the side of the position.", "Turn the side: sell to close a long position, buy to close a short one."),
        new(RiskCode.PositionsInconsistent, false, "A fill could not be booked, so positions are not known for certain.", "Reconcile with the venue and restart the book."),
        new(RiskCode.NumericOverflow, false, "A product or sum of the check does not fit 128 bits.", "Check price and quantity; no sane order is that large."),
    ];

    /// <summary>The stable, printed name: <c>NOTIONAL_EXCEEDS_MAX_PER_ORDER</c>.</summary>
    public static string Name(RiskCode code) => UpperSnake(code.ToString());

    internal static string UpperSnake(string pascal)
    {
        StringBuilder name = new();
        foreach (char c in pascal)
        {
            name.Append(char.IsAsciiLetterUpper(c) && name.Length > 0 ? "_" : "").Append(char.ToUpperInvariant(c));
        }

        return name.ToString();
    }

    /// <summary>The page <c>docs/risk-codes.md</c>; a test keeps the file equal to this.</summary>
    internal static string ToMarkdown()
    {
        StringBuilder page = new();
        page.Append("# Risk codes\n\n");
        page.Append("Every refusal of the risk gate carries one or more of these codes, each with `key=value` details in exact numbers. ");
        page.Append("All violations are listed, not the first alone. Exits and reduce-only orders are refused only for the codes marked *exits too*: ");
        page.Append("those that make the order impossible. Cancels are never refused. Generated from the code table; do not edit.\n\n");
        page.Append("| code | exits too | meaning | what to do |\n|---|---|---|---|\n");
        foreach (RiskCodeInfo info in All)
        {
            page.Append($"| `{Name(info.Code)}` | {(info.BlocksExits ? "yes" : "")} | {info.Meaning} | {info.Remedy} |\n");
        }

        return page.ToString();
    }
}
