using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>Every bound is inclusive: a buy of 1 at 100, marked at 100, passes a bound that it meets and fails one that it misses by 1e-8.</summary>
public class GateBoundaryTests
{
    private static readonly Dec8 OneHundred = Dec8.Parse("100");
    private static readonly InstrumentFilters Free = new() { Instrument = GateScene.Btc };

    public static TheoryData<RiskCode, Func<Dec8, InstrumentFilters>, string, int> FilterBounds => new()
    {
        { RiskCode.QuantityBelowMinimum, static v => Free with { MinQuantity = v }, "1", 1 },
        { RiskCode.QuantityExceedsMaximum, static v => Free with { MaxQuantity = v }, "1", -1 },
        { RiskCode.PriceBelowMinimum, static v => Free with { MinPrice = v }, "100", 1 },
        { RiskCode.PriceExceedsMaximum, static v => Free with { MaxPrice = v }, "100", -1 },
        { RiskCode.NotionalBelowMinimum, static v => Free with { MinNotional = v }, "100", 1 },
        { RiskCode.NotionalExceedsMaximum, static v => Free with { MaxNotional = v }, "100", -1 },
        { RiskCode.PositionExceedsInstrumentMaximum, static v => Free with { MaxPosition = v }, "1", -1 },
        { RiskCode.PriceOutsideBand, static v => Free with { BuyMultiplierUp = v }, "1", -1 },
        { RiskCode.PriceOutsideBand, static v => Free with { BuyMultiplierDown = v }, "1", 1 },
    };

    public static TheoryData<RiskCode, Func<Dec8, RiskLimits>, string> OwnBounds => new()
    {
        { RiskCode.NotionalExceedsMaxPerOrder, static v => new RiskLimits { MaxNotionalPerOrder = v }, "100" },
        { RiskCode.PositionNotionalExceedsLimit, static v => new RiskLimits { MaxPositionNotional = v }, "100" },
        { RiskCode.ExposureExceedsLimit, static v => new RiskLimits { MaxGrossExposure = v }, "100" },
        {
            RiskCode.PositionQuantityExceedsLimit,
            static v => new RiskLimits { Instruments = RiskLimits.Default.Instruments.Add(GateScene.Btc, new InstrumentLimits { MaxPositionQuantity = v }) },
            "1"
        },
    };

    [Theory]
    [MemberData(nameof(FilterBounds))]
    public void A_bound_of_the_venue_is_inclusive(RiskCode code, Func<Dec8, InstrumentFilters> filters, string value, int tighter)
    {
        Dec8 bound = Dec8.Parse(value);
        Assert.Empty(Codes(GateScene.With(filters(bound), OneHundred)));
        Assert.Equal([code], Codes(GateScene.With(filters(new Dec8(bound.Raw + tighter)), OneHundred)));
        Assert.Empty(Codes(GateScene.With(filters(Dec8.Zero), OneHundred)));
    }

    [Theory]
    [MemberData(nameof(OwnBounds))]
    public void A_limit_of_our_own_is_inclusive(RiskCode code, Func<Dec8, RiskLimits> limits, string value)
    {
        Dec8 bound = Dec8.Parse(value);
        Assert.Empty(Codes(GateScene.With(Free, OneHundred, limits(bound))));
        Assert.Equal([code], Codes(GateScene.With(Free, OneHundred, limits(new Dec8(bound.Raw - 1)))));
    }

    [Theory]
    [InlineData("105", 0)]
    [InlineData("105.00000001", 1)]
    [InlineData("95", 0)]
    [InlineData("94.99999999", 1)]
    public void A_price_may_stand_exactly_as_far_from_the_mark_as_allowed(string price, int violations)
    {
        RiskState state = GateScene.With(Free, OneHundred);

        Assert.Equal(
            Enumerable.Repeat(RiskCode.PriceDeviatesFromMark, violations),
            RiskGate.Check(GateScene.Entry("1", price), state).Violations.Select(static v => v.Code));
    }

    [Fact]
    public void A_mark_may_be_exactly_as_old_as_allowed()
    {
        RiskState state = GateScene.With(Free, OneHundred);

        Assert.Empty(Codes(state, 2_000_000_000));
        Assert.Equal([RiskCode.PriceStale], Codes(state, 2_000_000_001));
    }

    private static IEnumerable<RiskCode> Codes(RiskState state, long atNs = 0) =>
        RiskGate.Check(GateScene.Entry("1", "100") with { At = new EventTime(atNs) }, state).Violations.Select(static v => v.Code);
}
