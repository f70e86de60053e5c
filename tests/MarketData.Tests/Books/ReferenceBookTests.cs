using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>Rebuilds the books of four real captures and compares them with books that an independent program rebuilt.</summary>
public sealed class ReferenceBookTests
{
    private static readonly Lazy<JsonDocument> Golden =
        new(static () => JsonDocument.Parse(File.ReadAllText(TestData.File("derived/golden_order_books.json"))));

    [SharedTheory]
    [InlineData("binance_spot:BTCUSDT")]
    [InlineData("binance_spot:ETHUSDT")]
    [InlineData("binance_usdm:BTCUSDT")]
    [InlineData("binance_cm:BTCUSD_PERP")]
    public void A_rebuilt_book_equals_the_reference_at_every_checkpoint(string key)
    {
        JsonElement golden = Golden.Value.RootElement.GetProperty(key);
        Dictionary<long, JsonElement> checkpoints = golden.GetProperty("checkpoints_every_500").EnumerateArray()
            .ToDictionary(static c => c.GetProperty("after_u").GetInt64());
        int compared = 0;
        using BookTracker tracker = new(CaptureReader.Open(ReferenceCapture.PathOf(key)));
        OrderBook? book = null;
        while (tracker.TryNext(out MarketEvent e))
        {
            book ??= tracker.Books.Find(ReferenceCapture.InstrumentOf(key));
            if (e.IsBook && book!.IsValid && checkpoints.Remove(book.LastUpdateId, out JsonElement checkpoint))
            {
                AssertTop(checkpoint.GetProperty("bids"), book.Bid);
                AssertTop(checkpoint.GetProperty("asks"), book.Ask);
                Assert.Equal(checkpoint.GetProperty("n_bid_levels").GetInt32(), book.BidLevels);
                Assert.Equal(checkpoint.GetProperty("n_ask_levels").GetInt32(), book.AskLevels);
                compared++;
            }
        }

        Assert.Empty(checkpoints);
        Assert.True(compared >= 6, $"only {compared} checkpoints");
        AssertEnd(golden, book!);
    }

    [SharedTheory]
    [InlineData("binance_spot:BTCUSDT", 564)]
    [InlineData("binance_spot:ETHUSDT", 577)]
    [InlineData("binance_usdm:BTCUSDT", 503)]
    [InlineData("binance_cm:BTCUSD_PERP", 1124)]
    public void The_top_of_a_rebuilt_book_equals_the_ticker_of_the_same_update(string key, int comparisons)
    {
        // The reference compared with tickers already received; those that come after their update must agree as well.
        Dictionary<long, Quote> tickers = TickersById(key);
        HashSet<long> received = [];
        int comparedAsReference = 0;
        using BookTracker tracker = new(CaptureReader.Open(ReferenceCapture.PathOf(key)));
        while (tracker.TryNext(out MarketEvent e))
        {
            received.Add(e.Kind == MarketEventKind.Quote ? e.UpdateId : 0);
            if (e.Kind == MarketEventKind.BookDelta
                && tracker.Books.Find(e.Instrument) is { IsValid: true } book
                && tickers.TryGetValue(book.LastUpdateId, out Quote ticker))
            {
                Assert.True(book.TryGetTop(out Quote top, out bool fromTicker));
                Assert.False(fromTicker);
                Assert.Equal(ticker, top);
                comparedAsReference += received.Contains(book.LastUpdateId) ? 1 : 0;
            }
        }

        Assert.Equal(comparisons, comparedAsReference);
    }

    private static Dictionary<long, Quote> TickersById(string key)
    {
        Dictionary<long, Quote> tickers = [];
        using CaptureReader reader = CaptureReader.Open(ReferenceCapture.PathOf(key));
        while (reader.TryNext(out MarketEvent e))
        {
            if (e.Kind == MarketEventKind.Quote)
            {
                tickers[e.UpdateId] = e.Quote;
            }
        }

        return tickers;
    }

    private static void AssertEnd(JsonElement golden, OrderBook book)
    {
        Assert.Equal(golden.GetProperty("depth_events_applied").GetInt64(), book.Applied);
        Assert.Equal(golden.GetProperty("stale_dropped").GetInt64(), book.Stale);
        Assert.Equal(golden.GetProperty("sequence_gaps").GetInt64(), book.Gaps);
        Assert.Equal(golden.GetProperty("final_u").GetInt64(), book.LastUpdateId);
        Assert.Equal(golden.GetProperty("final_bid_levels").GetInt32(), book.BidLevels);
        Assert.Equal(golden.GetProperty("final_ask_levels").GetInt32(), book.AskLevels);
        AssertTop(golden.GetProperty("final_top10_bids"), book.Bid);
        AssertTop(golden.GetProperty("final_top10_asks"), book.Ask);
    }

    private static void AssertTop(JsonElement levels, Func<int, BookLevel> actual)
    {
        int depth = 0;
        foreach (JsonElement level in levels.EnumerateArray())
        {
            // Through System.Decimal, not through the decimal reader under test.
            BookLevel expected = new(Exact(level[0].GetString()!), Exact(level[1].GetString()!));
            Assert.Equal(expected, actual(depth++));
        }
    }

    private static Dec8 Exact(string text) => new((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * Dec8.Scale));
}
