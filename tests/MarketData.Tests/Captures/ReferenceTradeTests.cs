using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class ReferenceTradeTests
{
    [SharedTheory]
    [InlineData("binance_spot:BTCUSDT", "derived/trades_binance_spot_BTCUSDT_20240808.csv", 9757)]
    [InlineData("binance_usdm:BTCUSDT", "derived/trades_binance_usdm_BTCUSDT_20240808.csv", 21313)]
    [InlineData("binance_cm:BTCUSD_PERP", "derived/trades_binance_cm_BTCUSD_PERP_20240808.csv", 2286)]
    public void Every_trade_of_a_capture_equals_the_row_that_another_program_extracted(string key, string csv, int count)
    {
        string[] rows = File.ReadAllLines(TestData.File(csv));
        int row = 1;
        using CaptureReader reader = CaptureReader.Open(ReferenceCapture.PathOf(key));
        while (reader.TryNext(out MarketEvent e))
        {
            if (e.Kind == MarketEventKind.Trade)
            {
                AssertRow(rows[row++].Split(','), e);
            }
        }

        Assert.Equal(count, row - 1);
        Assert.Equal(rows.Length, row);
    }

    [SharedTheory]
    [InlineData("binance_spot:BTCUSDT", 41249)]
    [InlineData("binance_spot:ETHUSDT", 33618)]
    [InlineData("binance_usdm:BTCUSDT", 93954)]
    [InlineData("binance_cm:BTCUSD_PERP", 48270)]
    public void Every_frame_of_a_capture_becomes_one_event_in_order_of_time(string key, int frames)
    {
        using CaptureReader reader = CaptureReader.Open(ReferenceCapture.PathOf(key));
        List<MarketEvent> events = Feeds.Drain(reader);
        Assert.Equal(frames, events.Count);
        Assert.Equal(reader.Statistics.CountOf(FeedFault.TimestampBackward), reader.Statistics.Faults);
        Assert.True(events.Zip(events.Skip(1)).All(static p => p.First.Time <= p.Second.Time));
        Assert.All(events, e => Assert.Equal(ReferenceCapture.InstrumentOf(key), e.Instrument));

        // The recorder's clock was about 1.27 s behind; event times must not be.
        Assert.All(events, static e => Assert.InRange(e.Time.Nanoseconds - e.ReceiveTime.Nanoseconds, 1_000_000_000, 1_500_000_000));
    }

    [SharedFact]
    public void Snapshots_and_updates_recorded_in_two_files_make_whole_books_once_merged()
    {
        using BookTracker tracker = new(new FeedMerger(
            [CaptureReader.Open(TestData.File("raw_ws/cryptofeed/BINANCE.http.0.0.txt")), CaptureReader.Open(TestData.File("raw_ws/cryptofeed/BINANCE.ws.1.0.txt"))]));
        Feeds.Drain(tracker);
        Assert.Equal(["BLZETH", "LRCBTC", "NKNUSDT", "RUNEEUR"], tracker.Books.All.Select(static b => b.Instrument.Symbol));
        Assert.All(tracker.Books.All, static b => Assert.Equal((BookState.Live, 0L), (b.State, b.Gaps)));
        Assert.True(tracker.Books.All.Sum(static b => b.Applied) > 20);

        // The recording's own header line is the only one that is no frame.
        Assert.Equal(1, tracker.Statistics.CountOf(FeedFault.NotJson));
    }

    [SharedFact]
    public void A_recording_of_whole_books_and_trades_is_read_to_the_end()
    {
        using BookTracker tracker = new(CaptureReader.Open(TestData.File("raw_ws/hyperliquid_btc_20250126.jsonl.gz")));
        Feeds.Drain(tracker);
        Assert.Equal(46, tracker.Statistics.CountOf(MarketEventKind.BookSnapshot));
        Assert.True(tracker.Statistics.CountOf(MarketEventKind.Trade) >= 9);
        OrderBook book = Assert.Single(tracker.Books.All);
        Assert.Equal((BookState.Live, 20, 20), (book.State, book.BidLevels, book.AskLevels));
        Assert.Equal(Dec8.Parse("105050"), book.Bid(0).Price);
    }

    private static void AssertRow(string[] cells, in MarketEvent e)
    {
        Assert.Equal(Integer(cells[0]), e.ReceiveTime.Nanoseconds);
        Assert.Equal(EventTime.FromMilliseconds(Integer(cells[1])), e.ExchangeTime);
        Assert.Equal(EventTime.FromMilliseconds(Integer(cells[2])), e.Trade.TradeTime);
        Assert.Equal(Integer(cells[3]), e.Trade.TradeId);
        Assert.Equal(decimal.Parse(cells[4], CultureInfo.InvariantCulture) * Dec8.Scale, e.Trade.Price.Raw);
        Assert.Equal(decimal.Parse(cells[5], CultureInfo.InvariantCulture) * Dec8.Scale, e.Trade.Size.Raw);
        Assert.Equal(cells[6] == "buy" ? TradeSide.Buy : TradeSide.Sell, e.Trade.Aggressor);
        Assert.Equal(cells[7] == "MARKET" ? ExecutionKind.Market : ExecutionKind.Unstated, e.Trade.Execution);
    }

    private static long Integer(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
