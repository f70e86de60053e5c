using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Market events to fact changes. A model of the fact base is kept by applying every change, and compared at each moment.</summary>
public sealed class FactMapperTests
{
    private const string ReadsAll = """
        Use market!
        Use venues!
        p(V, S) :- quote(V, S, _, _, _, _).
        p(V, S) :- price(V, S, _).
        p(V, S) :- feed(V, S, _).
        p(V, S) :- mid(V, S, _).
        p(V, S) :- spread_bps(V, S, _).
        """;

    private readonly Market _market = new();
    private readonly SortedDictionary<string, Fact> _facts = new(StringComparer.Ordinal);
    private readonly RowChanges _last = new();
    private OrderBook? _book;

    [Fact]
    public void A_quote_makes_quote_feed_and_features_and_the_same_again_makes_nothing()
    {
        FactMapper mapper = Mapper(ReadsAll);

        Map(mapper, _market.Quote(1_000, "100", "101"));
        Assert.Equal(["feed(/binance_usdm, \"BTCUSDT\", /live)", "mid(/binance_usdm, \"BTCUSDT\", 100.5)", "quote(/binance_usdm, \"BTCUSDT\", 100.0, 101.0, 9.0, 9.0)"], Facts().Where(static f => !f.StartsWith("spread", StringComparison.Ordinal)));
        Assert.Contains(Facts(), static f => f.StartsWith("spread_bps(", StringComparison.Ordinal));

        Map(mapper, _market.Quote(1_100, "100", "101"));
        Assert.Equal(0, _last.Count);
    }

    [Theory]
    [InlineData(FeedStatusKind.SequenceGap, "/gap")]
    [InlineData(FeedStatusKind.CrossedBook, "/gap")]
    [InlineData(FeedStatusKind.Outage, "/down")]
    public void A_broken_feed_retracts_quote_and_features_and_says_why(FeedStatusKind kind, string state)
    {
        FactMapper mapper = Mapper(ReadsAll);
        Map(mapper, _market.Quote(1_000, "100", "101"));

        Map(mapper, _market.Status(1_100, kind));

        Assert.Equal([$"feed(/binance_usdm, \"BTCUSDT\", {state})"], Facts());
    }

    [Theory]
    [InlineData(FeedStatusKind.SequenceGap)]
    [InlineData(FeedStatusKind.CrossedBook)]
    public void A_feed_with_a_ticker_is_live_again_at_its_next_quote_though_its_book_is_not(FeedStatusKind broken)
    {
        FactMapper mapper = Mapper(ReadsAll + "p(V, S) :- book_imbalance_5(V, S, _).");
        Map(mapper, _market.Quote(1_000, "100", "101"));
        MapBook(mapper, _market.Snapshot(1_050, "100", "101"));
        Assert.Contains(Facts(), static f => f.StartsWith("book_imbalance_5", StringComparison.Ordinal));

        Map(mapper, _market.Status(1_100, broken));
        Map(mapper, _market.Trade(1_150, "100.5"));
        Assert.DoesNotContain(Facts(), static f => f.StartsWith("quote", StringComparison.Ordinal));

        Map(mapper, _market.Quote(1_200, "102", "103"));
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 102.0, 103.0, 9.0, 9.0)", Facts());
        Assert.Contains("feed(/binance_usdm, \"BTCUSDT\", /live)", Facts());
        Assert.DoesNotContain(Facts(), static f => f.StartsWith("book_imbalance_5", StringComparison.Ordinal));

        MapBook(mapper, _market.Snapshot(1_300, "102", "103"));
        Assert.Contains(Facts(), static f => f.StartsWith("book_imbalance_5", StringComparison.Ordinal));
    }

    [Fact]
    public void A_feed_without_a_ticker_stays_away_until_its_book_is_whole()
    {
        FactMapper mapper = Mapper(ReadsAll);
        MapBook(mapper, _market.Snapshot(1_000, "100", "101"));
        Map(mapper, _market.Status(1_100, FeedStatusKind.SequenceGap));

        Map(mapper, _market.Trade(1_200, "100.5"));
        Assert.DoesNotContain(Facts(), static f => f.StartsWith("quote", StringComparison.Ordinal));

        MapBook(mapper, _market.Snapshot(1_300, "102", "103"));
        Map(mapper, _market.Status(1_300, FeedStatusKind.Synchronised));
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 102.0, 103.0, 1.0, 1.0)", Facts());
        Assert.Contains("feed(/binance_usdm, \"BTCUSDT\", /live)", Facts());
    }

    [Fact]
    public void After_an_outage_the_old_quote_stays_away_until_a_new_one_comes()
    {
        FactMapper mapper = Mapper(ReadsAll);
        Map(mapper, _market.Quote(1_000, "100", "101"));
        Map(mapper, _market.Status(1_100, FeedStatusKind.Outage));
        Map(mapper, _market.Status(5_000, FeedStatusKind.Resumed));
        Assert.Equal(["feed(/binance_usdm, \"BTCUSDT\", /live)"], Facts());

        Map(mapper, _market.Quote(5_100, "90", "91"));
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 90.0, 91.0, 9.0, 9.0)", Facts());
    }

    [Fact]
    public void An_instrument_silent_for_more_than_two_seconds_of_market_time_is_stale_until_it_speaks()
    {
        FactMapper mapper = Mapper(ReadsAll);
        Market other = new() { Instrument = new Instrument("/binance_spot", "BTCUSDT") };
        Map(mapper, _market.Quote(1_000, "100", "101"));

        Map(mapper, other.Quote(3_000, "100", "101"));
        Assert.Contains("feed(/binance_usdm, \"BTCUSDT\", /live)", Facts());

        Map(mapper, other.Quote(3_001, "100", "101.5"));
        Assert.Contains("feed(/binance_usdm, \"BTCUSDT\", /stale)", Facts());
        Assert.DoesNotContain(Facts(), static f => f.StartsWith("quote(/binance_usdm", StringComparison.Ordinal));
        Assert.Contains(Facts(), static f => f.StartsWith("quote(/binance_spot", StringComparison.Ordinal));

        Map(mapper, _market.Quote(3_100, "100", "101"));
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 100.0, 101.0, 9.0, 9.0)", Facts());
    }

    [Fact]
    public void A_crossed_quote_takes_the_quote_away_until_a_good_one_comes()
    {
        FactMapper mapper = Mapper(ReadsAll);
        Map(mapper, _market.Quote(1_000, "100", "101"));

        Map(mapper, _market.Status(1_100, FeedStatusKind.CrossedQuote));
        Assert.Equal(["feed(/binance_usdm, \"BTCUSDT\", /live)"], Facts());

        Map(mapper, _market.Quote(1_200, "100", "101"));
        Assert.Contains(Facts(), static f => f.StartsWith("quote(", StringComparison.Ordinal));
    }

    [Fact]
    public void The_top_of_the_book_is_the_quote_until_a_ticker_comes_and_never_after()
    {
        FactMapper mapper = Mapper(ReadsAll);
        MapBook(mapper, _market.Snapshot(1_000, "100", "101"));
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 100.0, 101.0, 1.0, 1.0)", Facts());

        Map(mapper, _market.Quote(1_100, "100.2", "100.8"));
        MapBook(mapper, _market.Snapshot(1_200, "100", "101.5"));
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 100.2, 100.8, 9.0, 9.0)", Facts());
    }

    [Fact]
    public void Only_what_the_program_reads_is_asserted()
    {
        FactMapper mapper = Mapper("Use market!\nUse venues!\np(S) :- price(_, S, P), P > 0.");

        Map(mapper, _market.Quote(1_000, "100", "101"));
        Assert.Empty(Facts());

        Map(mapper, _market.Trade(1_100, "100.5"));
        Assert.Equal(["price(/binance_usdm, \"BTCUSDT\", 100.5)"], Facts());
    }

    [Fact]
    public void A_feature_called_by_its_text_is_told_when_its_bar_has_closed_and_taken_back_after_two_bars()
    {
        FactMapper mapper = Mapper("Use market!\nUse venues!\np(S) :- feature(S, sma( 2 , 1s ), V), V > 0.0.");
        Map(mapper, _market.Trade(1_000, "100"));
        Map(mapper, _market.Trade(2_000, "102"));
        Map(mapper, _market.Trade(2_900, "104"));
        Assert.Empty(Facts());

        Map(mapper, _market.Trade(3_000, "110"));
        Assert.Equal(["feature(\"BTCUSDT\", \"sma(2,1s)\", 102.0)"], Facts());

        Map(mapper, _market.Quote(4_900, "100", "101"));
        Assert.Equal(["feature(\"BTCUSDT\", \"sma(2,1s)\", 107.0)"], Facts());

        Map(mapper, _market.Quote(6_000, "100", "101"));
        Assert.Empty(Facts());
    }

    [Fact]
    public void A_venue_in_a_call_is_the_only_one_listened_to()
    {
        FactMapper mapper = Mapper("Use market!\nUse venues!\np(S) :- feature(S, sma(2, 1s, /kraken), V), V > 0.0.\np(S) :- feature(S, spread, V), V > 0.0.");
        foreach (int second in (int[])[1, 2, 3, 4])
        {
            Map(mapper, _market.Trade(1_000 * second, "100"));
        }

        Map(mapper, _market.Quote(4_500, "100", "101"));
        Assert.Equal(["feature(\"BTCUSDT\", \"spread\", 1.0)"], Facts());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bar_is_compared_with_the_bar_of_the_same_moment_whichever_comes_first(bool otherFirst)
    {
        FactMapper mapper = Mapper("Use market!\nUse venues!\np(S) :- feature(S, sub(\"ETHUSDT\", 1s), V), V > 0.0.");
        Market other = new() { Instrument = new Instrument(Market.Venue, "ETHUSDT") };
        Map(mapper, _market.Trade(0, "90"));
        for (int second = 1; second <= 3; second++)
        {
            MarketEvent mine = _market.Bar(second * 1_000, $"{100 + second}"), theirs = other.Bar(second * 1_000, $"{10 * second}");
            Map(mapper, otherFirst ? theirs : mine);
            Map(mapper, otherFirst ? mine : theirs);
            Assert.Equal([Feature("sub(\\\"ETHUSDT\\\",1s)", 100 + second - (10 * second))], Called(Market.Symbol));
        }
    }

    [Fact]
    public void A_trade_after_the_close_counts_for_the_next_bar_and_an_outage_of_the_other_leaves_nothing_to_compare()
    {
        FactMapper mapper = Mapper("Use market!\nUse venues!\np(S) :- feature(S, sub(\"@kraken\", 1s), V), V > 0.0.");
        Market kraken = new() { Instrument = new Instrument("/kraken", Market.Symbol) };
        Map(mapper, kraken.Trade(1_000, "60")); // heard first, but not compared with itself
        Map(mapper, _market.Trade(1_100, "100"));
        Map(mapper, kraken.Trade(1_900, "70"));
        Map(mapper, kraken.Trade(2_300, "20"));
        Assert.Equal([Feature("sub(\\\"@kraken\\\",1s)", 30)], Called(Market.Symbol));

        Map(mapper, _market.Trade(2_400, "100"));
        Map(mapper, kraken.Status(2_500, FeedStatusKind.Outage));
        Map(mapper, _market.Quote(3_500, "100", "101"));
        Assert.Empty(Called(Market.Symbol));
    }

    [Fact]
    public void The_ground_truth_of_the_simulator_never_becomes_a_fact()
    {
        FactMapper mapper = Mapper(ReadsAll);

        Map(mapper, _market.Status(1_000, FeedStatusKind.SimulatedPhase));

        Assert.Equal(0, _last.Count);
        Assert.Empty(mapper.Instruments);
    }

    [Fact]
    public void Every_retraction_is_of_a_row_that_is_there_and_every_assertion_changes_something()
    {
        FactMapper mapper = Mapper(ReadsAll + "p(/x, S) :- feature(S, mom(1, 1s), _), feature(S, lag(spread_bps, 2, 3s), _), feature(S, spread, _), feature(S, sub(\"ETHUSDT\", 1s), _).");
        Market other = new() { Instrument = new Instrument(Market.Venue, "ETHUSDT") };
        Random random = new(11);
        FeedStatusKind[] kinds = [FeedStatusKind.SequenceGap, FeedStatusKind.Synchronised, FeedStatusKind.Outage, FeedStatusKind.Resumed, FeedStatusKind.CrossedQuote, FeedStatusKind.TickerOnly];
        int changes = 0;
        for (int i = 0; i < 3_000; i++)
        {
            int at = 1_000 + (i * 200);
            MarketEvent one = random.Next(4) switch
            {
                0 => _market.Trade(at, $"{100 + random.Next(3)}"),
                1 => _market.Status(at, kinds[random.Next(kinds.Length)]),
                2 when i % 5 == 0 => other.Trade(at, $"{50 + random.Next(3)}"),
                _ => _market.Quote(at, $"{100 + random.Next(3)}", $"{104 + random.Next(3)}"),
            };
            Map(mapper, one);
            changes += _last.Count;
        }

        Assert.True(changes > 3_000, $"only {changes} changes: the market was too quiet to show anything");
    }

    [Fact]
    public void Funding_and_the_basis_of_the_marks_become_facts_and_age()
    {
        FactMapper mapper = Mapper("Use market!\nUse venues!\np(V, S) :- funding_rate(V, S, _), mark_basis_bps(V, S, _).");
        string[] both = ["funding_rate(/binance_usdm, \"BTCUSDT\", -0.0001)", "mark_basis_bps(/binance_usdm, \"BTCUSDT\", 100.0)"];

        Map(mapper, _market.Quote(500, "100", "101"));
        Map(mapper, _market.Funding(1_000, "-0.0001", "101", "100"));
        Assert.Equal(both, Facts());
        Map(mapper, _market.Quote(11_000, "100", "102"));
        Assert.Equal(both, Facts());
        Map(mapper, _market.Quote(11_001, "100", "103"));
        Assert.Equal(both[..1], Facts());
        Map(mapper, _market.Funding(12_000, "0.0002", "101"));
        Assert.Equal(["funding_rate(/binance_usdm, \"BTCUSDT\", 0.0002)"], Facts());
    }

    [Fact]
    public void Marks_neither_wake_a_silent_market_nor_keep_it_awake()
    {
        FactMapper mapper = Mapper("Use market!\nUse venues!\np(V, S) :- quote(V, S, _, _, _, _), feed(V, S, _), funding_rate(V, S, _).");
        Market other = new() { Instrument = new Instrument("/kraken", "BTCUSDT") };

        Map(mapper, _market.Funding(500, "0.0001"));
        Assert.Equal(["feed(/binance_usdm, \"BTCUSDT\", /stale)"], Facts());
        Map(mapper, _market.Quote(1_000, "100", "101"));
        Assert.Equal(3, Facts().Count());
        Map(mapper, _market.Funding(2_900, "0.0002"));
        Map(mapper, other.Quote(3_100, "100", "101"));
        Map(mapper, _market.Funding(3_200, "0.0003"));
        Assert.DoesNotContain(Facts(), static f => f.StartsWith("quote(/binance_usdm", StringComparison.Ordinal) || f.StartsWith("funding_rate", StringComparison.Ordinal));
        Assert.Contains("feed(/binance_usdm, \"BTCUSDT\", /stale)", Facts());
    }

    private static string Feature(string call, double value) => $"feature(\"{Market.Symbol}\", \"{call}\", {value:F1})";

    private IEnumerable<string> Called(string symbol) => Facts().Where(f => f.StartsWith($"feature(\"{symbol}\"", StringComparison.Ordinal));

    private FactMapper Mapper(string program) => new(new SuppliedPredicates(Rules.Bind(program)), (in MarketEvent _) => _book);

    private void MapBook(FactMapper mapper, MarketEvent snapshot)
    {
        BookTracker tracker = new(new ListFeed(snapshot));
        Assert.True(tracker.TryNext(out MarketEvent tracked));
        _book = tracker.Books.Find(tracked.Instrument);
        Map(mapper, tracked);
    }

    /// <summary>Applies the event's changes to the model, checking that each is a change.</summary>
    private void Map(FactMapper mapper, MarketEvent marketEvent)
    {
        _last.Clear();
        mapper.Map(marketEvent, _last);
        foreach (FactChange change in Enumerable.Range(0, _last.Count).Select(_last.FactChangeOf))
        {
            string key = $"{change.Fact.Predicate} {change.Fact.Arguments[0]} {change.Fact.Arguments[1]}";
            if (change.Kind == ChangeKind.Retract)
            {
                Assert.True(_facts.Remove(key), $"{change} retracts what is not there");
            }
            else
            {
                Assert.False(_facts.TryGetValue(key, out Fact? old) && old.Equals(change.Fact), $"{change} asserts what is there");
                _facts[key] = change.Fact;
            }
        }
    }

    private IEnumerable<string> Facts() => _facts.Values.Select(static f => f.ToString());
}
