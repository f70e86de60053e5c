using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class FundingTests
{
    private const string Perpetual =
        """1562305380100000000 {"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15000000","i":"11784.62659091","P":"11784.25641265","r":"-0.00038167","T":1562306400000}}""";

    private const string Delivery =
        """1562305380100000000 {"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSD_201225","p":"10934.62615417","P":"10962.17178236","r":"","T":0}""";

    [Fact]
    public void A_mark_price_tells_the_marks_and_the_signed_rate()
    {
        MarketEvent e = Assert.Single(Feeds.Replay(Perpetual).Events);

        Assert.Equal(MarketEventKind.Funding, e.Kind);
        Assert.Equal(new Instrument("/binance_usdm", "BTCUSDT"), e.Instrument);
        Assert.Equal(EventTime.FromMilliseconds(1562305380000), e.ExchangeTime);
        Assert.Equal(new FundingUpdate(true, Dec8.Parse("-0.00038167"), Dec8.Parse("11794.15"), Dec8.Parse("11784.62659091")), e.Funding);
    }

    [Fact]
    public void A_delivery_contract_has_a_mark_and_no_rate()
    {
        MarketEvent e = Assert.Single(Feeds.Replay(Delivery).Events);

        Assert.Equal("/binance_cm", e.Venue);
        Assert.Equal(new FundingUpdate(false, Dec8.Zero, Dec8.Parse("10934.62615417"), Dec8.Zero), e.Funding);
    }

    [Theory]
    [InlineData("\"p\":\"11794.15000000\",", "", FeedFault.MissingField)]
    [InlineData("11794.15000000", "0", FeedFault.NumberOutOfRange)]
    [InlineData("-0.00038167", "much", FeedFault.IllTypedField)]
    [InlineData("11784.62659091", "-1", FeedFault.NegativeNumber)]
    [InlineData("-0.00038167", "0.000000001", FeedFault.TooManyDecimals)]
    public void A_damaged_mark_price_is_counted_and_skipped(string part, string instead, FeedFault fault)
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Perpetual.Replace(part, instead, StringComparison.Ordinal));

        Assert.Empty(events);
        Assert.Equal(1, statistics.CountOf(fault));
    }

    [SharedTheory]
    [InlineData("fixtures/binance_net/Subscriptions/UsdFutures/MarkPrice.txt")]
    [InlineData("fixtures/nautilus/binance/futures/market_data_json/mark_price_stream.json")]
    public void Recorded_messages_of_the_venue_are_read(string file)
    {
        string text = File.ReadAllText(TestData.File(file));
        int start = text.IndexOf("\n=", StringComparison.Ordinal) is var at && at < 0 ? 0 : at + 2;
        MarketEvent e = Assert.Single(Feeds.Replay("1562305380100000000 " + text[start..].ReplaceLineEndings(" ").Trim()).Events);

        Assert.Equal(Dec8.Parse("0.00038167"), e.Funding.Rate);
    }

    [SharedFact]
    public void A_recorded_history_of_rates_is_read_whole()
    {
        DiagnosticBag diagnostics = new();
        using IMarketFeed feed = FeedSpec.Parse($"funding:{TestData.File("funding/freqtrade_perp_XRPUSDT_funding_8h.csv")}?venue=/binance_usdm", diagnostics)!.Open(diagnostics)!;
        List<MarketEvent> events = Feeds.Drain(feed);

        Assert.Equal(91, events.Count);
        Assert.Equal(feed.Statistics.CountOf(FeedFault.RoundedNumber), feed.Statistics.Faults);
        Assert.Equal(new Instrument("/binance_usdm", "XRPUSDT"), events[0].Instrument);
        Assert.Equal(EventTime.FromMilliseconds(1637193600017), events[0].Time);
        Assert.Equal(Dec8.Parse("0.0001"), events[0].Funding.Rate);
    }

    [Fact]
    public void Rows_that_are_no_rates_are_counted_and_skipped()
    {
        using TemporaryFile file = TemporaryFile.OfCsv(
            "funding_rate,index_price,ts_ms,mark_price", "-0.0001,100,1000,101", "0.0001,100", "x,100,2000,101", "0.0002,-1,3000,101", "0.0003,100,1000,101", "0.0004,100,500,101",
            "0.000000001,100,4000,101", "0.0005,100,y,101");
        using FundingCsvReader reader = FundingCsvReader.TryOpen(file.Path, "/x", "BTCUSDT", out _)!;
        List<MarketEvent> events = Feeds.Drain(reader);

        Assert.Equal([1000L, 4000], events.Select(static e => e.Time.Nanoseconds / 1_000_000));
        Assert.Equal(new FundingUpdate(true, Dec8.Parse("-0.0001"), Dec8.Parse("101"), Dec8.Parse("100")), events[0].Funding);
        Assert.All(
            [FeedFault.WrongColumnCount, FeedFault.NegativeNumber, FeedFault.DuplicateTimestamp, FeedFault.BackwardRow, FeedFault.RoundedNumber],
            fault => Assert.Equal(1, reader.Statistics.CountOf(fault)));
        Assert.Equal(2, reader.Statistics.CountOf(FeedFault.NotANumber));
    }

    [Fact]
    public void A_file_without_the_columns_is_refused_with_CSR6106()
    {
        using TemporaryFile file = TemporaryFile.OfCsv("time,rate", "1000,0.0001");
        DiagnosticBag diagnostics = new();

        Assert.Null(FeedSpec.Parse($"funding:{file.Path}?symbol=BTCUSDT", diagnostics)!.Open(diagnostics));
        Assert.Equal("CSR6106", Assert.Single(diagnostics.ToSorted()).Code);
    }
}
