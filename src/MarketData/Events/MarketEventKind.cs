namespace CryptoScalp.Rules.MarketData;

/// <summary>What a <see cref="MarketEvent"/> carries. Journals persist the number, so the list is append-only.</summary>
public enum MarketEventKind : byte
{
    /// <summary>No event; the default of the type, never produced by a feed.</summary>
    None = 0,

    /// <summary>Best bid and ask with sizes: <see cref="MarketEvent.Quote"/>.</summary>
    Quote = 1,

    /// <summary>One execution: <see cref="MarketEvent.Trade"/>.</summary>
    Trade = 2,

    /// <summary>Changed levels of a book: <see cref="MarketEvent.BookIds"/>, <see cref="MarketEvent.Bids"/>, <see cref="MarketEvent.Asks"/>.</summary>
    BookDelta = 3,

    /// <summary>A whole book (or its best levels): the same fields as a delta.</summary>
    BookSnapshot = 4,

    /// <summary>A closed bar: <see cref="MarketEvent.Bar"/>.</summary>
    Bar = 5,

    /// <summary>Something about the feed itself, such as a gap: <see cref="MarketEvent.Status"/>.</summary>
    Status = 6,

    /// <summary>A perpetual's funding rate and marks: <see cref="MarketEvent.Funding"/>.</summary>
    Funding = 7,
}
