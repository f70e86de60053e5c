using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class FeedSpecTests
{
    [Theory]
    [InlineData("sim:42", FeedKind.Simulation, "")]
    [InlineData("sim:18446744073709551615?seconds=5", FeedKind.Simulation, "")]
    [InlineData("replay:/data/a.gz", FeedKind.Replay, "/data/a.gz")]
    [InlineData("replay:C:\\data\\a.gz?venue=/binance_spot&symbol=BTCUSDT", FeedKind.Replay, "C:\\data\\a.gz")]
    [InlineData("replay:what?.jsonl", FeedKind.Replay, "what?.jsonl")]
    [InlineData("bars:x.csv?interval=5m&venue=/coinbase", FeedKind.Bars, "x.csv")]
    public void A_specification_is_understood(string text, FeedKind kind, string path)
    {
        DiagnosticBag bag = new();
        FeedSpec spec = FeedSpec.Parse(text, bag)!;
        Assert.Empty(bag.ToSorted());
        Assert.Equal((kind, path, text), (spec.Kind, spec.Path, spec.Text));
    }

    [Theory]
    [InlineData("", "CSR6101", "write replay:FILE")]
    [InlineData("sim", "CSR6101", "'sim' is no feed")]
    [InlineData("replay:", "CSR6101", "write replay:FILE")]
    [InlineData("csv:x", "CSR6101", "'csv:x' is no feed")]
    [InlineData("sim:-1", "CSR6102", "seed '-1' is not a whole number")]
    [InlineData("sim:abc", "CSR6102", "seed 'abc' is not a whole number")]
    [InlineData("sim:1?seconds=0", "CSR6102", "seconds '0' is not a number from 1 to 604800")]
    [InlineData("sim:1?venue=/x", "CSR6102", "option 'venue=/x' is not known here; possible are seconds")]
    [InlineData("replay:a?venue=binance", "CSR6102", "venue 'binance' is no name")]
    [InlineData("replay:a?symbol=B T", "CSR6102", "symbol 'B T' is none")]
    [InlineData("replay:a?venue=/a&venue=/b", "CSR6102", "option 'venue' is given twice")]
    [InlineData("bars:a?interval=0m", "CSR6102", "interval '0m' is none")]
    [InlineData("bars:a?interval=5w", "CSR6102", "interval '5w' is none")]
    public void A_wrong_specification_is_refused_with_what_to_write(string text, string code, string words)
    {
        DiagnosticBag bag = new();
        Assert.Null(FeedSpec.Parse(text, bag));
        Diagnostic diagnostic = Assert.Single(bag.ToSorted());
        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_errors_up_front()
    {
        Assert.Contains("there is no file '/no/such.gz'", OpenError("replay:/no/such.gz").Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", OpenError("replay:" + Path.GetTempPath()).Message, StringComparison.Ordinal);
        Assert.Equal("CSR6103", OpenError("bars:/no/such.csv").Code);
    }

    [Fact]
    public void A_pipe_is_refused_since_a_feed_is_read_from_its_start_more_than_once()
    {
        using System.IO.Pipes.AnonymousPipeServerStream pipe = new(System.IO.Pipes.PipeDirection.Out, HandleInheritability.Inheritable);
        if (!OperatingSystem.IsLinux())
        {
            return; // pipes have no path elsewhere
        }

        string path = $"/dev/fd/{pipe.GetClientHandleAsString()}";
        Assert.Contains("is a pipe", OpenError("replay:" + path).Message, StringComparison.Ordinal);
        Assert.Contains("is a pipe", OpenError("bars:" + path).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSDT.csv", "BTCUSDT")]
    [InlineData("btcusdt.csv", "btcusdt")]
    [InlineData("kraken_perp_BTCUSDT_20221213_trade.csv", "BTCUSDT")]
    [InlineData("binance_LTCUSDT_20201108-09.csv.gz", "LTCUSDT")]
    [InlineData("ftx_perp_BTC-PERP_20211231-20220201.csv", "BTC-PERP")]
    [InlineData("OHLC_ETHUSD_1m.csv", "ETHUSD")]
    [InlineData("bars_20211231.csv", "bars_20211231")]
    public void A_file_of_bars_tells_its_symbol_in_its_name(string name, string symbol)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, name);
            File.WriteAllLines(path, ["ts_ms,open,high,low,close,volume", "0,1,1,1,1,1", "60000,1,1,1,1,1"]);
            using IMarketFeed feed = Open("bars:" + path);
            Assert.All(Feeds.Drain(feed), e => Assert.Equal(symbol, e.Instrument.Symbol));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_without_the_columns_of_bars_is_an_error_that_names_them()
    {
        using TemporaryFile file = TemporaryFile.OfCsv("time,price", "1,2");
        Diagnostic diagnostic = OpenError("bars:" + file.Path);
        Assert.Equal("CSR6104", diagnostic.Code);
        Assert.Contains("ts_ms, open, high, low, close, volume", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_file_of_one_row_needs_its_interval()
    {
        using TemporaryFile file = TemporaryFile.OfCsv("ts_ms,open,high,low,close,volume", "0,1,1,1,1,1");
        Assert.Contains("?interval=1m", OpenError($"bars:{file.Path}?symbol=X").Message, StringComparison.Ordinal);
        using IMarketFeed feed = Open($"bars:{file.Path}?symbol=X&interval=1h");
        Assert.Equal(3_600_000_000_000, Assert.Single(Feeds.Drain(feed)).Bar.LengthNs);
    }

    [Fact]
    public void Options_reach_the_feed()
    {
        using TemporaryFile file = TemporaryFile.Of(Frames.SpotSnapshot);
        using IMarketFeed feed = Open($"replay:{file.Path}?venue=/binance_usdm&symbol=ETHUSDT");
        Assert.Equal(new Instrument("/binance_usdm", "ETHUSDT"), Assert.Single(Feeds.Drain(feed)).Instrument);
        using IMarketFeed simulation = Open("sim:7?seconds=3");
        Assert.True(Feeds.Drain(simulation)[^1].Time < new EventTime(Feeds.Drain(Open("sim:7?seconds=4"))[^1].Time.Nanoseconds));
    }

    [Fact]
    public void What_went_wrong_in_a_feed_is_reported_in_words_with_the_first_place()
    {
        using TemporaryFile file = TemporaryFile.Of(Frames.SpotTrade, "oops", Frames.SpotTrade);
        using IMarketFeed feed = Open("replay:" + file.Path);
        Feeds.Drain(feed);
        Assert.Equal(
            [
                ("CSR6121", $"{file.Path}: 1 line(s) that are no JSON frame, skipped; first at line 2: oops"),
                ("CSR6125", $"{file.Path}: 1 trade(s) that came already, dropped; first at line 3: {Frames.SpotTrade[..120]}..."),
            ],
            FeedReport.Of(feed).Select(static d => (d.Code, d.Message)));
    }

    [Fact]
    public void A_feed_without_events_is_reported()
    {
        using TemporaryFile file = TemporaryFile.OfBytes([]);
        using IMarketFeed feed = Open("replay:" + file.Path);
        Feeds.Drain(feed);
        Assert.Equal("CSR6105", Assert.Single(FeedReport.Of(feed)).Code);
    }

    private static IMarketFeed Open(string text)
    {
        DiagnosticBag bag = new();
        IMarketFeed? feed = FeedSpec.Parse(text, bag)!.Open(bag);
        Assert.Empty(bag.ToSorted());
        return feed!;
    }

    private static Diagnostic OpenError(string text)
    {
        DiagnosticBag bag = new();
        Assert.Null(FeedSpec.Parse(text, bag)!.Open(bag));
        return Assert.Single(bag.ToSorted());
    }
}
