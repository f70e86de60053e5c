using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Market events, each with a line number of its own.</summary>
internal sealed class Market
{
    public const string Venue = "/binance_usdm";
    public const string Symbol = "BTCUSDT";

    private long _line;

    public Instrument Instrument { get; init; } = new(Venue, Symbol);

    public MarketEvent Quote(int atMs, string bid, string ask, string size = "9") =>
        MarketEvent.OfQuote(Instrument, Stamp(atMs), new Quote(Dec8.Parse(bid), Dec8.Parse(size), Dec8.Parse(ask), Dec8.Parse(size), 0));

    public MarketEvent Trade(int atMs, string price) =>
        MarketEvent.OfTrade(Instrument, Stamp(atMs), new Trade(Dec8.Parse(price), Dec8.One, ++_line, EventTime.FromMilliseconds(atMs), TradeSide.Buy, ExecutionKind.Unstated, false));

    public MarketEvent Funding(int atMs, string rate, string mark = "0", string index = "0") =>
        MarketEvent.OfFunding(Instrument, Stamp(atMs), new FundingUpdate(true, Dec8.Parse(rate), Dec8.Parse(mark), Dec8.Parse(index)));

    public MarketEvent Snapshot(int atMs, string bid, string ask) =>
        MarketEvent.OfSnapshot(Instrument, Stamp(atMs), new BookUpdateIds(0, 0, BookUpdateIds.NoPrevious), [new(Dec8.Parse(bid), Dec8.One)], [new(Dec8.Parse(ask), Dec8.One)]);

    /// <summary>A bar of one second that closes at that moment.</summary>
    public MarketEvent Bar(int closeMs, string close) =>
        MarketEvent.OfBar(Instrument, Stamp(closeMs), new Bar(EventTime.FromMilliseconds(closeMs - 1_000), 1_000_000_000, Dec8.Parse(close), Dec8.Parse(close), Dec8.Parse(close), Dec8.Parse(close), Dec8.One));

    public MarketEvent Status(int atMs, FeedStatusKind kind) =>
        MarketEvent.OfStatus(Instrument, Stamp(atMs), new FeedStatus(kind, 0, 0));

    private EventStamp Stamp(int atMs) => new(EventTime.FromMilliseconds(atMs), default, default, new SourcePosition(0, ++_line));
}
