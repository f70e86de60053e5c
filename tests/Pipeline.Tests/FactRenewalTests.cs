using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>What a program declares a <c>ttl</c> for is told again while it is heard, so that only silence ends it.</summary>
public sealed class FactRenewalTests
{
    private readonly Market _market = new();

    [Fact]
    public void A_feature_that_stays_the_same_is_told_again_at_half_of_the_ttl_that_its_declaration_names()
    {
        FactMapper mapper = Mapper("""
            Use venues!
            Decl mid(Venue, Sym, Quote) descr [extensional(), key([Venue, Sym]), ttl(500ms)] bound [/name, /string, /float64].
            Decl spread(Venue, Sym, Quote) descr [extensional(), key([Venue, Sym])] bound [/name, /string, /float64].
            p(V, S) :- mid(V, S, _), spread(V, S, _).
            """);
        RowChanges told = new();
        List<string> mids = [];
        foreach (int at in (int[])[1_000, 1_100, 1_249, 1_250, 1_300, 1_499, 1_500, 2_600])
        {
            told.Clear();
            mapper.Map(_market.Quote(at, "100", "101"), told);
            mids.AddRange(Enumerable.Range(0, told.Count).Select(i => $"{at} {told.FactChangeOf(i)}"));
        }

        string fact = $"mid({Market.Venue}, \"BTCUSDT\", 100.5)";
        Assert.Equal([$"1000 +{fact}", $"1250 +{fact}", $"1500 +{fact}", $"2600 +{fact}"], mids.Where(static m => m.Contains("mid", StringComparison.Ordinal)));
        Assert.Single(mids, static m => m.Contains("spread", StringComparison.Ordinal));
    }

    [Fact]
    public void Quotes_prices_and_feeds_with_a_ttl_are_told_again_when_they_are_heard_again()
    {
        FactMapper mapper = Mapper("""
            Use venues!
            Decl quote(Venue, Sym, Bid, Ask, BidQty, AskQty) descr [extensional(), key([Venue, Sym]), ttl(500ms)] bound [/name, /string, /dec8, /dec8, /dec8, /dec8].
            Decl price(Venue, Sym, Last) descr [extensional(), key([Venue, Sym]), ttl(1s)] bound [/name, /string, /dec8].
            Decl feed(Venue, Sym, Status) descr [extensional(), key([Venue, Sym]), ttl(2s)] bound [/name, /string, /name].
            p(V, S) :- quote(V, S, _, _, _, _), price(V, S, _), feed(V, S, _).
            """);

        Assert.Equal(
            ["1000 feed", "1000 quote", "1100 price", "1250 quote", "1600 price", "3100 feed", "3100 quote"],
            Told(mapper, [_market.Quote(1_000, "100", "101"), _market.Trade(1_100, "100.5"), _market.Quote(1_249, "100", "101"), _market.Quote(1_250, "100", "101"), _market.Trade(1_599, "100.5"),
                _market.Trade(1_600, "100.5"), _market.Quote(3_100, "100", "101")]));
    }

    [Fact]
    public void A_program_that_comes_later_with_a_shorter_ttl_is_told_in_time_too()
    {
        SuppliedPredicates first = new(Rules.Bind("""
            Use venues!
            Decl mid(Venue, Sym, Quote) descr [extensional(), key([Venue, Sym]), ttl(2s)] bound [/name, /string, /float64].
            p(V, S) :- mid(V, S, _).
            """));
        FactMapper mapper = new(first, static (in MarketEvent _) => null);
        Assert.Equal(["1000 mid", "2000 mid"], Told(mapper, [_market.Quote(1_000, "100", "101"), _market.Quote(1_500, "100", "101"), _market.Quote(2_000, "100", "101")]));

        mapper.Widen(first.With(Rules.Bind("""
            Use venues!
            Decl mid(Venue, Sym, Quote) descr [extensional(), key([Venue, Sym]), ttl(400ms)] bound [/name, /string, /float64].
            q(V, S) :- mid(V, S, _).
            """)));

        Assert.Equal(["2200 mid", "2400 mid"], Told(mapper, [_market.Quote(2_100, "100", "101"), _market.Quote(2_200, "100", "101"), _market.Quote(2_399, "100", "101"), _market.Quote(2_400, "100", "101")]));
    }

    /// <summary>When which predicate was told, in the order of events, then of names.</summary>
    private static IEnumerable<string> Told(FactMapper mapper, MarketEvent[] events)
    {
        RowChanges told = new();
        foreach (MarketEvent marketEvent in events)
        {
            told.Clear();
            mapper.Map(marketEvent, told);
            foreach (string name in Enumerable.Range(0, told.Count).Select(i => told.FactChangeOf(i).Fact.Predicate).Order(StringComparer.Ordinal))
            {
                yield return $"{marketEvent.Time.Nanoseconds / 1_000_000} {name}";
            }
        }
    }

    private static FactMapper Mapper(string program) => new(new SuppliedPredicates(Rules.Bind(program)), static (in MarketEvent _) => null);
}
