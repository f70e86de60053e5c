using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>
/// Which codes an entry must be refused for, from the written rules, recomputed from the whole history in unbounded
/// integers (units of 1e-24): no 128-bit arithmetic, no running sums, no code shared with the gate.
/// </summary>
internal sealed class RiskOracle(RandomWorld world)
{
    private static readonly BigInteger Unit = BigInteger.Pow(10, 8);
    private static readonly BigInteger Unit16 = BigInteger.Pow(10, 16);

    private readonly RiskLimits _limits = world.State.Limits;

    public SortedSet<RiskCode> Codes(OrderIntent order)
    {
        SortedSet<RiskCode> codes = [];
        void If(bool violated, RiskCode code)
        {
            if (violated)
            {
                codes.Add(code);
            }
        }

        If(world.State.Trading == TradingState.Halted, RiskCode.TradingHalted);
        If(world.State.Trading == TradingState.Reducing, RiskCode.TradingStateReducing);
        long now = Math.Max(order.At.Nanoseconds, world.Sent.DefaultIfEmpty(long.MinValue).Max());
        If(world.Sent.Count(t => t > now - (_limits.MaxOrdersWindowMs * 1_000_000)) >= _limits.MaxOrders, RiskCode.RateLimitExceeded);
        foreach (RiskCode tripped in Tripped())
        {
            codes.Add(tripped);
        }

        If(order.Quantity.Raw == 0, RiskCode.QuantityZero);
        If(order.Quantity.Raw < 0, RiskCode.QuantityNegative);
        if (!world.State.Instruments.TryGet(order.Instrument, out InstrumentFilters? f))
        {
            codes.Add(RiskCode.InstrumentUnknown);
            return codes;
        }

        (BigInteger? mark, long markAt) = MarkOf(order.Instrument, world.Events);
        If(!f.IsTrading, RiskCode.InstrumentNotTrading);
        If(order.IsMarket && !f.AllowsMarketOrders, RiskCode.OrderTypeUnsupported);
        If(mark is null, RiskCode.PriceUnavailable);
        If(mark is not null && order.At.Nanoseconds - markAt > _limits.MaxPriceAgeMs * 1_000_000, RiskCode.PriceStale);
        BigInteger q = order.Quantity.Raw;
        if (q > 0)
        {
            If(Off(q, f.LotStep) || (order.IsMarket && Off(q, f.MarketLotStep)), RiskCode.QuantityPrecision);
            If(q < f.MinQuantity.Raw || (order.IsMarket && q < f.MarketMinQuantity.Raw), RiskCode.QuantityBelowMinimum);
            If(Above(q, f.MaxQuantity) || (order.IsMarket && Above(q, f.MarketMaxQuantity)), RiskCode.QuantityExceedsMaximum);
        }

        if (order.LimitPrice is { } limit)
        {
            BigInteger p = limit.Raw;
            If(p <= 0, RiskCode.PriceNotPositive);
            If(p > 0 && Off(p, f.TickSize), RiskCode.PricePrecision);
            If(p > 0 && p < f.MinPrice.Raw, RiskCode.PriceBelowMinimum);
            If(p > 0 && Above(p, f.MaxPrice), RiskCode.PriceExceedsMaximum);
            if (p > 0 && mark is { } m)
            {
                (Dec8 up, Dec8 down) = order.Side == OrderSide.Buy ? (f.BuyMultiplierUp, f.BuyMultiplierDown) : (f.SellMultiplierUp, f.SellMultiplierDown);
                If((up.Raw > 0 && p * Unit > m * up.Raw) || (down.Raw > 0 && p * Unit < m * down.Raw), RiskCode.PriceOutsideBand);
                If(BigInteger.Abs(p - m) * Unit > m * _limits.MaxPriceDeviation.Raw, RiskCode.PriceDeviatesFromMark);
            }
        }

        if (mark is not { } known || q <= 0 || order.LimitPrice is { Raw: <= 0 })
        {
            return codes;
        }

        BigInteger size = f.ContractSize.Raw;
        BigInteger venuePrice = order.LimitPrice?.Raw ?? known;
        BigInteger highest = BigInteger.Max(venuePrice, known);
        BigInteger venueNotional = venuePrice * q * size;
        BigInteger own = (order.Side == OrderSide.Buy ? venuePrice : highest) * q * size;
        If((!order.IsMarket || f.MinNotionalAppliesToMarket) && venueNotional < f.MinNotional.Raw * Unit16, RiskCode.NotionalBelowMinimum);
        If((!order.IsMarket || f.MaxNotionalAppliesToMarket) && f.MaxNotional.Raw > 0 && venueNotional > f.MaxNotional.Raw * Unit16, RiskCode.NotionalExceedsMaximum);
        InstrumentLimits? special = _limits.Instruments.GetValueOrDefault(order.Instrument);
        If(own > (special?.MaxNotionalPerOrder ?? _limits.MaxNotionalPerOrder).Raw * Unit16, RiskCode.NotionalExceedsMaxPerOrder);

        (BigInteger buys, BigInteger sells) = WorkingOf(order.Instrument);
        BigInteger position = PositionOf(order.Instrument, world.Events);
        BigInteger after = BigInteger.Abs(order.Side == OrderSide.Buy ? position + buys + q : position - sells - q);
        If(Above(after, f.MaxPosition), RiskCode.PositionExceedsInstrumentMaximum);
        If(special?.MaxPositionQuantity is { } most && after > most.Raw, RiskCode.PositionQuantityExceedsLimit);
        If(after * highest * size > (special?.MaxPositionNotional ?? _limits.MaxPositionNotional).Raw * Unit16, RiskCode.PositionNotionalExceedsLimit);
        CheckExposure(order, highest, codes);
        return codes;
    }

    /// <summary>Equity after the given events: start, minus what was paid, minus fees, plus everything at its mark.</summary>
    public BigInteger EquityAfter(IReadOnlyList<object> events)
    {
        BigInteger equity = world.StartingEquity.Raw * Unit16;
        foreach (Fill fill in events.OfType<Fill>())
        {
            equity -= (Signed(fill) * fill.Price.Raw * SizeOf(fill.Instrument)) + (fill.Fee.Raw * Unit16);
        }

        foreach (InstrumentId instrument in Instruments)
        {
            equity += PositionOf(instrument, events) * (MarkOf(instrument, events).Mark ?? 0) * SizeOf(instrument);
        }

        return equity;
    }

    public static BigInteger PositionOf(InstrumentId instrument, IReadOnlyList<object> events) =>
        events.OfType<Fill>().Where(f => f.Instrument == instrument).Aggregate(BigInteger.Zero, static (sum, f) => sum + Signed(f));

    private static InstrumentId[] Instruments => [RandomWorld.Btc, RandomWorld.Eth, RandomWorld.Perp];

    private static BigInteger Signed(Fill fill) => fill.Side == OrderSide.Buy ? fill.Quantity.Raw : -(BigInteger)fill.Quantity.Raw;

    private static bool Off(BigInteger value, Dec8 step) => step.Raw > 0 && value % step.Raw != 0;

    private static bool Above(BigInteger value, Dec8 max) => max.Raw > 0 && value > max.Raw;

    private static (BigInteger? Mark, long At) MarkOf(InstrumentId instrument, IReadOnlyList<object> events)
    {
        MarkEvent? mark = events.OfType<MarkEvent>().LastOrDefault(m => m.Instrument == instrument);
        Fill? first = events.OfType<Fill>().FirstOrDefault(f => f.Instrument == instrument);
        return mark is not null ? (mark.Price.Raw, mark.At.Nanoseconds) : first is not null ? (first.Price.Raw, first.At.Nanoseconds) : (null, 0);
    }

    private BigInteger SizeOf(InstrumentId instrument) =>
        world.State.Instruments.TryGet(instrument, out InstrumentFilters? filters) ? filters.ContractSize.Raw : 0;

    private (BigInteger Buys, BigInteger Sells) WorkingOf(InstrumentId instrument)
    {
        var mine = world.Working.Values.Where(o => o.Instrument == instrument).ToList();
        return (
            mine.Where(static o => o.Side == OrderSide.Buy).Aggregate(BigInteger.Zero, static (s, o) => s + o.Remaining),
            mine.Where(static o => o.Side == OrderSide.Sell).Aggregate(BigInteger.Zero, static (s, o) => s + o.Remaining));
    }

    private void CheckExposure(OrderIntent order, BigInteger highest, SortedSet<RiskCode> codes)
    {
        BigInteger sum = 0;
        foreach (InstrumentId instrument in Instruments)
        {
            (BigInteger buys, BigInteger sells) = WorkingOf(instrument);
            BigInteger position = PositionOf(instrument, world.Events);
            (BigInteger? mark, _) = MarkOf(instrument, world.Events);
            if (mark is null && buys + sells > 0)
            {
                codes.Add(RiskCode.PriceUnavailable);
                return;
            }

            bool own = instrument == order.Instrument;
            buys += own && order.Side == OrderSide.Buy ? order.Quantity.Raw : 0;
            sells += own && order.Side == OrderSide.Sell ? order.Quantity.Raw : 0;
            BigInteger size = BigInteger.Max(BigInteger.Abs(position + buys), BigInteger.Abs(position - sells));
            sum += size * (own ? highest : mark ?? 0) * SizeOf(instrument);
        }

        if (sum > _limits.MaxGrossExposure.Raw * Unit16)
        {
            codes.Add(RiskCode.ExposureExceedsLimit);
        }
    }

    /// <summary>Replays equity event by event: a switch trips when the loss reaches its limit and stays so, the day's until the next day.</summary>
    private IEnumerable<RiskCode> Tripped()
    {
        bool start = false;
        bool day = false;
        bool peak = false;
        BigInteger startEquity = world.StartingEquity.Raw * Unit16;
        BigInteger dayEquity = startEquity;
        BigInteger highest = startEquity;
        BigInteger before = startEquity;
        BigInteger? today = null;
        for (int i = 0; i < world.Events.Count; i++)
        {
            long at = world.Events[i] is Fill f ? f.At.Nanoseconds : ((MarkEvent)world.Events[i]).At.Nanoseconds;
            BigInteger its = (BigInteger)Math.Floor(at / 86_400_000_000_000m);
            if (today is null || its > today)
            {
                (today, dayEquity, day) = (its, before, false);
            }

            BigInteger equity = EquityAfter(world.Events.GetRange(0, i + 1));
            highest = BigInteger.Max(highest, equity);
            start |= Lost(_limits.KillSwitches[0], startEquity, equity);
            day |= Lost(_limits.KillSwitches[1], dayEquity, equity);
            peak |= Lost(_limits.KillSwitches[2], highest, equity);
            before = equity;
        }

        if (start || day)
        {
            yield return RiskCode.LossExceedsLimit;
        }

        if (peak)
        {
            yield return RiskCode.DrawdownExceedsLimit;
        }
    }

    private static bool Lost(KillSwitchLimit limit, BigInteger baseline, BigInteger equity) =>
        (limit.MaxLoss is { } amount && baseline - equity >= amount.Raw * Unit16)
        || (limit.MaxLossFraction is { } fraction && (baseline <= 0 || (baseline - equity) * Unit >= baseline * fraction.Raw));
}
