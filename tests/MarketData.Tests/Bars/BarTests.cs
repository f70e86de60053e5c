using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class BarTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Bars_of_random_trades_equal_those_computed_by_grouping()
    {
        Random random = new(3);
        List<(EventTime Time, Dec8 Price, Dec8 Size)> trades = [];
        long now = 1_700_000_000 * Second;
        for (int i = 0; i < 5_000; i++)
        {
            now += random.NextInt64(0, 3 * Second);
            trades.Add((new EventTime(now), new Dec8(random.Next(1, 1000)), new Dec8(random.Next(0, 1000))));
        }

        foreach (long length in new[] { Second, 5 * Second, 60 * Second, 7 * Second })
        {
            Bar[] expected = [.. trades.GroupBy(t => t.Time.Nanoseconds / length).Select(g => new Bar(
                new EventTime(g.Key * length), length, g.First().Price, g.Max(static t => t.Price), g.Min(static t => t.Price), g.Last().Price,
                new Dec8(g.Sum(static t => t.Size.Raw))))];
            Assert.Equal(expected, Build(trades, length));
        }
    }

    [Fact]
    public void Resampling_short_bars_equals_building_long_ones()
    {
        Random random = new(4);
        List<(EventTime Time, Dec8 Price, Dec8 Size)> trades = [.. Enumerable.Range(0, 5_000).Select(i =>
            (new EventTime(i * 400_000_000L), new Dec8(random.Next(1, 1000)), new Dec8(random.Next(1, 9))))];
        Assert.Equal(Build(trades, 60 * Second), Resample(Build(trades, Second), 60 * Second));
    }

    [Fact]
    public void An_interval_without_trades_gives_no_bar()
    {
        List<Bar> bars = Build([(new EventTime(0), Dec8.One, Dec8.One), (new EventTime(5 * Second), Dec8.One, Dec8.One)], Second);
        Assert.Equal([0, 5 * Second], bars.Select(static b => b.OpenTime.Nanoseconds));
    }

    [Fact]
    public void A_closed_bar_never_changes()
    {
        BarBuilder builder = new(Second);
        builder.Add(new EventTime(100), Dec8.One, Dec8.One, out _);
        Assert.True(builder.TryAdvance(new EventTime(Second), out Bar closed));
        Assert.Equal(Second, closed.CloseTime.Nanoseconds);
        Assert.False(builder.Add(new EventTime(200), Dec8.One, Dec8.One, out _));
        Assert.Equal(1, builder.LateTrades);
        Assert.Null(builder.Current);
    }

    [Fact]
    public void A_volume_that_would_overflow_is_refused_and_counted()
    {
        BarBuilder builder = new(Second);
        builder.Add(new EventTime(1), Dec8.One, new Dec8(long.MaxValue), out _);
        builder.Add(new EventTime(2), new Dec8(5), Dec8.One, out _);
        Assert.Equal(1, builder.OverflowingTrades);
        Assert.Equal(Dec8.One, builder.Current!.Value.Close);
    }

    [Fact]
    public void Bars_that_do_not_divide_the_long_one_are_a_bug() =>
        Assert.Throws<ArgumentException>(() => new BarResampler(60 * Second).Add(new Bar(default, 7 * Second, default, default, default, default, default), out _));

    [SharedFact]
    public void Real_trades_give_the_exchanges_own_minutes_all_2469_of_them()
    {
        List<(EventTime, Dec8, Dec8)> trades = [.. File.ReadLines(TestData.File("trades/freqtrade_XRPETH_20191011-13_trades.csv")).Skip(1)
            .Select(static row => row.Split(','))
            .Select(static c => (EventTime.FromMilliseconds(long.Parse(c[0], System.Globalization.CultureInfo.InvariantCulture)), Dec8.Parse(c[3]), Dec8.Parse(c[4])))];
        List<Bar> expected = ReadBars("ohlcv_1m/freqtrade_XRPETH_20191011-13.csv", 60 * Second);
        Assert.Equal(2469, expected.Count);
        Assert.Equal(expected, Build(trades, 60 * Second));
    }

    [SharedFact]
    public void Real_seconds_resample_to_the_real_minutes_all_4216_of_them()
    {
        List<Bar> expected = ReadBars("ohlcv_1m/coinbase_BTCUSD_20161007-09_trade.csv", 60 * Second);
        Assert.Equal(4216, expected.Count);
        Assert.Equal(expected, Resample(ReadBars("ohlcv_1s/coinbase_BTCUSD_20161007-09_trade.csv", Second), 60 * Second));
    }

    private static List<Bar> ReadBars(string path, long length)
    {
        using BarCsvReader reader = BarCsvReader.TryOpen(TestData.File(path), new BarCsvOptions { LengthNs = length, Symbol = "X" }, out _)!;
        List<Bar> bars = [.. Feeds.Drain(reader).Select(static e => e.Bar)];
        Assert.Equal(0, reader.Statistics.Faults);
        return bars;
    }

    private static List<Bar> Build(List<(EventTime Time, Dec8 Price, Dec8 Size)> trades, long length)
    {
        BarBuilder builder = new(length);
        List<Bar> bars = [];
        foreach ((EventTime time, Dec8 price, Dec8 size) in trades)
        {
            if (builder.Add(time, price, size, out Bar closed))
            {
                bars.Add(closed);
            }
        }

        Assert.True(builder.TryAdvance(new EventTime(long.MaxValue), out Bar last));
        bars.Add(last);
        return bars;
    }

    private static List<Bar> Resample(List<Bar> shorts, long length)
    {
        BarResampler resampler = new(length);
        List<Bar> bars = [];
        foreach (Bar bar in shorts)
        {
            if (resampler.Add(bar, out Bar closed))
            {
                bars.Add(closed);
            }
        }

        Assert.True(resampler.TryAdvance(new EventTime(long.MaxValue), out Bar last));
        bars.Add(last);
        return bars;
    }
}
