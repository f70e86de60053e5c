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
