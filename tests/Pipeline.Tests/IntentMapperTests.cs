using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>The table of action kinds: what each asks for, and that anything else asks for nothing and says so.</summary>
public sealed class IntentMapperTests
{
    private static readonly Value _symbol = Value.String("BTCUSDT");
    private readonly PositionBook _positions = new(DefaultInstruments.Create(), new Dec8(100_000 * Dec8.Scale));
    private readonly IntentMapper _mapper;

    public IntentMapperTests() => _mapper = new IntentMapper(_positions);

    [Theory]
    [InlineData("/long", OrderSide.Buy)]
    [InlineData("/short", OrderSide.Sell)]
    public void A_one_sided_entry_is_one_market_order_of_the_decided_size(string kind, OrderSide side)
    {
        IntentPlan plan = _mapper.Map(Deciding.On(_symbol, Deciding.Units("0.5"), ("/kind", kind), ("/venue", "/binance_usdm")));

        Assert.Null(plan.Problem);
        OrderIntent order = Assert.Single(plan.Orders);
        Assert.Equal(new InstrumentId("/binance_usdm", "BTCUSDT"), order.Instrument);
        Assert.Equal((OrderAction.Entry, side, Dec8.Parse("0.5"), true), (order.Action, order.Side, order.Quantity, order.IsMarket));
        Assert.False(order.ReduceOnly);
        Assert.StartsWith("0123456789abcdef", order.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arbitrage_buys_at_one_venue_and_sells_at_the_other()
    {
        IntentPlan plan = _mapper.Map(Deciding.On(_symbol, Deciding.Units("2"), ("/kind", "/arb"), ("/buy", "/binance_spot"), ("/sell", "/binance_usdm")));

        Assert.Equal([("/binance_spot", OrderSide.Buy), ("/binance_usdm", OrderSide.Sell)], plan.Orders.Select(static o => (o.Instrument.Venue, o.Side)));
        Assert.Distinct(plan.Orders.Select(static o => o.Id));
    }

    [Fact]
    public void An_exit_closes_what_is_held_of_the_symbol_at_every_venue_and_nothing_else()
    {
        Hold("/binance_spot", "BTCUSDT", OrderSide.Buy, "0.3");
        Hold("/binance_usdm", "BTCUSDT", OrderSide.Sell, "0.2");
        Hold("/binance_usdm", "ETHUSDT", OrderSide.Buy, "1");

        IntentPlan plan = _mapper.Map(Deciding.On(_symbol, Deciding.Units("9"), ("/kind", "/exit_all")));

        Assert.Equal(
            [("/binance_spot", OrderSide.Sell, "0.3"), ("/binance_usdm", OrderSide.Buy, "0.2")],
            plan.Orders.Select(static o => (o.Instrument.Venue, o.Side, o.Quantity.ToString())));
        Assert.All(plan.Orders, static o => Assert.True(o.ReduceOnly && o.Action == OrderAction.Exit));
    }

    [Fact]
    public void An_exit_of_a_flat_symbol_is_nothing_to_do_and_no_problem()
    {
        IntentPlan plan = _mapper.Map(Deciding.On(_symbol, Deciding.Units("9"), ("/kind", "/exit_all")));

        Assert.Empty(plan.Orders);
        Assert.Null(plan.Problem);
    }

    [Fact]
    public void What_is_not_understood_makes_no_order_and_says_why()
    {
        Decision[] odd =
        [
            Deciding.On(_symbol, Deciding.Units("1"), ("/kind", "/hodl")),
            Deciding.On(_symbol, Deciding.Units("1"), ("/type", "/long")),
            Deciding.On(_symbol, Deciding.Units("1"), Value.Name("/long")),
            Deciding.On(_symbol, Deciding.Units("1"), ("/kind", "/long")),
            Deciding.On(_symbol, Deciding.Units("1"), ("/kind", "/arb"), ("/buy", "/binance_spot")),
            Deciding.On(_symbol, Value.Float64(1), ("/kind", "/long"), ("/venue", "/binance_usdm")),
            Deciding.On(_symbol, Value.Number(1), ("/kind", "/short"), ("/venue", "/binance_usdm")),
            Deciding.On(Value.Number(7), Deciding.Units("1"), ("/kind", "/long"), ("/venue", "/binance_usdm")),
        ];

        foreach (IntentPlan plan in odd.Select(_mapper.Map))
        {
            Assert.Empty(plan.Orders);
            Assert.False(string.IsNullOrWhiteSpace(plan.Problem));
        }

        Assert.Contains("/hodl", _mapper.Map(odd[0]).Problem, StringComparison.Ordinal);
        Assert.Contains("/sell", _mapper.Map(odd[4]).Problem, StringComparison.Ordinal);
    }

    private void Hold(string venue, string symbol, OrderSide side, string quantity) =>
        Assert.Equal(FillOutcome.Booked, _positions.Apply(new Fill(new InstrumentId(venue, symbol), side, Dec8.Parse(quantity), Dec8.Parse("100"), Dec8.Zero, EventTime.FromMilliseconds(1))));
}
