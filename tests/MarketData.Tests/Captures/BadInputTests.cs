using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>Bad input never stops a feed and is never silent.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("hello", FeedFault.NotJson)]
    [InlineData("12 {\"e\":\"trade\",", FeedFault.NotJson)]
    [InlineData("12 [1,2]", FeedFault.NotJson)]
    [InlineData("noon {\"e\":\"trade\"}", FeedFault.NotJson)]
    [InlineData("-5 {\"e\":\"trade\"}", FeedFault.NotJson)]
    [InlineData("12 {\"a\":1} {\"b\":2}", FeedFault.NotJson)]
    [InlineData("12 {\"result\":null,\"id\":1}", FeedFault.UnknownKind)]
    [InlineData("12 {\"type\":\"ticker\",\"price\":\"14.7\",\"time\":\"2021-04-17T16:56:57Z\"}", FeedFault.UnknownKind)]
    [InlineData("12 {\"e\":\"24hrTicker\",\"E\":1,\"s\":\"BTCUSDT\"}", FeedFault.UnknownKind)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.MissingField)]
    [InlineData("12 {\"e\":\"trade\",\"E\":\"soon\",\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.IllTypedField)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":5,\"t\":7,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.IllTypedField)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"B T C\",\"t\":7,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.IllTypedField)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"1e3\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.IllTypedField)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"NaN\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.IllTypedField)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"1.123456789\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.TooManyDecimals)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"99999999999999\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.NumberOutOfRange)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"9999999999999999999999\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.NumberOutOfRange)]
    [InlineData("12 {\"e\":\"trade\",\"E\":99999999999999999999,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.NumberOutOfRange)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"0\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.NumberOutOfRange)]
    [InlineData("12 {\"e\":\"trade\",\"E\":1001,\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"-1\",\"q\":\"1\",\"T\":1,\"m\":true}", FeedFault.NegativeNumber)]
    [InlineData("12 {\"e\":\"depthUpdate\",\"E\":1001,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,\"b\":[[\"1\"]],\"a\":[]}", FeedFault.IllTypedField)]
    [InlineData("12 {\"e\":\"depthUpdate\",\"E\":1001,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,\"b\":[5],\"a\":[]}", FeedFault.IllTypedField)]
    [InlineData("12 {\"e\":\"depthUpdate\",\"E\":1001,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,\"b\":[[\"0\",\"1\"]],\"a\":[]}", FeedFault.NumberOutOfRange)]
    public void A_bad_line_is_counted_with_its_place_and_the_next_is_read(string bad, FeedFault fault)
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.SpotTrade, bad, Frames.SpotDepth);
        Assert.Equal([MarketEventKind.Trade, MarketEventKind.BookDelta], events.Select(static e => e.Kind));
        Assert.Equal(1, statistics.CountOf(fault));
        Assert.Equal(1, statistics.Faults);
        Assert.Equal(2, statistics.FirstOf(fault)!.Line);
        Assert.StartsWith(bad[..5], statistics.FirstOf(fault)!.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_is_told_by_its_first_bytes_and_one_cut_short_gives_what_it_holds()
    {
        string text = string.Concat(Enumerable.Range(0, 3000).Select(static i =>
            $"{1000000000000 + i} {{\"e\":\"trade\",\"E\":{1000 + i},\"s\":\"BTCUSDT\",\"t\":{i + 1},\"p\":\"{100 + (i * 7919 % 997)}\",\"q\":\"1\",\"T\":1,\"m\":true,\"M\":true}}\n"));
        byte[] whole = TemporaryFile.Zip(text);
        (int wholeCount, FeedStatistics wholeStatistics) = Count(whole);
        Assert.Equal((3000, 0L), (wholeCount, wholeStatistics.Faults));

        (int cutCount, FeedStatistics cutStatistics) = Count(whole[..(whole.Length / 2)]);
        Assert.InRange(cutCount, 100, 2900);
        Assert.Equal(1, cutStatistics.CountOf(FeedFault.TruncatedInput));
        Assert.Equal(1, cutStatistics.Faults);

        (int twiceCount, FeedStatistics twiceStatistics) = Count([.. TemporaryFile.Zip(Frames.SpotTrade + "\n"), .. TemporaryFile.Zip(Frames.SpotDepth)]);
        Assert.Equal((2, 0L), (twiceCount, twiceStatistics.Faults));

        // Cut within the checksum: all data came through, but nobody can say so.
        Assert.Equal(1, Count(whole[..^4]).Statistics.CountOf(FeedFault.TruncatedInput));
    }

    [Fact]
    public void A_line_over_the_bound_is_skipped_without_holding_it_all()
    {
        byte[] overlong = new byte[LineReader.MaxLineBytes + 5_000_000];
        Array.Fill(overlong, (byte)'x');
        byte[] content = [.. Encoding.UTF8.GetBytes(Frames.SpotTrade + "\n"), .. overlong, .. Encoding.UTF8.GetBytes("\n" + Frames.SpotDepth)];
        using TemporaryFile file = TemporaryFile.OfBytes(content);
        using CaptureReader reader = CaptureReader.Open(file.Path);
        Assert.Equal([1, 3], Feeds.Drain(reader).Select(static e => e.Source.Line));
        Assert.Equal(1, reader.Statistics.CountOf(FeedFault.OverlongLine));
    }

    [Fact]
    public void A_crossed_quote_is_refused_and_a_status_says_so()
    {
        string crossed = Frames.SpotTicker.Replace("\"100.10000000\"", "\"100.30000000\"", StringComparison.Ordinal);
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(crossed);
        Assert.Equal(FeedStatusKind.CrossedQuote, Assert.Single(events).Status.Kind);
        Assert.Equal(1, statistics.CountOf(FeedFault.CrossedQuote));
    }

    [Fact]
    public void A_byte_order_mark_costs_no_line()
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay("\uFEFF" + Frames.SpotTrade, "\uFEFF" + Frames.SpotTicker);
        Assert.Single(events); // only a file's first line may have one
        Assert.Equal(1, statistics.CountOf(FeedFault.NotJson));
    }

    [Fact]
    public void A_repeated_trade_is_dropped()
    {
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.SpotTrade, Frames.SpotTrade);
        Assert.Single(events);
        Assert.Equal(1, statistics.CountOf(FeedFault.DuplicateTrade));
    }

    [Fact]
    public void Trades_that_come_in_two_forms_count_once()
    {
        string aggregate = Frames.SpotAggTrade.Replace("ETHUSDT", "BTCUSDT", StringComparison.Ordinal);
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.SpotTrade, aggregate);
        Assert.False(Assert.Single(events).Trade.IsAggregate);
        Assert.Equal(1, statistics.CountOf(FeedFault.MixedTradeStreams));
    }

    [Fact]
    public void A_time_that_jumps_back_keeps_its_place_and_event_time_stands_still()
    {
        string late = Frames.UsdmTrade.Replace("\"E\":1006", "\"E\":900", StringComparison.Ordinal);
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.UsdmTicker, late);
        Assert.Equal(EventTime.FromMilliseconds(900), events[1].ExchangeTime);
        Assert.Equal(EventTime.FromMilliseconds(1005), events[1].Time);
        Assert.Equal(1, statistics.CountOf(FeedFault.TimestampBackward));
    }

    [Fact]
    public void A_time_hours_away_is_not_believed()
    {
        string wild = Frames.UsdmTrade.Replace("\"E\":1006", "\"E\":900000000000", StringComparison.Ordinal);
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(Frames.UsdmTicker, wild, Frames.UsdmDepth);
        Assert.Equal(1, statistics.CountOf(FeedFault.ImplausibleTime));
        Assert.Equal(EventTime.FromMilliseconds(1007), events[2].Time);
        Assert.InRange(events[1].Time.Nanoseconds, events[0].Time.Nanoseconds, events[2].Time.Nanoseconds);
    }

    [Fact]
    public void One_wild_time_never_stops_the_clock_for_the_frames_behind_it()
    {
        long[] jumps = [-86_400_000, -7_200_000, 120_000, 1_800_000, 7_200_000, 31_536_000_000];
        foreach (long jump in jumps)
        {
            foreach (string wild in new[] { Trade(10, Start + 10, Start + 10 + jump), Trade(10, Start + 10 + jump, Start + 10), Ticker(Start + 10 + jump) })
            {
                List<string> lines = [.. Enumerable.Range(1, 10).Select(static i => i % 2 == 0 ? Ticker(Start + i) : Trade(i, Start + i, Start + i))];
                lines.Add(wild);
                lines.AddRange(Enumerable.Range(11, 10).Select(static i => i % 2 == 0 ? Ticker(Start + i) : Trade(i, Start + i, Start + i)));
                (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay([.. lines]);
                Assert.Equal(EventTime.FromMilliseconds(Start + 20), events[^1].Time);
                bool backward = jump < 0 && wild == Ticker(Start + 10 + jump);
                bool noticed = statistics.CountOf(backward ? FeedFault.TimestampBackward : FeedFault.ImplausibleTime) == 1;
                bool harmless = wild == Trade(10, Start + 10 + jump, Start + 10); // its exchange time is right, and tells
                Assert.True(noticed || harmless, $"a jump of {jump} ms in {wild} was not counted");
            }
        }
    }

    [Fact]
    public void A_pause_of_hours_is_believed_when_both_clocks_tell_of_it_and_soon_when_only_one_does()
    {
        const long Pause = 7_200_000;
        (List<MarketEvent> both, FeedStatistics faults) = Feeds.Replay(Trade(1, Start, Start), Trade(2, Start + Pause, Start + Pause));
        Assert.Equal(EventTime.FromMilliseconds(Start + Pause), both[^1].Time);
        Assert.Equal(0, faults.Faults);

        string[] tickers = [.. Enumerable.Range(1, 30).Select(static i => Ticker(Start + i + (i > 10 ? Pause : 0)))];
        (List<MarketEvent> one, FeedStatistics few) = Feeds.Replay(tickers);
        Assert.Equal(EventTime.FromMilliseconds(Start + 30 + Pause), one[^1].Time);
        Assert.Equal(1, few.CountOf(FeedFault.ImplausibleTime));

        string[] bare = [.. Enumerable.Range(1, 9).Select(static i => Trade(i, 0, Start + i + (i > 3 ? Pause : 0))[2..])];
        (List<MarketEvent> unstamped, FeedStatistics doubted) = Feeds.Replay(bare);
        Assert.Equal(EventTime.FromMilliseconds(Start + 9 + Pause), unstamped[^1].Time);
        Assert.InRange(doubted.CountOf(FeedFault.ImplausibleTime), 1, 3);
    }

    /// <summary>Unix milliseconds, late enough for a year to be taken off.</summary>
    private const long Start = 100_000_000_000;

    private static string Trade(long id, long receivedMs, long statedMs) =>
        $$"""{{receivedMs * 1_000_000}} {"e":"trade","E":{{statedMs}},"s":"BTCUSDT","t":{{id}},"p":"1","q":"1","T":1,"m":true,"M":true}""";

    private static string Ticker(long receivedMs) =>
        $$"""{{receivedMs * 1_000_000}} {"u":41,"s":"BTCUSDT","b":"1","B":"2","a":"2","A":"3"}""";

    [Fact]
    public void A_frame_without_exchange_time_takes_its_receive_time_shifted_by_the_clocks_difference()
    {
        // The recorder's clock is 5 s behind the exchange's.
        string trade = """10000000000 {"e":"trade","E":15000,"s":"BTCUSDT","t":7,"p":"1","q":"1","T":1,"m":true,"M":true}""";
        string ticker = """10250000000 {"u":41,"s":"BTCUSDT","b":"1","B":"2","a":"2","A":"3"}""";
        (List<MarketEvent> events, _) = Feeds.Replay(trade, ticker);
        Assert.Equal(EventTime.FromMilliseconds(15250), events[1].Time);
    }

    [Fact]
    public void Damaged_lines_never_throw_and_every_line_is_accounted_for()
    {
        Random random = new(12345);
        string[] good =
        [
            Frames.SpotTicker, Frames.SpotTrade, Frames.SpotDepth, Frames.SpotSnapshot, Frames.UsdmTicker, Frames.UsdmDepth,
            Frames.CoinmTicker, Frames.ClosedKline, Frames.HyperliquidBook, Frames.HyperliquidTrades, Frames.CryptofeedSnapshot,
        ];
        string[] lines = [.. Enumerable.Range(0, 20_000).Select(_ => Damage(good[random.Next(good.Length)], random))];
        (List<MarketEvent> events, FeedStatistics statistics) = Feeds.Replay(lines);
        long timeFaults = statistics.CountOf(FeedFault.TimestampBackward) + statistics.CountOf(FeedFault.ImplausibleTime);
        long openKlines = lines.Count(static l => l.Contains("\"kline\"", StringComparison.Ordinal));
        long batches = lines.Count(static l => l.Contains("\"trades\"", StringComparison.Ordinal));
        long accounted = statistics.Events + statistics.Faults - timeFaults - statistics.CountOf(FeedFault.CrossedQuote);
        Assert.InRange(accounted, lines.Length - openKlines - batches, lines.Length + batches);
        Assert.True(events.Count > 1000);
        Assert.True(statistics.CountOf(FeedFault.NotJson) > 1000);
        Assert.True(events.Zip(events.Skip(1)).All(static p => p.First.Time <= p.Second.Time));
    }

    private static string Damage(string line, Random random)
    {
        char[] text = line.ToCharArray();
        int changes = random.Next(4);
        for (int i = 0; i < changes; i++)
        {
            text[random.Next(text.Length)] = "0123456789\"{}[]:,.-eEx"[random.Next(22)];
        }

        return random.Next(20) == 0 ? new string(text, 0, random.Next(1, text.Length)) : new string(text);
    }

    private static (int Count, FeedStatistics Statistics) Count(byte[] content)
    {
        using TemporaryFile file = TemporaryFile.OfBytes(content);
        using CaptureReader reader = CaptureReader.Open(file.Path);
        return (Feeds.Drain(reader).Count, reader.Statistics);
    }
}
