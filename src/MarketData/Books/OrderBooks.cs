namespace CryptoScalp.Rules.MarketData;

/// <summary>The books of all instruments of a stream. Single-threaded.</summary>
public sealed class OrderBooks
{
    private readonly InstrumentMap<OrderBook> _books = new();

    /// <summary>The books, sorted by venue and symbol.</summary>
    public IReadOnlyList<OrderBook> All => [.. _books.Values.OrderBy(static b => b.Instrument)];

    /// <summary>The book of an instrument, or null when no book event or quote of it came yet.</summary>
    public OrderBook? Find(Instrument instrument) => _books.Find(instrument);

    /// <summary>Applies an event to its instrument's book.</summary>
    public BookOutcome Apply(in MarketEvent marketEvent)
    {
        return marketEvent.Kind is MarketEventKind.Trade or MarketEventKind.Bar or MarketEventKind.Funding or MarketEventKind.None
            ? BookOutcome.None
            : BookOf(marketEvent.Instrument).Apply(marketEvent);
    }

    private OrderBook BookOf(Instrument instrument)
    {
        if (_books.Find(instrument) is { } book)
        {
            return book;
        }

        OrderBook added = new(instrument);
        _books.Add(instrument, added);
        return added;
    }
}
