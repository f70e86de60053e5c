using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>One instrument, marked at a price, with the default limits.</summary>
internal static class GateScene
{
    public static readonly InstrumentId Btc = new("/x", "BTCUSDT");

    public static InstrumentFilters Filters { get; } = new()
    {
        Instrument = Btc,
        TickSize = Dec8.Parse("0.1"),
        LotStep = Dec8.Parse("0.001"),
        MinNotional = Dec8.Parse("5"),
    };

    public static RiskState Create(RiskLimits? limits = null, string mark = "100", InstrumentFilters? filters = null) =>
        With(filters ?? Filters, Dec8.Parse(mark), limits);

    public static RiskState With(InstrumentFilters filters, Dec8 mark, RiskLimits? limits = null)
    {
        InstrumentCatalogue catalogue = new();
        catalogue.Set(filters);
        RiskState state = new(limits ?? RiskLimits.Default, catalogue, Dec8.Parse("10000"));
        Assert.Equal(MarkOutcome.Applied, state.Mark(filters.Instrument, mark, EventTime.Zero));
        return state;
    }

    public static OrderIntent Entry(string quantity, string? price = null, OrderSide side = OrderSide.Buy) =>
        new(Btc, OrderAction.Entry, side, Dec8.Parse(quantity), price is null ? null : Dec8.Parse(price), EventTime.Zero);

    public static OrderIntent Exit(string quantity, string? price = null, OrderSide side = OrderSide.Sell) =>
        Entry(quantity, price, side) with { Action = OrderAction.Exit };

    public static Fill Fill(string quantity, string price, OrderSide side = OrderSide.Buy, string fee = "0", long ms = 0) =>
        new(Btc, side, Dec8.Parse(quantity), Dec8.Parse(price), Dec8.Parse(fee), EventTime.FromMilliseconds(ms));
}
