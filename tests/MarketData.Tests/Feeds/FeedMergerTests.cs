using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class FeedMergerTests
{
    private static readonly Instrument Any = new("/venue", "XY");

    [Fact]
    public void Events_come_by_time_and_at_equal_times_by_feed_and_then_in_the_feeds_order()
    {
        using FeedMerger merger = new([Feeds.Of("a", At(1, 1), At(5, 2), At(5, 3), At(9, 4)), Feeds.Of("b", At(1, 5), At(5, 6), At(7, 7))]);
        Assert.Equal([(0, 1), (1, 5), (0, 2), (0, 3), (1, 6), (1, 7), (0, 4)], Feeds.Drain(merger).Select(static e => (e.Source.FeedIndex, (int)e.Source.Line)));
        Assert.Equal("a + b", merger.Name);
    }

    [Fact]
    public void A_feed_that_jumps_back_is_held_at_its_latest_time_and_counted()
    {
        using FeedMerger merger = new([Feeds.Of("a", At(5, 1), At(2, 2)), Feeds.Of("b", At(4, 3), At(6, 4))]);
        Assert.Equal([(4L, 3L), (5, 1), (5, 2), (6, 4)], Feeds.Drain(merger).Select(static e => (e.Time.Nanoseconds, e.Source.Line)));
        Assert.Equal(1, merger.Statistics.CountOf(FeedFault.TimestampBackward));
    }

    [Fact]
    public void Merging_random_feeds_equals_a_stable_sort()
    {
        Random random = new(9);
        for (int round = 0; round < 200; round++)
        {
            MarketEvent[][] feeds = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Rising(random))];
            using FeedMerger merger = new([.. feeds.Select(static f => Feeds.Of("f", f))]);
            IEnumerable<(long, int, long)> expected = feeds
                .SelectMany(static (f, i) => f.Select(e => (e.Time.Nanoseconds, i, e.Source.Line)))
                .OrderBy(static x => x.Item1).ThenBy(static x => x.i);
            Assert.Equal(expected, Feeds.Drain(merger).Select(static e => (e.Time.Nanoseconds, e.Source.FeedIndex, e.Source.Line)));
        }
    }

    [Fact]
    public void The_levels_of_an_event_are_intact_until_the_next_call()
    {
        string Depth(int i) =>
            $$"""{{1000 + i}} {"e":"depthUpdate","E":{{1000 + i}},"s":"BTCUSDT","U":1,"u":2,"b":[["{{100 + i}}","1"]],"a":[]}""";
        using TemporaryFile even = TemporaryFile.Of([.. Enumerable.Range(0, 50).Select(i => Depth(2 * i))]);
        using TemporaryFile odd = TemporaryFile.Of([.. Enumerable.Range(0, 50).Select(i => Depth((2 * i) + 1))]);
        using FeedMerger merger = new([CaptureReader.Open(even.Path), CaptureReader.Open(odd.Path)]);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(merger.TryNext(out MarketEvent e));
            Assert.Equal((100 + i) * Dec8.Scale, Assert.Single(e.Bids.ToArray()).Price.Raw);
        }

        Assert.Equal(100, merger.Statistics.CountOf(MarketEventKind.BookDelta));
    }

    [Fact]
    public void Merged_feeds_keep_a_book_per_venue_and_symbol()
    {
        using BookTracker tracker = new(new FeedMerger([new MarketSimulator(new SimulatorOptions { Seconds = 3 }), new MarketSimulator(new SimulatorOptions { Seconds = 3, Seed = 2, Venues = ["/other"] })]));
        List<MarketEvent> events = Feeds.Drain(tracker);
        Assert.Equal(6, tracker.Books.All.Count);
        Assert.All(tracker.Books.All, static b => Assert.True(b.IsValid));
        Assert.Equal(events.Count, tracker.Statistics.Events);
    }

    private static MarketEvent[] Rising(Random random)
    {
        long time = 0;
        return [.. Enumerable.Range(1, random.Next(0, 30)).Select(line => At(time += random.Next(3), line))];
    }

    private static MarketEvent At(long time, long line) =>
        MarketEvent.OfQuote(Any, new EventStamp(new EventTime(time), default, default, new SourcePosition(0, line)), default);
}
