using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>From a decision to fills: all legs of an entry or none, fees as the program states them.</summary>
public sealed class OrderDeskTests
{
    private static readonly InstrumentId _spot = new("/binance_spot", "BTCUSDT"), _futures = new("/binance_usdm", "BTCUSDT");

    private readonly RiskState _risk = new(RiskLimits.Default, DefaultInstruments.Create(), new Dec8(100_000 * Dec8.Scale));
    private readonly Dictionary<InstrumentId, Quote> _quotes = [];
    private readonly OrderDesk _desk;

    public OrderDeskTests()
    {
        ReferenceSession session = new(Rules.Bind("Use venues!\np(V) :- fee(V, _, _)."), new SessionLimits());
        _desk = new OrderDesk(_risk, new IntentMapper(_risk.Positions), new PaperBroker(() => session), i => _quotes.TryGetValue(i, out Quote quote) ? quote : null);
        Quote(_spot, "100.00", "100.01");
        Quote(_futures, "100.20", "100.21");
    }

    [Fact]
    public void A_buy_fills_at_the_ask_and_a_sell_at_the_bid_with_each_venues_fee()
    {
        ImmutableArray<Fill> fills = Decide(Arbitrage("0.5"));

        Assert.Equal(
            [(_spot, OrderSide.Buy, "100.01", "0.050005"), (_futures, OrderSide.Sell, "100.2", "0.02505")],
            fills.Select(static f => (f.Instrument, f.Side, f.Price.ToString(), f.Fee.ToString())));
        Assert.Equal(["0.5", "-0.5"], [_risk.Positions.Get(_spot).Quantity.ToString(), _risk.Positions.Get(_futures).Quantity.ToString()]);
    }

    [Fact]
    public void When_one_leg_is_refused_no_leg_is_sent()
    {
        // Too small for the futures' lot, fine for spot.
        (IntentPlan plan, ImmutableArray<RiskVerdict> verdicts) = _desk.Review(Deciding.On(
            Value.String("BTCUSDT"), Deciding.Units("0.0609"), ("/kind", "/arb"), ("/buy", "/binance_spot"), ("/sell", "/nowhere")));

        Assert.Null(plan.Problem);
        Assert.Equal([true, false], verdicts.Select(static v => v.IsAccepted));
        Assert.Empty(_desk.Send(verdicts));
        Assert.True(_risk.Positions.Get(_spot).IsFlat);
    }

    [Fact]
    public void When_one_leg_has_no_price_any_more_no_leg_is_sent()
    {
        _quotes.Remove(_futures);

        Assert.Empty(Decide(Arbitrage("0.5")));
        Assert.True(_risk.Positions.Get(_spot).IsFlat);
        Assert.True(_risk.Positions.Get(_futures).IsFlat);
    }

    [Fact]
    public void Exits_go_leg_by_leg()
    {
        Assert.Equal(2, Decide(Arbitrage("0.5")).Length);
        _quotes.Remove(_futures);

        Fill fill = Assert.Single(Decide(Deciding.On(Value.String("BTCUSDT"), Deciding.Units("0.5"), ("/kind", "/exit_all"))));

        Assert.Equal((_spot, OrderSide.Sell), (fill.Instrument, fill.Side));
        Assert.True(_risk.Positions.Get(_spot).IsFlat);
    }

    [Fact]
    public void Both_legs_are_rounded_down_to_the_size_that_every_venues_lot_allows_and_it_is_noted()
    {
        (_, ImmutableArray<RiskVerdict> verdicts) = _desk.Review(Arbitrage("0.12345678"));

        Assert.Equal(["0.123", "0.123"], verdicts.Select(static v => v.Order.Quantity.ToString()));
        Assert.All(verdicts, static v => Assert.Equal(AdjustmentCode.QuantityRoundedToLotStep, v.Adjustments[0].Code));
    }

    [Fact]
    public void An_entry_without_a_known_price_is_refused_by_the_gate()
    {
        RiskState unmarked = new(RiskLimits.Default, DefaultInstruments.Create(), new Dec8(100_000 * Dec8.Scale));

        Assert.False(RiskGate.Check(_desk.Review(Arbitrage("0.5")).Plan.Orders[0], unmarked).IsAccepted);
    }

    [Fact]
    public void A_venue_whose_fee_the_program_does_not_state_fills_without_a_fee()
    {
        PaperBroker broker = new(Session("p(1)."));
        OrderIntent order = new(_spot, OrderAction.Entry, OrderSide.Buy, Dec8.One, null, EventTime.FromMilliseconds(1));

        Fill fill = Assert.IsType<Fill>(broker.TryFill(order, _quotes[_spot], Dec8.One));

        Assert.Equal(Dec8.Zero, fill.Fee);
    }

    [Fact]
    public void What_does_not_fit_a_decimal_is_not_filled()
    {
        PaperBroker broker = new(Session("Use venues!\np(V) :- fee(V, _, _)."));
        OrderIntent huge = new(_spot, OrderAction.Entry, OrderSide.Buy, new Dec8(long.MaxValue), null, EventTime.FromMilliseconds(1));

        Assert.Null(broker.TryFill(huge, _quotes[_spot], Dec8.One));
        Assert.Null(broker.TryFill(huge, null, Dec8.One));
    }

    private ImmutableArray<Fill> Decide(Decision decision)
    {
        (_, ImmutableArray<RiskVerdict> verdicts) = _desk.Review(decision);
        Assert.All(verdicts, static v => Assert.True(v.IsAccepted, v.ToString()));
        return _desk.Send(verdicts);
    }

    private void Quote(InstrumentId instrument, string bid, string ask)
    {
        _quotes[instrument] = new Quote(Dec8.Parse(bid), Dec8.One, Dec8.Parse(ask), Dec8.One, 0);
        _risk.Mark(instrument, Dec8.Parse(bid), EventTime.FromMilliseconds(1_000));
    }

    private static Decision Arbitrage(string size) =>
        Deciding.On(Value.String("BTCUSDT"), Deciding.Units(size), ("/kind", "/arb"), ("/buy", "/binance_spot"), ("/sell", "/binance_usdm"));

    private static Func<IRuleSession> Session(string program)
    {
        ReferenceSession session = new(Rules.Bind(program), new SessionLimits());
        return () => session;
    }
}
