using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class MessageTests
{
    [Fact]
    public void A_spot_ticker_becomes_a_quote_without_an_exchange_time()
    {
        MarketEvent e = Single(Frames.SpotTicker);
        Assert.Equal(new Instrument("/binance_spot", "BTCUSDT"), e.Instrument);
        Assert.Equal(new Quote(Dec8.Parse("100.1"), Dec8.Parse("2"), Dec8.Parse("100.2"), Dec8.Parse("3"), 41), e.Quote);
        Assert.Equal(41, e.UpdateId);
        Assert.Equal(EventTime.Zero, e.ExchangeTime);
        Assert.Equal(new EventTime(1000000001000), e.ReceiveTime);
        Assert.Equal(new SourcePosition(0, 1, Crc32C.Of(System.Text.Encoding.UTF8.GetBytes(Frames.SpotTicker))), e.Source);
    }

    [Fact]
    public void A_spot_trade_tells_the_aggressor_by_the_maker_flag()
    {
        MarketEvent e = Single(Frames.SpotTrade);
        Trade expected = new(
            Dec8.Parse("100.2"), Dec8.Parse("0.5"), 7, EventTime.FromMilliseconds(1000), TradeSide.Buy, ExecutionKind.Unstated, false);
        Assert.Equal(expected, e.Trade);
        Assert.Equal(EventTime.FromMilliseconds(1001), e.ExchangeTime);
        Assert.Equal(EventTime.FromMilliseconds(1001), e.Time);
    }

    [Fact]
    public void An_aggregate_trade_is_marked_as_one()
    {
        MarketEvent e = Single(Frames.SpotAggTrade);
        Assert.True(e.Trade.IsAggregate);
        Assert.Equal(9, e.Trade.TradeId);
        Assert.Equal(TradeSide.Sell, e.Trade.Aggressor);
    }

    [Fact]
    public void A_spot_update_has_no_previous_id_and_keeps_its_zero_sizes()
    {
        MarketEvent e = Single(Frames.SpotDepth);
        Assert.Equal(MarketEventKind.BookDelta, e.Kind);
        Assert.Equal(new BookUpdateIds(40, 44, BookUpdateIds.NoPrevious), e.BookIds);
        Assert.Equal([Level("100.1", "5"), Level("99", "0")], e.Bids.ToArray());
        Assert.Equal([Level("100.2", "1")], e.Asks.ToArray());
    }

    [Fact]
    public void A_futures_update_names_the_one_before()
    {
        MarketEvent e = Single(Frames.UsdmDepth);
        Assert.Equal(new BookUpdateIds(60, 64, 59), e.BookIds);
        Assert.Equal("/binance_usdm", e.Venue);
    }

    [Fact]
    public void A_snapshot_takes_symbol_and_venue_from_the_other_messages_of_its_file()
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.SpotSnapshot, Frames.UsdmDepth);
        Assert.Equal(new Instrument("/binance_usdm", "BTCUSDT"), events[0].Instrument);
        Assert.Equal(MarketEventKind.BookSnapshot, events[0].Kind);
        Assert.Equal(0, statistics.Faults);
    }

    [Fact]
    public void A_snapshot_in_a_file_of_several_symbols_is_refused_unless_one_is_named()
    {
        string[] lines = [Frames.SpotTrade, Frames.SpotAggTrade, Frames.SpotSnapshot];
        Assert.Equal(1, Feeds.Replay(lines).Statistics.CountOf(FeedFault.AmbiguousSymbol));
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(new CaptureOptions { Symbol = "ETHUSDT" }, lines);
        Assert.Equal("ETHUSDT", events[2].Symbol);
        Assert.Equal(0, statistics.Faults);
    }

    [Fact]
    public void A_closed_kline_becomes_a_bar_and_an_open_one_nothing()
    {
        (List<MarketEvent> events, FeedStatistics statistics) =
            Feeds.Replay(new CaptureOptions { Venue = "/binance_spot" }, Frames.OpenKline, Frames.ClosedKline);
        Bar bar = Assert.Single(events).Bar;
        Assert.Equal(60_000_000_000, bar.LengthNs);
        Assert.Equal((Dec8.Parse("1"), Dec8.Parse("3"), Dec8.Parse("0.5"), Dec8.Parse("2")), (bar.Open, bar.High, bar.Low, bar.Close));
        Assert.Equal(0, statistics.Faults);
    }

    [Fact]
    public void A_kline_of_an_unknown_venue_is_refused()
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.ClosedKline);
        Assert.Empty(events);
        Assert.Equal(1, statistics.CountOf(FeedFault.UnknownVenue));
    }

    [Theory]
    [InlineData(Frames.SpotTicker, "/binance_spot")]
    [InlineData(Frames.SpotTrade, "/binance_spot")]
    [InlineData(Frames.SpotSnapshot, "/binance_spot")]
    [InlineData(Frames.UsdmTicker, "/binance_usdm")]
    [InlineData(Frames.UsdmTrade, "/binance_usdm")]
    [InlineData(Frames.CoinmTicker, "/binance_cm")]
    [InlineData(Frames.CoinmTrade, "/binance_cm")]
    [InlineData(Frames.HyperliquidBook, "/hyperliquid")]
    public void The_shape_of_a_message_tells_its_venue_and_an_option_overrides_it(string line, string venue)
    {
        CaptureOptions symbol = new() { Symbol = "BTCUSDT" };
        Assert.Equal(venue, Assert.Single(Feeds.Replay(symbol, line).Events).Venue);
        Assert.Equal("/mine", Assert.Single(Feeds.Replay(symbol with { Venue = "/mine" }, line).Events).Venue);
    }

    [Fact]
    public void A_hyperliquid_frame_of_two_trades_gives_two_events_of_one_source_line()
    {
        (List<MarketEvent> events, _) = Feeds.Replay(Frames.HyperliquidBook, Frames.HyperliquidTrades);
        Assert.Equal([MarketEventKind.BookSnapshot, MarketEventKind.Trade, MarketEventKind.Trade], events.Select(static e => e.Kind));
        Assert.Equal([TradeSide.Sell, TradeSide.Buy], events.Skip(1).Select(static e => e.Trade.Aggressor));
        Assert.Equal([1, 2, 2], events.Select(static e => e.Source.Line));
    }

    [Fact]
    public void Lines_stamped_in_seconds_and_rest_lines_with_an_address_are_read()
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.CryptofeedDepth, Frames.CryptofeedSnapshot);
        Assert.Equal(0, statistics.Faults);
        Assert.Equal(new EventTime(1_500_000_000), events[0].ReceiveTime);
        Assert.Equal("BLZETH", events[1].Symbol);
    }

    [Fact]
    public void Bare_json_has_no_receive_time()
    {
        MarketEvent e = Single(Frames.UsdmTrade["1000000007000 ".Length..]);
        Assert.Equal(EventTime.Zero, e.ReceiveTime);
        Assert.Equal(ExecutionKind.InsuranceFund, e.Trade.Execution);
    }

    [Fact]
    public void The_order_of_fields_does_not_matter()
    {
        MarketEvent e = Single(
            """5 {"data":{"M":true,"m":false,"T":1000,"q":"0.50000000","p":"100.20000000","t":7,"s":"BTCUSDT","E":1001,"e":"trade"},"stream":"x"}""");
        Assert.Equal(Single(Frames.SpotTrade).Trade, e.Trade);
    }

    [Fact]
    public void Reading_the_payload_of_another_kind_is_a_bug_and_throws() =>
        Assert.Throws<InvalidOperationException>(() => Single(Frames.SpotTrade).Quote);

    private static MarketEvent Single(string line)
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(line);
        Assert.Equal(0, statistics.Faults);
        return Assert.Single(events);
    }

    private static BookLevel Level(string price, string size) => new(Dec8.Parse(price), Dec8.Parse(size));
}
