using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

public class RiskLimitsFileTests
{
    [Fact]
    public void An_empty_object_gives_the_documented_defaults()
    {
        RiskLimitsLoad load = Parse("{}");

        Assert.Empty(load.Diagnostics);
        Assert.Equal(RiskLimits.Default with { KillSwitches = load.Limits!.KillSwitches }, load.Limits);
        Assert.Equal(RiskLimits.Default.KillSwitches.AsEnumerable(), load.Limits.KillSwitches.AsEnumerable());
    }

    [Fact]
    public void Every_field_is_read_exactly_from_numbers_and_from_strings()
    {
        RiskLimits limits = Parse("""
            {
              "max_notional_per_order": 1500.00000001,
              "max_position_notional": "7000",
              "max_gross_exposure": 30000,
              "max_orders": 7,
              "max_orders_window_ms": 2500,
              "max_price_age_ms": 750,
              "max_price_deviation": "0.015",
              "kill_switches": [
                {"baseline": "start", "max_loss": 500},
                {"baseline": "peak", "max_loss": "1000", "max_loss_fraction": 0.08}
              ],
              "instruments": {
                "/binance_spot:BTCUSDT": {"max_notional_per_order": 250, "max_position_quantity": "0.5", "max_position_notional": 9000}
              }
            }
            """).Limits!;

        Assert.Equal("1500.00000001", limits.MaxNotionalPerOrder.ToString());
        Assert.Equal(("7000.0", "30000.0", "0.015"), (limits.MaxPositionNotional.ToString(), limits.MaxGrossExposure.ToString(), limits.MaxPriceDeviation.ToString()));
        Assert.Equal((7, 2_500, 750), (limits.MaxOrders, limits.MaxOrdersWindowMs, limits.MaxPriceAgeMs));
        Assert.Equal(
            [new KillSwitchLimit(LossBaseline.Start, Dec8.Parse("500"), null), new KillSwitchLimit(LossBaseline.Peak, Dec8.Parse("1000"), Dec8.Parse("0.08"))],
            limits.KillSwitches.AsEnumerable());
        InstrumentLimits special = limits.Instruments[new InstrumentId("/binance_spot", "BTCUSDT")];
        Assert.Equal((Dec8.Parse("250"), Dec8.Parse("9000"), Dec8.Parse("0.5")), (special.MaxNotionalPerOrder, special.MaxPositionNotional, special.MaxPositionQuantity));
    }

    [Theory]
    [InlineData("""{"max_order": 5}""", "CSR6503", 2, "there is no limit 'max_order'")]
    [InlineData("""{"max_orders": 0}""", "CSR6505", 16, "'max_orders' is 0, but must be from 1 to 10000")]
    [InlineData("""{"max_orders": 10001}""", "CSR6505", 16, "'max_orders' is 10001, but must be from 1 to 10000")]
    [InlineData("""{"max_orders": 2.5}""", "CSR6504", 16, "'max_orders' must be a whole number")]
    [InlineData("""{"max_price_deviation": 1.01}""", "CSR6505", 25, "'max_price_deviation' is 1.01, but must be from 0.00000001 to 1.0")]
    [InlineData("""{"max_gross_exposure": -5}""", "CSR6505", 24, "'max_gross_exposure' is -5, but must be from 0.00000001 to 92233720368.54775807")]
    [InlineData("""{"max_gross_exposure": 0.000000001}""", "CSR6504", 24, "at most eight digits")]
    [InlineData("""{"max_gross_exposure": null}""", "CSR6504", 24, "'max_gross_exposure' must be a number")]
    [InlineData("""{"kill_switches": [{"baseline": "day"}]}""", "CSR6506", 20, "could never trip")]
    [InlineData("""{"kill_switches": [{"max_loss": 5}]}""", "CSR6504", 20, "'baseline' must be \"start\", \"day\" or \"peak\"")]
    [InlineData("""{"kill_switches": [{"baseline": "week", "max_loss": 5}]}""", "CSR6504", 33, "'baseline' must be \"start\", \"day\" or \"peak\"")]
    [InlineData("""{"kill_switches": {}}""", "CSR6504", 19, "a list in brackets")]
    [InlineData("""{"instruments": {"BTCUSDT": {}}}""", "CSR6507", 18, "write it as /venue:SYMBOL")]
    [InlineData("""{"instruments": {"/x:A": {"max_orders": 5}}}""", "CSR6503", 27, "there is no limit 'max_orders'")]
    [InlineData("""{"max_orders": 5, "max_orders": 6}""", "CSR6502", 19, "'max_orders' is given twice")]
    [InlineData("""{"max_orders": 5,}""", "CSR6501", 18, "not valid JSON")]
    [InlineData("""[]""", "CSR6504", 1, "an object in braces")]
    public void A_mistake_is_an_error_with_its_place_and_no_limits_come_of_it(string json, string code, int column, string message)
    {
        RiskLimitsLoad load = Parse(json);

        Assert.Null(load.Limits);
        Diagnostic error = Assert.Single(load.Diagnostics);
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((1, column), error.Span!.Value.Start);
    }

    [Fact]
    public void A_misspelt_field_is_answered_with_the_likely_one()
    {
        Assert.Equal("did you mean 'max_orders'?", Assert.Single(Parse("""{"max_order": 5}""").Diagnostics).Help);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_with_places_counted_in_characters()
    {
        RiskLimitsLoad load = Parse("{\n  \"grösse\": 1, \"max_orders\": 0,\n  \"max_price_age_ms\": 0\n}");

        Assert.Equal([(2, 3), (2, 30), (3, 23)], load.Diagnostics.Select(static d => d.Span!.Value.Start));
    }

    private static RiskLimitsLoad Parse(string json) => RiskLimitsFile.Parse(new SourceText("limits.json", json));
}
