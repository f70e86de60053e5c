using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class BarCsvTests
{
    private const string Header = "ts_ms,open,high,low,close,volume";

    [Fact]
    public void A_bar_is_an_event_at_its_close()
    {
        (List<MarketEvent> events, _) = Read(new BarCsvOptions { Symbol = "BTCUSD", Venue = "/coinbase" }, Header, "0,1,3,0.5,2,10", "60000,1,1,1,1,0");
        Assert.Equal(EventTime.FromMilliseconds(60_000), events[0].Time);
        Assert.Equal(new Bar(default, 60_000_000_000, Dec8.Parse("1"), Dec8.Parse("3"), Dec8.Parse("0.5"), Dec8.Parse("2"), Dec8.Parse("10")), events[0].Bar);
        Assert.Equal("/coinbase:BTCUSD", events[0].Instrument.ToString());
        Assert.Equal(new SourcePosition(0, 2, Crc32C.Of("0,1,3,0.5,2,10"u8)), events[0].Source);
    }

    [Theory]
    [InlineData("60000,x,1,1,1,1", FeedFault.NotANumber)]
    [InlineData("60000,,1,1,1,1", FeedFault.NotANumber)]
    [InlineData("60000,nan,1,1,1,1", FeedFault.NotANumber)]
    [InlineData("soon,1,1,1,1,1", FeedFault.NotANumber)]
    [InlineData("60000,1,1,1,1,-4", FeedFault.NegativeNumber)]
    [InlineData("-1,1,1,1,1,1", FeedFault.NegativeNumber)]
    [InlineData("60000,1e30,1,1,1,1", FeedFault.NotANumber)]
    [InlineData("60000,1e20,1,1,1,1", FeedFault.NumberOutOfRange)]
    [InlineData("60000,1,1,2,1,1", FeedFault.InconsistentBar)]
    [InlineData("60000,5,4,2,3,1", FeedFault.InconsistentBar)]
    [InlineData("60000,0,1,0,1,1", FeedFault.InconsistentBar)]
    [InlineData("60000,1,1,1,1", FeedFault.WrongColumnCount)]
    [InlineData("60000,1,1,1,1,1,1", FeedFault.WrongColumnCount)]
    [InlineData("0,1,1,1,1,1", FeedFault.DuplicateTimestamp)]
    public void A_bad_row_is_counted_with_its_line_and_skipped(string row, FeedFault fault)
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Read(new BarCsvOptions { Symbol = "X" }, Header, "0,1,1,1,1,1", row, "120000,1,1,1,1,1", "180000,1,1,1,1,1");
        Assert.Equal(3, events.Count);
        Assert.Equal((1, 1), (statistics.CountOf(fault), statistics.Faults));
        Assert.Equal(new FaultExample(3, row), statistics.FirstOf(fault));
    }

    [Fact]
    public void A_row_that_goes_back_in_time_is_skipped()
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Read(new BarCsvOptions { Symbol = "X" }, Header, "60000,1,1,1,1,1", "0,1,1,1,1,1", "120000,1,1,1,1,1");
        Assert.Equal(2, events.Count);
        Assert.Equal(1, statistics.CountOf(FeedFault.BackwardRow));
    }

    [Fact]
    public void Float_noise_is_rounded_half_to_even_and_counted()
    {
        (List<MarketEvent> events, FeedStatistics statistics) =
            Read(new BarCsvOptions { Symbol = "X", LengthNs = 1 }, Header, "0,1,1,1,1,2.5833652000000003", "1,1e-05,1E-5,0.00001,1e-5,0.123456785");
        Assert.Equal(Dec8.Parse("2.5833652"), events[0].Bar.Volume);
        Assert.Equal(Dec8.Parse("0.12345678"), events[1].Bar.Volume);
        Assert.Equal(Dec8.Parse("0.00001"), events[1].Bar.Open);
        Assert.Equal(2, statistics.CountOf(FeedFault.RoundedNumber));
    }

    [Fact]
    public void Bid_and_ask_columns_give_quotes_and_crossed_ones_are_refused()
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Read(
            new BarCsvOptions { Symbol = "X" },
            "ts_ms,bid_open,bid_close,bid_size,ask_open,ask_close,ask_size", "0,9,1,5,9,2,6", "60000,9,2,5,9,2,6");
        Quote quote = Assert.Single(events).Quote;
        Assert.Equal(new Quote(Dec8.Parse("1"), Dec8.Parse("5"), Dec8.Parse("2"), Dec8.Parse("6"), 0), quote);
        Assert.Equal(1, statistics.CountOf(FeedFault.CrossedQuote));
    }

    [SharedTheory]
    [InlineData("ohlcv_1m/binance_BTCUSDT_20210219-25.csv", 10080, 60)]
    [InlineData("ohlcv_1m/ftx_perp_BTC-PERP_20211231-20220201.csv", 45031, 60)]
    [InlineData("ohlcv_1h/binance_BTCUSDT_20180501-05.csv", 120, 3600)]
    [InlineData("ohlcv_5m/freqtrade_ADABTC_20180110-30.csv", 5720, 300)]
    [InlineData("quotes_1m/bybit_spot_BTCUSDT_20221213_quote.csv", 721, 60)]
    public void Every_row_of_a_real_file_is_read_and_its_length_inferred(string path, int rows, int seconds)
    {
        using BarCsvReader reader = BarCsvReader.TryOpen(TestData.File(path), new BarCsvOptions { Symbol = "X" }, out string? problem)!;
        Assert.Null(problem);
        Assert.Equal(seconds * 1_000_000_000L, reader.LengthNs);
        Assert.Equal(rows, Feeds.Drain(reader).Count);
        Assert.Equal(reader.Statistics.CountOf(FeedFault.RoundedNumber), reader.Statistics.Faults);
    }

    private static (List<MarketEvent> Events, FeedStatistics Statistics) Read(BarCsvOptions options, params string[] lines)
    {
        using TemporaryFile file = TemporaryFile.OfCsv(lines);
        using BarCsvReader reader = BarCsvReader.TryOpen(file.Path, options, out string? problem) ?? throw new InvalidOperationException(problem);
        return (Feeds.Drain(reader), reader.Statistics);
    }
}
