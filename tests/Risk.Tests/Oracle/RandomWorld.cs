using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>A seeded history of fills, marks, working orders and orders sent, told to a risk state and kept for the oracle.</summary>
internal sealed class RandomWorld
{
    public static readonly InstrumentId Btc = new("/a", "BTC");
    public static readonly InstrumentId Eth = new("/b", "ETH");
    public static readonly InstrumentId Perp = new("/b", "PERP");
    public static readonly InstrumentId Unknown = new("/b", "NONE");

    private readonly Random _random;
    private long _now;
    private int _nextOrder;

    public RandomWorld(int seed)
    {
        _random = new Random(seed);
        InstrumentCatalogue catalogue = new();
        foreach (InstrumentFilters filters in (InstrumentFilters[])[RandomFilters(Btc, 1), RandomFilters(Eth, 1), RandomFilters(Perp, 10)])
        {
            catalogue.Set(filters);
        }

        StartingEquity = Money(1_000, 50_000);
        State = new RiskState(RandomLimits(), catalogue, StartingEquity);
        State.Trading = (TradingState)Math.Max(0, _random.Next(-4, 3));
        _now = _random.NextInt64(0, 3) * 86_400_000_000_000 - 500_000_000;
    }

    public RiskState State { get; }

    public Dec8 StartingEquity { get; }

    /// <summary>Everything told to the state so far, in order: fills and marks.</summary>
    public List<object> Events { get; } = [];

    public List<long> Sent { get; } = [];

    public Dictionary<string, (InstrumentId Instrument, OrderSide Side, BigInteger Remaining)> Working { get; } = new(StringComparer.Ordinal);

    public void Step()
    {
        _now += _random.NextInt64(0, _random.Next(40) == 0 ? 90_000_000_000_000 : 400_000_000);
        InstrumentId instrument = Known();
        switch (_random.Next(6))
        {
            case 0:
                Tell(new Fill(instrument, Side(), Quantity(), Price(instrument), Money(-1, 3), new EventTime(_now)));
                break;
            case 1 when _random.Next(3) == 0:
                State.OrderSent(new EventTime(_now));
                Sent.Add(_now);
                break;
            case 2 when _random.Next(3) == 0:
                AddWorking(instrument);
                break;
            case 3 when Working.Count > 0:
                EndWorking();
                break;
            default:
                Tell(new MarkEvent(instrument, Price(instrument), new EventTime(_now)));
                break;
        }
    }

    public OrderIntent Order(OrderAction action)
    {
        InstrumentId instrument = _random.Next(25) == 0 ? Unknown : Known();
        Dec8 quantity = _random.Next(20) == 0 ? Money(-1, 1) : _random.Next(30) == 0 ? Dec8.Zero : Quantity();
        Dec8? price = _random.Next(3) == 0 ? null : _random.Next(25) == 0 ? Money(-1, 1) : Price(instrument);
        return new OrderIntent(instrument, action, Side(), quantity, price, new EventTime(_now + _random.NextInt64(0, 3_000_000_000)));
    }

    private void Tell(object happened)
    {
        Events.Add(happened);
        if (happened is Fill fill)
        {
            Assert.Equal(FillOutcome.Booked, State.ApplyFill(fill));
        }
        else if (happened is MarkEvent mark)
        {
            Assert.Equal(MarkOutcome.Applied, State.Mark(mark.Instrument, mark.Price, mark.At));
        }
    }

    private void AddWorking(InstrumentId instrument)
    {
        string id = $"o{_nextOrder++}";
        (OrderSide side, Dec8 quantity) = (Side(), Quantity());
        Assert.True(State.Working.TryAdd(id, instrument, side, quantity));
        Working.Add(id, (instrument, side, quantity.Raw));
    }

    private void EndWorking()
    {
        string id = Working.Keys.Order(StringComparer.Ordinal).First();
        var order = Working[id];
        if (_random.Next(2) == 0)
        {
            Assert.True(State.Working.Remove(id));
            Working.Remove(id);
            return;
        }

        Dec8 filled = Quantity();
        Assert.True(State.Working.Reduce(id, filled));
        Working[id] = order with { Remaining = order.Remaining - filled.Raw };
        if (Working[id].Remaining <= 0)
        {
            Working.Remove(id);
        }
    }

    private InstrumentId Known() => _random.Next(3) switch { 0 => Btc, 1 => Eth, _ => Perp };

    private OrderSide Side() => (OrderSide)_random.Next(2);

    /// <summary>Mostly on a grid of 0.01, from 0.01 to 4.</summary>
    private Dec8 Quantity() => new((_random.NextInt64(1, 400) * 1_000_000) + (_random.Next(10) == 0 ? 1 : 0));

    /// <summary>Mostly on a grid of 0.1, around 100.</summary>
    private Dec8 Price(InstrumentId instrument) =>
        new((_random.NextInt64(950, 1_051) * 10_000_000 / (instrument == Perp ? 10 : 1)) + (_random.Next(10) == 0 ? 1 : 0));

    private Dec8 Money(long from, long to) => new(_random.NextInt64(from * Dec8.Scale, to * Dec8.Scale));

    private Dec8 Maybe(Dec8 value) => _random.Next(2) == 0 ? Dec8.Zero : value;

    private InstrumentFilters RandomFilters(InstrumentId instrument, long contractSize) => new()
    {
        Instrument = instrument,
        IsTrading = _random.Next(30) != 0,
        AllowsMarketOrders = _random.Next(10) != 0,
        TickSize = Maybe(new Dec8(10_000_000)),
        MinPrice = Maybe(Money(8, 99)),
        MaxPrice = Maybe(Money(10, 110)),
        LotStep = Maybe(new Dec8(1_000_000)),
        MinQuantity = Maybe(Money(0, 1)),
        MaxQuantity = Maybe(Money(2, 5)),
        MarketLotStep = Maybe(new Dec8(2_000_000)),
        MarketMinQuantity = Maybe(Money(0, 1)),
        MarketMaxQuantity = Maybe(Money(1, 5)),
        MinNotional = Maybe(Money(1, 100)),
        MaxNotional = Maybe(Money(200, 500)),
        MinNotionalAppliesToMarket = _random.Next(2) == 0,
        MaxNotionalAppliesToMarket = _random.Next(2) == 0,
        BuyMultiplierUp = Maybe(Money(1, 2)),
        BuyMultiplierDown = Maybe(Money(0, 1)),
        SellMultiplierUp = Maybe(Money(1, 2)),
        SellMultiplierDown = Maybe(Money(0, 1)),
        MaxPosition = Maybe(Money(1, 10)),
        ContractSize = new Dec8(contractSize * Dec8.Scale),
    };

    private RiskLimits RandomLimits() => new()
    {
        MaxNotionalPerOrder = Money(100, 600),
        MaxPositionNotional = Money(200, 2_000),
        MaxGrossExposure = Money(500, 4_000),
        MaxOrders = _random.Next(1, 6),
        MaxOrdersWindowMs = _random.Next(100, 5_000),
        MaxPriceAgeMs = _random.Next(500, 4_000),
        MaxPriceDeviation = new Dec8(_random.NextInt64(Dec8.Scale / 200, Dec8.Scale / 10)),
        KillSwitches =
        [
            new(LossBaseline.Start, Money(50, 2_000), null),
            new(LossBaseline.Day, Money(50, 2_000), new Dec8(_random.NextInt64(1, Dec8.Scale / 5))),
            new(LossBaseline.Peak, null, new Dec8(_random.NextInt64(1, Dec8.Scale / 5))),
        ],
        Instruments = RiskLimits.Default.Instruments
            .Add(Eth, new InstrumentLimits { MaxNotionalPerOrder = Money(100, 600), MaxPositionQuantity = Money(1, 10) })
            .Add(Perp, new InstrumentLimits { MaxPositionNotional = Money(200, 2_000) }),
    };
}

internal sealed record MarkEvent(InstrumentId Instrument, Dec8 Price, EventTime At);
