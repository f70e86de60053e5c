using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>The venue's procedure under lost, repeated and late messages, against a venue that knows the truth.</summary>
public sealed class SynchronisationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_book_that_claims_to_be_valid_equals_the_truth_whatever_gets_lost(bool futures)
    {
        long valid = 0, gaps = 0, events = 0;
        for (int seed = 0; seed < 25; seed++)
        {
            (long v, long g, long e) = RunLossyStream(seed, futures);
            (valid, gaps, events) = (valid + v, gaps + g, events + e);
        }

        // The run means something only if books were valid most of the time and broke often.
        Assert.InRange(valid, events / 3, events);
        Assert.True(gaps > 200, $"{gaps} gaps");
    }

    [Fact]
    public void A_gap_in_the_sequence_invalidates_the_book_and_a_snapshot_resynchronises_it()
    {
        TrueBook venue = new(1, futures: true);
        MarketEvent snapshot = venue.Snapshot(), first = venue.NextDelta(), lost = venue.NextDelta(), second = venue.NextDelta(), repair = venue.Snapshot();
        using BookTracker tracker = new(Feeds.Of("venue", snapshot, first, second, repair, venue.NextDelta()));
        List<(MarketEventKind, FeedStatusKind)> seen = [];
        while (tracker.TryNext(out MarketEvent e))
        {
            seen.Add((e.Kind, e.Kind == MarketEventKind.Status ? e.Status.Kind : FeedStatusKind.None));
            if (e.Kind == MarketEventKind.Status && e.Status.Kind == FeedStatusKind.SequenceGap)
            {
                Assert.Equal(first.UpdateId, e.Status.ExpectedId);
                Assert.Equal(second.UpdateId, e.Status.ActualId);
                Assert.False(tracker.Books.Find(venue.Instrument)!.IsValid);
                Assert.False(tracker.Books.Find(venue.Instrument)!.TryGetTop(out _, out _));
            }
        }

        Assert.Equal(
            [
                (MarketEventKind.BookSnapshot, FeedStatusKind.None), (MarketEventKind.Status, FeedStatusKind.Synchronised),
                (MarketEventKind.BookDelta, FeedStatusKind.None),
                (MarketEventKind.BookDelta, FeedStatusKind.None), (MarketEventKind.Status, FeedStatusKind.SequenceGap),
                (MarketEventKind.BookSnapshot, FeedStatusKind.None), (MarketEventKind.Status, FeedStatusKind.Synchronised),
                (MarketEventKind.BookDelta, FeedStatusKind.None),
            ],
            seen);
        Assert.NotEqual(lost.UpdateId, second.UpdateId);
        Assert.Equal(1, tracker.Statistics.CountOf(FeedFault.SequenceGap));
        Assert.True(tracker.Books.Find(venue.Instrument)!.IsValid);
    }

    [Fact]
    public void Updates_held_back_before_the_snapshot_are_applied_from_it_on()
    {
        TrueBook venue = new(2, futures: false);
        MarketEvent[] early = [venue.NextDelta(), venue.NextDelta()];
        MarketEvent snapshot = venue.Snapshot();
        MarketEvent[] late = [venue.NextDelta(), venue.NextDelta()];
        OrderBooks books = new();
        BookOutcome[] outcomes = [.. early.Concat(late).Select(e => books.Apply(e)), books.Apply(snapshot)];
        Assert.Equal([BookOutcome.Held, BookOutcome.Held, BookOutcome.Held, BookOutcome.Held, BookOutcome.Synchronised], outcomes);
        OrderBook book = books.Find(venue.Instrument)!;
        Assert.Equal((2, 2, venue.LastId), (book.Stale, book.Applied, book.LastUpdateId));
        AssertTruth(venue, book);
    }

    [Fact]
    public void A_snapshot_older_than_the_updates_that_wait_is_refused()
    {
        TrueBook venue = new(3, futures: true);
        MarketEvent old = venue.Snapshot();
        venue.NextDelta();
        OrderBooks books = new();
        books.Apply(venue.NextDelta());
        Assert.Equal(BookOutcome.SnapshotTooOld, books.Apply(old));
        Assert.Equal(BookState.Waiting, books.Find(venue.Instrument)!.State);
        Assert.Equal(BookOutcome.Synchronised, books.Apply(venue.Snapshot()));
        AssertTruth(venue, books.Find(venue.Instrument)!);
    }

    [Fact]
    public void A_crossed_book_is_flagged_until_it_uncrosses()
    {
        Instrument instrument = new("/venue", "XY");
        using BookTracker tracker = new(Feeds.Of(
            "venue",
            MarketEvent.OfSnapshot(instrument, default, new BookUpdateIds(0, 1, -1), [Level(100, 1)], [Level(101, 1)]),
            MarketEvent.OfDelta(instrument, default, new BookUpdateIds(2, 2, 1), [Level(102, 1)], []),
            MarketEvent.OfDelta(instrument, default, new BookUpdateIds(3, 3, 2), [Level(102, 0)], [])));
        List<FeedStatusKind> statuses = [.. Feeds.Drain(tracker).Where(static e => e.Kind == MarketEventKind.Status).Select(static e => e.Status.Kind)];
        Assert.Equal([FeedStatusKind.Synchronised, FeedStatusKind.CrossedBook, FeedStatusKind.Uncrossed], statuses);
        Assert.Equal(1, tracker.Statistics.CountOf(FeedFault.CrossedBook));
        Assert.True(tracker.Books.Find(instrument)!.IsValid);
    }

    [Fact]
    public void Without_a_snapshot_the_top_comes_from_tickers_and_says_so()
    {
        TrueBook venue = new(4, futures: true);
        Quote ticker = new(new Dec8(1), Dec8.One, new Dec8(2), Dec8.One, 9);
        OrderBooks books = new();
        books.Apply(MarketEvent.OfQuote(venue.Instrument, default, ticker));
        List<BookOutcome> outcomes = [];
        for (int i = 0; i <= HeldUpdates.MaxUpdates + 5; i++)
        {
            outcomes.Add(books.Apply(venue.NextDelta()));
        }

        Assert.Equal(HeldUpdates.MaxUpdates, outcomes.IndexOf(BookOutcome.FellBackToTicker));
        OrderBook book = books.Find(venue.Instrument)!;
        Assert.Equal(BookState.TickerOnly, book.State);
        Assert.True(book.TryGetTop(out Quote top, out bool fromTicker));
        Assert.Equal((ticker, true), (top, fromTicker));

        Assert.Equal(BookOutcome.Synchronised, books.Apply(venue.Snapshot()));
        AssertTruth(venue, book);
    }

    [Fact]
    public void An_outage_takes_the_book_and_the_ticker_away()
    {
        TrueBook venue = new(5, futures: true);
        OrderBooks books = new();
        venue.NextDelta();
        books.Apply(venue.Snapshot());
        books.Apply(MarketEvent.OfQuote(venue.Instrument, default, new Quote(new Dec8(1), Dec8.One, new Dec8(2), Dec8.One, 9)));
        books.Apply(MarketEvent.OfStatus(venue.Instrument, default, new FeedStatus(FeedStatusKind.Outage, 0, 0)));
        OrderBook book = books.Find(venue.Instrument)!;
        Assert.False(book.IsValid);
        Assert.False(book.TryGetTop(out _, out _));
    }

    [Fact]
    public void Whole_books_without_ids_replace_each_other()
    {
        Instrument instrument = new("/hyperliquid", "BTC");
        OrderBooks books = new();
        Assert.Equal(BookOutcome.Synchronised, books.Apply(MarketEvent.OfSnapshot(instrument, default, default, [Level(1, 1), Level(2, 1)], [Level(5, 1)])));
        Assert.Equal(BookOutcome.Applied, books.Apply(MarketEvent.OfSnapshot(instrument, default, default, [Level(3, 1)], [Level(4, 1)])));
        OrderBook book = books.Find(instrument)!;
        Assert.Equal((1, 1), (book.BidLevels, book.AskLevels));
        Assert.Equal(3, book.Bid(0).Price.Raw);
    }

    /// <summary>Loses, repeats and reorders messages; snapshots come now and then, often late.</summary>
    private static (long Valid, long Gaps, long Events) RunLossyStream(int seed, bool futures)
    {
        Random random = new(seed);
        TrueBook venue = new(seed, futures);
        OrderBooks books = new();
        Dictionary<long, (List<BookLevel> Bids, List<BookLevel> Asks)> truth = new() { [venue.LastId] = venue.Levels() };
        MarketEvent late = venue.Snapshot();
        long valid = 0, events = 0;
        for (int i = 0; i < 400; i++)
        {
            MarketEvent delta = venue.NextDelta();
            truth[venue.LastId] = venue.Levels();
            int fate = random.Next(100);
            if (fate >= 4)
            {
                books.Apply(delta);
            }

            if (fate >= 97)
            {
                books.Apply(delta);
            }

            if (random.Next(10) == 0)
            {
                books.Apply(late);
                late = venue.Snapshot();
            }

            events++;
            if (books.Find(venue.Instrument) is { IsValid: true } book)
            {
                valid++;
                AssertLevels(truth[book.LastUpdateId], book);
            }
        }

        return (valid, books.Find(venue.Instrument)!.Gaps, events);
    }

    private static void AssertTruth(TrueBook venue, OrderBook book)
    {
        Assert.Equal(venue.LastId, book.LastUpdateId);
        AssertLevels(venue.Levels(), book);
    }

    private static void AssertLevels((List<BookLevel> Bids, List<BookLevel> Asks) expected, OrderBook book)
    {
        BookLevel[] bids = new BookLevel[600], asks = new BookLevel[600];
        Assert.True(CollectionsMarshal.AsSpan(expected.Bids).SequenceEqual(bids.AsSpan(0, book.CopyBids(bids))));
        Assert.True(CollectionsMarshal.AsSpan(expected.Asks).SequenceEqual(asks.AsSpan(0, book.CopyAsks(asks))));
    }

    private static BookLevel Level(long price, long size) => new(new Dec8(price), new Dec8(size));
}
