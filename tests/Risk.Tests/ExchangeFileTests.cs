using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>Whole files of real exchanges: every symbol is read or named by a diagnostic, and counts agree with a plain reading.</summary>
public class ExchangeFileTests
{
    [SharedFact]
    public void Every_symbol_of_Binance_spot_is_read()
    {
        InstrumentLoad load = BinanceInstruments.Parse(File("binance_spot_exchangeInfo_20211012_20symbols.json"), "/binance_spot");

        Assert.Equal(20, load.Instruments.Length);
        Assert.Empty(load.Diagnostics);
        InstrumentFilters first = load.Instruments[0];
        Assert.Equal("/binance_spot:ETHBTC", first.Instrument.ToString());
        Assert.Equal((Dec8.Parse("0.000001"), Dec8.Parse("0.0001"), Dec8.Parse("0.0001")), (first.TickSize, first.LotStep, first.MinNotional));
        Assert.All(load.Instruments, static f => Assert.True(f.TickSize > Dec8.Zero && f.LotStep > Dec8.Zero && f.MinNotional > Dec8.Zero));
    }

    [SharedFact]
    public void Every_symbol_of_Binance_futures_is_read()
    {
        SourceText source = File("binance_usdm_exchangeInfo.json");
        InstrumentLoad load = BinanceInstruments.Parse(source, "/binance_usdm");

        Assert.Equal(122, load.Instruments.Length);
        Assert.Empty(load.Diagnostics);
        Assert.Equal(121, load.Instruments.Count(static f => f.IsTrading));
        using JsonDocument json = JsonDocument.Parse(source.Text);
        Assert.Equal(json.RootElement.GetProperty("symbols").EnumerateArray().Select(static s => s.GetProperty("symbol").GetString()), load.Instruments.Select(static f => f.Instrument.Symbol));
        Assert.All(load.Instruments, static f => Assert.True(f.TickSize > Dec8.Zero && f.LotStep > Dec8.Zero && f.BuyMultiplierUp > Dec8.One));
    }

    [SharedFact]
    public void Every_product_of_Coinbase_is_read()
    {
        InstrumentLoad load = CoinbaseInstruments.Parse(File("coinbase_products.json"), "/coinbase");

        Assert.Equal(162, load.Instruments.Length);
        Assert.Empty(load.Diagnostics);
        Assert.All(load.Instruments, static f => Assert.True(f.TickSize > Dec8.Zero && f.LotStep > Dec8.Zero && f.MinQuantity > Dec8.Zero));
    }

    [SharedFact]
    public void Every_pair_of_Kraken_is_read_but_the_six_with_more_than_eight_digits()
    {
        InstrumentLoad load = KrakenInstruments.Parse(File("kraken_assetpairs.json"), "/kraken");

        Assert.Equal(298, load.Instruments.Length);
        Assert.Equal(6, load.Diagnostics.Length);
        Assert.All(load.Diagnostics, static d => Assert.Contains("finer than eight digits", d.Message, StringComparison.Ordinal));
    }

    [SharedFact]
    public void Every_crypto_row_of_Lean_is_read_but_the_ticks_finer_than_eight_digits()
    {
        InstrumentLoad load = LeanInstruments.Parse(File("lean_symbol_properties_crypto.csv"));

        Assert.Equal(9717, load.Instruments.Length + load.Diagnostics.Length);
        Assert.Equal(66, load.Diagnostics.Length);
        Assert.All(load.Diagnostics, static d => Assert.Contains("minimum_price_variation", d.Message, StringComparison.Ordinal));
    }

    [SharedFact]
    public void A_minimal_order_on_every_grid_of_Binance_passes_and_half_a_step_off_it_does_not()
    {
        foreach (InstrumentFilters filters in BinanceInstruments.Parse(File("binance_usdm_exchangeInfo.json"), "/x").Instruments.Where(static f => f.IsTrading))
        {
            Dec8 price = StepArithmetic.RoundUp(filters.MinPrice > Dec8.One ? filters.MinPrice : Dec8.One, filters.TickSize);
            Assert.True(Dec8.TryDivide(filters.MinNotional, price, out Dec8 least));
            Dec8 quantity = StepArithmetic.RoundUp(new Dec8(Math.Max(least.Raw + 1, filters.MinQuantity.Raw)), filters.LotStep);
            RiskState state = GateScene.With(filters, price);
            OrderIntent order = new(filters.Instrument, OrderAction.Entry, OrderSide.Buy, quantity, price, EventTime.Zero);
            Assert.Equal("accepted", RiskGate.Check(order, state).ToString());

            OrderIntent off = order with { Quantity = new Dec8(quantity.Raw + (filters.LotStep.Raw / 2)), LimitPrice = new Dec8(price.Raw + (filters.TickSize.Raw / 2)) };
            Assert.Equal([RiskCode.QuantityPrecision, RiskCode.PricePrecision], RiskGate.Check(off, state).Violations.Select(static v => v.Code));
        }
    }

    private static SourceText File(string name) => new(name, System.IO.File.ReadAllText(Path.Combine(TestData.Shared!, "data", "filters", name)));
}
