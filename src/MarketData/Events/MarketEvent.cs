using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>One thing that happened on a market: a tagged value, cheap to copy, whose payload is read by the property of its kind.</summary>
/// <remarks>
/// Reading the property of another kind throws. The levels of a book event live in a buffer of the feed and are valid until the
/// feed's next <c>TryNext</c>; keep them with <see cref="Detach"/>.
/// </remarks>
public readonly struct MarketEvent
{
    private readonly EventPayload _payload;
    private readonly object? _attachment;

    private MarketEvent(MarketEventKind kind, Instrument instrument, in EventStamp stamp, in EventPayload payload, object? attachment)
    {
        Kind = kind;
        Instrument = instrument;
        Stamp = stamp;
        _payload = payload;
        _attachment = attachment;
    }

    /// <summary>What the event carries.</summary>
    public MarketEventKind Kind { get; }

    /// <summary>Venue and symbol.</summary>
    public Instrument Instrument { get; }

    /// <summary>Times and source.</summary>
    public EventStamp Stamp { get; }

    /// <summary>Venue name text, for example <c>/binance_spot</c>.</summary>
    public string Venue => Instrument.Venue;

    /// <summary>Symbol, for example <c>BTCUSDT</c>.</summary>
    public string Symbol => Instrument.Symbol;

    /// <summary>Event time; never goes back within a feed.</summary>
    public EventTime Time => Stamp.Time;

    /// <summary>As stated by the exchange; 0 where it stated none.</summary>
    public EventTime ExchangeTime => Stamp.ExchangeTime;

    /// <summary>As stamped by the recorder; 0 where not recorded.</summary>
    public EventTime ReceiveTime => Stamp.ReceiveTime;

    /// <summary>The frame it came from.</summary>
    public SourcePosition Source => Stamp.Source;

    /// <summary>The venue's update id of a quote or book event; 0 for other kinds and venues without ids.</summary>
    public long UpdateId => Kind switch
    {
        MarketEventKind.Quote => _payload.Quote.UpdateId,
        MarketEventKind.BookDelta or MarketEventKind.BookSnapshot => _payload.BookIds.Last,
        _ => 0,
    };

    /// <summary>The payload of a <see cref="MarketEventKind.Quote"/>.</summary>
    public Quote Quote => Kind == MarketEventKind.Quote ? _payload.Quote : throw Wrong(MarketEventKind.Quote);

    /// <summary>The payload of a <see cref="MarketEventKind.Trade"/>.</summary>
    public Trade Trade => Kind == MarketEventKind.Trade ? _payload.Trade : throw Wrong(MarketEventKind.Trade);

    /// <summary>The payload of a <see cref="MarketEventKind.Bar"/>.</summary>
    public Bar Bar => Kind == MarketEventKind.Bar ? _payload.Bar : throw Wrong(MarketEventKind.Bar);

    /// <summary>The payload of a <see cref="MarketEventKind.Status"/>.</summary>
    public FeedStatus Status => Kind == MarketEventKind.Status ? _payload.Status : throw Wrong(MarketEventKind.Status);

    /// <summary>The payload of a <see cref="MarketEventKind.Funding"/>.</summary>
    public FundingUpdate Funding => Kind == MarketEventKind.Funding ? _payload.Funding : throw Wrong(MarketEventKind.Funding);

    /// <summary>The ids of a book event.</summary>
    public BookUpdateIds BookIds => IsBook ? _payload.BookIds : throw Wrong(MarketEventKind.BookDelta);

    /// <summary>Bid levels of a book event, in the order of the frame; valid until the feed moves on.</summary>
    public ReadOnlySpan<BookLevel> Bids => IsBook ? Levels.Bids : throw Wrong(MarketEventKind.BookDelta);

    /// <summary>Ask levels of a book event, in the order of the frame; valid until the feed moves on.</summary>
    public ReadOnlySpan<BookLevel> Asks => IsBook ? Levels.Asks : throw Wrong(MarketEventKind.BookDelta);

    /// <summary>The text of a status, such as the name of a simulated phase; empty for most.</summary>
    public string Text => _attachment as string ?? "";

    /// <summary>True for a delta or a snapshot.</summary>
    public bool IsBook => Kind is MarketEventKind.BookDelta or MarketEventKind.BookSnapshot;

    private LevelBuffer Levels => (LevelBuffer)_attachment!;

    /// <summary>A quote event.</summary>
    public static MarketEvent OfQuote(Instrument instrument, in EventStamp stamp, in Quote quote) =>
        new(MarketEventKind.Quote, instrument, stamp, new EventPayload { Quote = quote }, null);

    /// <summary>A trade event.</summary>
    public static MarketEvent OfTrade(Instrument instrument, in EventStamp stamp, in Trade trade) =>
        new(MarketEventKind.Trade, instrument, stamp, new EventPayload { Trade = trade }, null);

    /// <summary>A bar event; its time should be the bar's close time.</summary>
    public static MarketEvent OfBar(Instrument instrument, in EventStamp stamp, in Bar bar) =>
        new(MarketEventKind.Bar, instrument, stamp, new EventPayload { Bar = bar }, null);

    /// <summary>A funding event.</summary>
    public static MarketEvent OfFunding(Instrument instrument, in EventStamp stamp, in FundingUpdate update) =>
        new(MarketEventKind.Funding, instrument, stamp, new EventPayload { Funding = update }, null);

    /// <summary>A status event.</summary>
    public static MarketEvent OfStatus(Instrument instrument, in EventStamp stamp, in FeedStatus status, string text = "") =>
        new(MarketEventKind.Status, instrument, stamp, new EventPayload { Status = status }, text);

    /// <summary>A delta with levels of its own, for tests and adapters; feeds use their reusable buffers.</summary>
    public static MarketEvent OfDelta(
        Instrument instrument, in EventStamp stamp, in BookUpdateIds ids, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks) =>
        OfBook(MarketEventKind.BookDelta, instrument, stamp, ids, Fill(bids, asks));

    /// <summary>A snapshot with levels of its own, for tests and adapters.</summary>
    public static MarketEvent OfSnapshot(
        Instrument instrument, in EventStamp stamp, in BookUpdateIds ids, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks) =>
        OfBook(MarketEventKind.BookSnapshot, instrument, stamp, ids, Fill(bids, asks));

    /// <summary>The same event with another stamp: the merger renumbers feeds and clamps times with it.</summary>
    public MarketEvent WithStamp(in EventStamp stamp) => new(Kind, Instrument, stamp, _payload, _attachment);

    /// <summary>A copy that stays valid after the feed moves on.</summary>
    public MarketEvent Detach() => IsBook ? new(Kind, Instrument, Stamp, _payload, Levels.Copy()) : this;

    internal static MarketEvent OfBook(
        MarketEventKind kind, Instrument instrument, in EventStamp stamp, in BookUpdateIds ids, LevelBuffer levels) =>
        new(kind, instrument, stamp, new EventPayload { BookIds = ids }, levels);

    private static LevelBuffer Fill(ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        LevelBuffer buffer = new();
        foreach (BookLevel level in bids)
        {
            buffer.AddBid(level);
        }

        foreach (BookLevel level in asks)
        {
            buffer.AddAsk(level);
        }

        return buffer;
    }

    private InvalidOperationException Wrong(MarketEventKind wanted) => new($"a {Kind} event carries no {wanted}");
}
