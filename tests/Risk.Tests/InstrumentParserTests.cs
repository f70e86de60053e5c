using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>Small files of our own in the venues' formats; every symbol is read or reported.</summary>
public class InstrumentParserTests
{
    [Fact]
    public void A_Binance_spot_symbol_keeps_every_enforced_filter()
    {
        InstrumentLoad load = BinanceInstruments.Parse(
            Text("""
            {"symbols": [{"symbol": "AAABBB", "status": "TRADING", "baseAsset": "AAA", "quoteAsset": "BBB", "orderTypes": ["LIMIT"], "filters": [
              {"filterType": "PRICE_FILTER", "minPrice": "0.00000100", "maxPrice": "922327.00000000", "tickSize": "0.00000100"},
              {"filterType": "PERCENT_PRICE_BY_SIDE", "bidMultiplierUp": "1.2", "bidMultiplierDown": "0.2", "askMultiplierUp": "5", "askMultiplierDown": "0.8"},
              {"filterType": "LOT_SIZE", "minQty": "0.00010000", "maxQty": "100000.00000000", "stepSize": "0.00010000"},
              {"filterType": "MARKET_LOT_SIZE", "minQty": "0.00000000", "maxQty": "873.90727776", "stepSize": "0.00000000"},
              {"filterType": "NOTIONAL", "minNotional": "5", "applyMinToMarket": true, "maxNotional": "9000000", "applyMaxToMarket": false},
              {"filterType": "MAX_POSITION", "maxPosition": "10"},
              {"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 200},
              {"filterType": "T_PLUS_SELL", "endTime": 1}]}]}
            """),
            "/x");

        InstrumentFilters expected = new()
        {
            Instrument = new InstrumentId("/x", "AAABBB"),
            BaseCurrency = "AAA",
            QuoteCurrency = "BBB",
            AllowsMarketOrders = false,
            MinPrice = Dec8.Parse("0.000001"),
            MaxPrice = Dec8.Parse("922327"),
            TickSize = Dec8.Parse("0.000001"),
            LotStep = Dec8.Parse("0.0001"),
            MinQuantity = Dec8.Parse("0.0001"),
            MaxQuantity = Dec8.Parse("100000"),
            MarketMaxQuantity = Dec8.Parse("873.90727776"),
            MinNotional = Dec8.Parse("5"),
            MaxNotional = Dec8.Parse("9000000"),
            MaxNotionalAppliesToMarket = false,
            BuyMultiplierUp = Dec8.Parse("1.2"),
            BuyMultiplierDown = Dec8.Parse("0.2"),
            SellMultiplierUp = Dec8.Parse("5"),
            SellMultiplierDown = Dec8.Parse("0.8"),
            MaxPosition = Dec8.Parse("10"),
        };
        Assert.Equal(expected, Assert.Single(load.Instruments));
        Diagnostic warning = Assert.Single(load.Diagnostics);
        Assert.Equal("CSR6514", warning.Code);
        Assert.Contains("T_PLUS_SELL", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Binance_futures_symbol_names_its_minimum_notional_differently()
    {
        InstrumentLoad load = BinanceInstruments.Parse(
            Text("""
            {"symbols": [{"symbol": "AAABBB", "status": "PENDING_TRADING", "filters": [
              {"filterType": "MIN_NOTIONAL", "notional": "5"},
              {"filterType": "PERCENT_PRICE", "multiplierUp": "1.1500", "multiplierDown": "0.8500", "multiplierDecimal": "4"}]}]}
            """),
            "/x");

        InstrumentFilters filters = Assert.Single(load.Instruments);
        Assert.False(filters.IsTrading);
        Assert.Equal(Dec8.Parse("5"), filters.MinNotional);
        Assert.Equal((Dec8.Parse("1.15"), Dec8.Parse("0.85")), (filters.BuyMultiplierUp, filters.SellMultiplierDown));
        Assert.Empty(load.Diagnostics);
    }

    [Theory]
    [InlineData("""{"symbols": [{"symbol": "A", "filters": [{"filterType": "LOT_SIZE", "stepSize": "0.000000001"}]}]}""", "stepSize 0.000000001 is not a number with at most eight digits after the point")]
    [InlineData("""{"symbols": [{"symbol": "A", "filters": [{"filterType": "LOT_SIZE", "stepSize": "-1"}]}]}""", "stepSize -1 is negative")]
    [InlineData("""{"symbols": [{"symbol": "A", "filters": [{"filterType": "LOT_SIZE", "stepSize": null}]}]}""", "stepSize is no number")]
    [InlineData("""{"symbols": [{"symbol": "A", "filters": [{"filterType": "LOT_SIZE", "stepSize": "ten"}]}]}""", "stepSize ten is not a number")]
    [InlineData("""{"symbols": [{"symbol": "A"}]}""", "it has no list 'filters'")]
    [InlineData("""{"symbols": [{"symbol": "A", "contractSize": 100, "filters": []}]}""", "inverse (coin-margined) contract")]
    public void A_symbol_that_cannot_be_held_exactly_is_left_out_by_name(string json, string fault)
    {
        InstrumentLoad load = BinanceInstruments.Parse(Text(json), "/x");

        Assert.Empty(load.Instruments);
        Diagnostic error = Assert.Single(load.Diagnostics);
        Assert.Equal("CSR6512", error.Code);
        Assert.Contains("'A'", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_listed_twice_is_reported_and_the_first_kept()
    {
        InstrumentLoad load = BinanceInstruments.Parse(
            Text("""{"symbols": [{"symbol": "A", "status": "TRADING", "filters": []}, {"symbol": "A", "status": "BREAK", "filters": []}]}"""), "/x");

        Assert.True(Assert.Single(load.Instruments).IsTrading);
        Assert.Equal("CSR6513", Assert.Single(load.Diagnostics).Code);
    }

    [Theory]
    [InlineData("{\n  \"symbols\": [\n    {]\n}", "CSR6501", 3)]
    [InlineData("", "CSR6501", 1)]
    [InlineData("[1]", "CSR6511", 1)]
    [InlineData("{}", "CSR6511", 1)]
    [InlineData("{} x", "CSR6501", 1)]
    public void A_file_that_is_none_is_refused_with_its_place(string text, string code, int line)
    {
        InstrumentLoad load = BinanceInstruments.Parse(Text(text), "/x");

        Assert.Empty(load.Instruments);
        Diagnostic error = Assert.Single(load.Diagnostics);
        Assert.Equal(code, error.Code);
        Assert.Equal(line, error.Span!.Value.Start.Line);
    }

    [Fact]
    public void A_Coinbase_product_maps_increments_sizes_and_funds()
    {
        InstrumentLoad load = CoinbaseInstruments.Parse(
            Text("""
            [{"id": "AAA-EUR", "base_currency": "AAA", "quote_currency": "EUR", "base_min_size": "5", "base_max_size": "1000000",
              "quote_increment": "0.0001", "base_increment": "0.1", "min_market_funds": "5.0", "max_market_funds": "100000",
              "limit_only": true, "cancel_only": false, "trading_disabled": false, "status": "online"},
             {"id": "BBB-EUR", "quote_increment": "0.01", "base_increment": "1", "cancel_only": true, "status": "online"},
             {"base_currency": "AAA"}]
            """),
            "/coinbase");

        Assert.Equal(2, load.Instruments.Length);
        InstrumentFilters first = load.Instruments[0];
        Assert.Equal((Dec8.Parse("0.0001"), Dec8.Parse("0.1")), (first.TickSize, first.LotStep));
        Assert.Equal((Dec8.Parse("5"), Dec8.Parse("1000000")), (first.MinQuantity, first.MaxQuantity));
        Assert.Equal((Dec8.Parse("5"), Dec8.Parse("100000")), (first.MinNotional, first.MaxNotional));
        Assert.Equal((true, false), (first.IsTrading, first.AllowsMarketOrders));
        Assert.False(load.Instruments[1].IsTrading);
        Assert.Equal("CSR6512", Assert.Single(load.Diagnostics).Code);
    }

    [Fact]
    public void A_Kraken_pair_turns_decimals_into_steps_and_reports_finer_ones()
    {
        InstrumentLoad load = KrakenInstruments.Parse(
            Text("""
            {"error": [], "result": {
              "XAAAZUSD": {"altname": "AAAUSD", "base": "XAAA", "quote": "ZUSD", "pair_decimals": 1, "lot_decimals": 8, "lot_multiplier": 1, "ordermin": "0.0001", "costmin": "0.5"},
              "BBB": {"altname": "BBB", "pair_decimals": 0, "lot_decimals": 2, "lot_multiplier": 10},
              "CCC": {"altname": "CCC", "pair_decimals": 10, "lot_decimals": 8, "lot_multiplier": 1}}}
            """),
            "/kraken");

        Assert.Equal(2, load.Instruments.Length);
        Assert.Equal(("AAAUSD", Dec8.Parse("0.1"), new Dec8(1)), (load.Instruments[0].Instrument.Symbol, load.Instruments[0].TickSize, load.Instruments[0].LotStep));
        Assert.Equal((Dec8.Parse("0.0001"), Dec8.Parse("0.5")), (load.Instruments[0].MinQuantity, load.Instruments[0].MinNotional));
        Assert.Equal((Dec8.One, Dec8.Parse("0.1")), (load.Instruments[1].TickSize, load.Instruments[1].LotStep));
        Diagnostic error = Assert.Single(load.Diagnostics);
        Assert.Equal("instrument 'CCC' is left out: pair_decimals 10 is finer than eight digits after the point", error.Message);
        Assert.Equal(4, error.Span!.Value.Start.Line);
    }

    [Fact]
    public void A_Lean_row_counts_its_minimum_in_quote_currency_at_Binance_only()
    {
        InstrumentLoad load = LeanInstruments.Parse(Text("""
            market,symbol,type,description,quote_currency,contract_multiplier,minimum_price_variation,lot_size,market_ticker,minimum_order_size
            binance,AAAUSDT,crypto,Aaa,USDT,1,0.01,0.001,AAAUSDT,10
            binance,AAAUSDT,cryptofuture,Aaa,USDT,10,0.01,0.001,AAAUSDT,
            kraken,AAAUSD,crypto,Aaa,USD,1,0.01,0.001,AAA/USD,0.4397924179
            kraken,BBBUSD,crypto,Bbb,USD,1,0.0000000001,1,BBB/USD,1
            kraken,CCCUSD,crypto
            """));

        Assert.Equal(3, load.Instruments.Length);
        Assert.Equal((Dec8.Parse("10"), Dec8.Zero), (load.Instruments[0].MinNotional, load.Instruments[0].MinQuantity));
        Assert.Equal(("/binance_future", Dec8.Parse("10")), (load.Instruments[1].Instrument.Venue, load.Instruments[1].ContractSize));
        Assert.Equal(Dec8.Parse("0.43979242"), load.Instruments[2].MinQuantity);
        Assert.Equal([5, 6], load.Diagnostics.Select(static d => d.Span!.Value.Start.Line));
        Assert.All(load.Diagnostics, static d => Assert.Equal("CSR6512", d.Code));
    }

    [Fact]
    public void A_Lean_file_without_a_needed_column_is_refused()
    {
        InstrumentLoad load = LeanInstruments.Parse(Text("market,symbol\nbinance,A\n"));

        Assert.Empty(load.Instruments);
        Assert.Contains("no column 'type'", Assert.Single(load.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1E-8", "0.00000001")]
    [InlineData("2.5e3", "2500.0")]
    [InlineData("0.00000100", "0.000001")]
    [InlineData("92233720368.54775807", "92233720368.54775807")]
    [InlineData("1.0000000000000", "1.0")]
    public void Decimals_are_read_exactly(string text, string expected)
    {
        Assert.True(DecimalText.TryParse(text, DecimalRounding.Exact, out Dec8 value));
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("1e99")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("0.000000001")]
    [InlineData("92233720368.54775808")]
    public void What_is_no_exact_decimal_is_refused(string text) => Assert.False(DecimalText.TryParse(text, DecimalRounding.Exact, out _));

    [Fact]
    public void Bounds_round_so_that_no_eight_digit_number_changes_sides()
    {
        Assert.True(DecimalText.TryParse("0.000000011", DecimalRounding.Up, out Dec8 min));
        Assert.True(DecimalText.TryParse("0.000000019", DecimalRounding.Down, out Dec8 max));
        Assert.True(DecimalText.TryParse("1e30", DecimalRounding.Down, out Dec8 none));
        Assert.False(DecimalText.TryParse("1e30", DecimalRounding.Up, out _));
        Assert.Equal((2, 1, 0), (min.Raw, max.Raw, none.Raw));
    }

    private static SourceText Text(string text) => new("instruments.json", text);
}
