using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>What a refusal says, to the letter, and the cases that random worlds do not reach.</summary>
public class GateTests
{
    [Fact]
    public void A_refusal_lists_every_violation_in_exact_numbers()
    {
        RiskVerdict verdict = RiskGate.Check(GateScene.Entry("12.0005", "100.05"), GateScene.Create());

        Assert.Equal(
            """
            refused
            QUANTITY_PRECISION quantity=12.0005 step=0.001 filter=lot venue=/x symbol=BTCUSDT
            PRICE_PRECISION price=100.05 tick=0.1 venue=/x symbol=BTCUSDT
            NOTIONAL_EXCEEDS_MAX_PER_ORDER notional=1200.650025 max=1000.0 venue=/x symbol=BTCUSDT
            """.ReplaceLineEndings("\n"),
            verdict.ToString());
    }

    [Fact]
    public void A_halt_stops_entries_and_neither_exits_nor_cancels()
    {
        RiskState state = GateScene.Create();
        state.ApplyFill(GateScene.Fill("1", "100"));
        state.Trading = TradingState.Halted;

        Assert.Equal("refused\nTRADING_HALTED venue=/x symbol=BTCUSDT", RiskGate.Check(GateScene.Entry("1", "100"), state).ToString());
        Assert.True(RiskGate.Check(GateScene.Exit("1"), state).IsAccepted);
        Assert.True(RiskGate.Check(GateScene.Exit("1") with { Action = OrderAction.Cancel }, state).IsAccepted);
    }

    [Fact]
    public void An_exit_larger_than_the_position_is_cut_to_it_rounded_down_and_says_so()
    {
        RiskState state = GateScene.Create();
        state.ApplyFill(GateScene.Fill("1.2345", "100"));

        RiskVerdict verdict = RiskGate.Check(GateScene.Exit("5", "99.99"), state);

        Assert.Equal(
            "accepted\nQUANTITY_CLAMPED_TO_POSITION from=5.0 to=1.2345\nQUANTITY_ROUNDED_TO_LOT_STEP from=1.2345 to=1.234\nPRICE_ROUNDED_TO_TICK from=99.99 to=99.9",
            verdict.ToString());
        Assert.Equal((Dec8.Parse("1.234"), Dec8.Parse("99.9"), true), (verdict.Order.Quantity, verdict.Order.LimitPrice!.Value, verdict.Order.ReduceOnly));
    }

    [Fact]
    public void An_exit_below_one_lot_step_is_left_to_the_venue()
    {
        RiskState state = GateScene.Create();
        state.ApplyFill(GateScene.Fill("0.0004", "100"));

        RiskVerdict verdict = RiskGate.Check(GateScene.Exit("1"), state);

        Assert.True(verdict.IsAccepted);
        Assert.Equal(Dec8.Parse("0.0004"), verdict.Order.Quantity);
        Assert.Equal([AdjustmentCode.QuantityClampedToPosition, AdjustmentCode.QuantityLeftUnrounded], verdict.Adjustments.Select(static a => a.Code));
    }

    [Fact]
    public void A_buy_that_closes_a_short_position_rounds_its_price_up()
    {
        RiskState state = GateScene.Create();
        state.ApplyFill(GateScene.Fill("1", "100", OrderSide.Sell));

        RiskVerdict verdict = RiskGate.Check(GateScene.Exit("1", "100.01", OrderSide.Buy), state);

        Assert.Equal(Dec8.Parse("100.1"), verdict.Order.LimitPrice);
    }

    [Theory]
    [InlineData(OrderSide.Buy, "1", null, RiskCode.ReduceOnlyWouldIncreasePosition)]
    [InlineData(OrderSide.Sell, "0", null, RiskCode.QuantityZero)]
    [InlineData(OrderSide.Sell, "-1", null, RiskCode.QuantityNegative)]
    [InlineData(OrderSide.Sell, "1", "0", RiskCode.PriceNotPositive)]
    public void An_exit_is_refused_only_when_it_is_impossible(OrderSide side, string quantity, string? price, RiskCode expected)
    {
        RiskState state = GateScene.Create();
        state.ApplyFill(GateScene.Fill("1", "100"));

        RiskVerdict verdict = RiskGate.Check(GateScene.Exit(quantity, price, side), state);

        Assert.Equal(expected, Assert.Single(verdict.Violations).Code);
        Assert.True(RiskCodes.All.Single(info => info.Code == expected).BlocksExits);
    }

    [Fact]
    public void An_exit_passes_through_everything_that_stops_an_entry()
    {
        InstrumentFilters harsh = GateScene.Filters with
        {
            IsTrading = false,
            AllowsMarketOrders = false,
            MinQuantity = Dec8.Parse("1000"),
            MaxQuantity = Dec8.Parse("0.001"),
            MinNotional = Dec8.Parse("1000000"),
            SellMultiplierDown = Dec8.Parse("1.5"),
        };
        RiskLimits tight = new() { MaxNotionalPerOrder = new Dec8(1), MaxGrossExposure = new Dec8(1), MaxOrders = 1, KillSwitches = [new(LossBaseline.Start, new Dec8(1), null)] };
        RiskState state = GateScene.Create(tight, filters: harsh);
        state.ApplyFill(GateScene.Fill("1", "100", fee: "1"));
        state.OrderSent(EventTime.Zero);
        state.Trading = TradingState.Halted;
        Assert.Equal(FillOutcome.Invalid, state.ApplyFill(GateScene.Fill("0", "100")));
        EventTime muchLater = EventTime.FromMilliseconds(900_000_000);

        Assert.True(RiskGate.Check(GateScene.Exit("1", "50") with { At = muchLater }, state).IsAccepted);
        Assert.True(RiskGate.Check(GateScene.Exit("1") with { At = muchLater }, state).IsAccepted);
        RiskCode[] codes = [.. RiskGate.Check(GateScene.Entry("1", side: OrderSide.Sell), state).Violations.Select(static v => v.Code)];
        Assert.Contains(RiskCode.PositionsInconsistent, codes);
        Assert.Contains(RiskCode.LossExceedsLimit, codes);
        Assert.Contains(RiskCode.InstrumentNotTrading, codes);
    }

    [Theory]
    [InlineData("92233720368.54775807", "92233720368")]
    [InlineData("1", "92233720368.54775807")]
    [InlineData("92233720368.54775807", "100")]
    public void Numbers_too_large_to_multiply_are_refused_and_never_wrap(string quantity, string price)
    {
        InstrumentFilters huge = GateScene.Filters with { ContractSize = Dec8.Parse("1000000") };

        RiskVerdict verdict = RiskGate.Check(GateScene.Entry(quantity, price), GateScene.Create(filters: huge));

        Assert.Contains(verdict.Violations, static v => v.Code == RiskCode.NumericOverflow);
    }

    [Fact]
    public void A_working_order_of_an_instrument_without_a_price_makes_the_exposure_unknown()
    {
        RiskState state = GateScene.Create();
        Assert.True(state.Working.TryAdd("1", new InstrumentId("/y", "ETH"), OrderSide.Buy, Dec8.One));

        Assert.Equal("refused\nPRICE_UNAVAILABLE working=/y:ETH venue=/x symbol=BTCUSDT", RiskGate.Check(GateScene.Entry("1", "100"), state).ToString());
    }

    [Fact]
    public void The_rate_window_is_half_open_in_event_time()
    {
        RiskState state = GateScene.Create(new RiskLimits { MaxOrders = 2, MaxOrdersWindowMs = 1_000 });
        state.OrderSent(EventTime.FromMilliseconds(0));
        state.OrderSent(EventTime.FromMilliseconds(500));

        Assert.Equal("refused\nRATE_LIMIT_EXCEEDED sent=2 max=2 window_ms=1000 venue=/x symbol=BTCUSDT", Check(999).ToString());
        Assert.True(Check(1_000).IsAccepted);

        RiskVerdict Check(long ms) => RiskGate.Check(GateScene.Entry("1", "100") with { At = EventTime.FromMilliseconds(ms) }, state);
    }

    [Fact]
    public void Checking_changes_nothing()
    {
        RiskState state = GateScene.Create(new RiskLimits { MaxOrders = 1 });
        OrderIntent order = GateScene.Entry("1", "100");

        Assert.All(Enumerable.Range(0, 20), _ => Assert.True(RiskGate.Check(order, state).IsAccepted));
    }

    [Fact]
    public void A_market_order_is_valued_at_the_mark()
    {
        RiskState state = GateScene.Create(mark: "600");

        Assert.Contains("notional=1200.0", RiskGate.Check(GateScene.Entry("2"), state).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sell_below_the_mark_is_valued_at_the_mark_where_it_will_fill()
    {
        RiskState state = GateScene.Create(new RiskLimits { MaxNotionalPerOrder = Dec8.Parse("98") });

        Assert.Contains("notional=100.0", RiskGate.Check(GateScene.Entry("1", "97", OrderSide.Sell), state).ToString(), StringComparison.Ordinal);
        Assert.True(RiskGate.Check(GateScene.Entry("1", "97"), state).IsAccepted);
    }
}
