using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What was told to the rules about one venue and symbol, so that only differences are told.</summary>
internal sealed class InstrumentFacts
{
    private readonly string[] _earlierVenues;
    private readonly PriceBoard _board;
    private readonly SuppliedRow _feedRow;
    private readonly SuppliedRow _quoteRow;
    private Quote _publishedQuote;
    private bool _hasPublishedQuote;

    /// <param name="instrument">Whose facts.</param>
    /// <param name="wanted">What the rules read.</param>
    /// <param name="earlierVenues">Those that the symbol was heard from before.</param>
    /// <param name="scored">The ensembles that score it; none unless it is the first of its symbol.</param>
    /// <param name="board">Where instruments find each other's prices.</param>
    public InstrumentFacts(Instrument instrument, SuppliedPredicates wanted, string[] earlierVenues, ScoredSymbol[] scored, PriceBoard board)
    {
        Scored = scored;
        Instrument = instrument;
        Id = new InstrumentId(instrument.Venue, instrument.Symbol);
        Value venue = Value.Name(instrument.Venue), symbol = Value.String(instrument.Symbol);
        SuppliedRow Row(string predicate, RowSource source) => wanted.Row(predicate, source, this, venue, symbol);
        _feedRow = Row("feed", RowSource.FeedState);
        _quoteRow = Row("quote", RowSource.Quote);
        PriceRow = Row("price", RowSource.Price);
        BarRow = Row("bar", RowSource.Price);
        _earlierVenues = earlierVenues;
        _board = board;
        Layers = [LayerOf(wanted, null)];
    }

    public Instrument Instrument { get; }

    /// <summary>As the risk gate names it.</summary>
    public InstrumentId Id { get; }

    /// <summary>The last trade's price.</summary>
    public SuppliedRow PriceRow { get; }

    /// <summary>The last bar; its length is no part of the key that the pipeline knows.</summary>
    public SuppliedRow BarRow { get; }

    /// <summary>Features, by when they were first asked for; at least one layer, which may be empty.</summary>
    public FeatureLayer[] Layers { get; private set; }

    /// <summary>The symbol's scores, one an ensemble.</summary>
    public ScoredSymbol[] Scored { get; }

    /// <summary>Counts what happened to the instrument, whatever features are asked for.</summary>
    public FeatureRowId RowId => Layers[0].Features.RowId;

    public FeedState State { get; set; }

    public FeedState? PublishedState { get; set; }

    public EventTime LastSeen { get; set; }

    /// <summary>The best prices that may be traded on; null before the first quote and while the feed is not live.</summary>
    public Quote? Quote { get; set; }

    /// <summary>True once a ticker came: from then on the ticker is the quote and the book serves depth only.</summary>
    public bool HasTicker { get; set; }

    /// <summary>The last trade's price, as far as rules were told.</summary>
    public Dec8? ToldPrice { get; set; }

    /// <summary>The latest frame of any kind: what features and the feed's state rest on.</summary>
    public SourcePosition Source { get; set; }

    /// <summary>The frame behind <see cref="Quote"/>.</summary>
    public SourcePosition QuoteSource { get; set; }

    /// <summary>The frame behind <see cref="ToldPrice"/>.</summary>
    public SourcePosition PriceSource { get; set; }

    /// <summary>Appends the difference between what is known and what was published. A feed that is not live shows no quote and no feature.</summary>
    public void Publish(SuppliedPredicates wanted, RowChanges changes)
    {
        PublishState(wanted, changes);
        bool live = State == FeedState.Live;
        PublishQuote(wanted, live ? Quote : null, changes);
        foreach (FeatureLayer layer in Layers)
        {
            layer.Publish(LastSeen, live, Quote is not null, changes);
        }

        PublishScores(LastSeen, Source, changes);
    }

    /// <summary>Closes the bars that models read, and takes back scores that nobody knows any more.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="frame">The frame of the event that says so, which may be another instrument's.</param>
    /// <param name="changes">Receives facts.</param>
    public void PublishScores(EventTime now, SourcePosition frame, RowChanges changes)
    {
        foreach (ScoredSymbol scored in Scored)
        {
            scored.Publish(now, State == FeedState.Live, RowId, frame, changes);
        }
    }

    /// <summary>Some call compares with another instrument, so that its values may change without an event of its own.</summary>
    public bool ReadsOthers => Array.Exists(Layers, static layer => layer.Calls.ReadsOthers);

    /// <summary>Lets bars step that compare with other instruments; true when one did.</summary>
    public bool AdvanceTo(EventTime now)
    {
        bool steps = false;
        foreach (FeatureLayer layer in Layers)
        {
            steps |= layer.AdvanceTo(now);
        }

        return steps;
    }

    /// <summary>Adds a layer for what is wanted now and was not before.</summary>
    public void Widen(SuppliedPredicates wanted, SuppliedPredicates before)
    {
        if (wanted.Named.Count > before.Named.Count || wanted.Calls.Length > before.Calls.Length)
        {
            Layers = [.. Layers, LayerOf(wanted, before)];
        }
    }

    private FeatureLayer LayerOf(SuppliedPredicates wanted, SuppliedPredicates? before)
    {
        Value venue = Value.Name(Instrument.Venue), symbol = Value.String(Instrument.Symbol);
        HashSet<string> named = [.. wanted.Named.Where(n => before?.Named.Contains(n) != true)];
        FeatureCall[] calls = [.. wanted.Calls.Where(c => before?.Calls.Any(b => b.Text == c.Text) != true && IsMeantBy(c))];
        return new FeatureLayer(
            Instrument, named, calls,
            name => wanted.Row(name, RowSource.Feature, this, venue, symbol),
            call => wanted.Row(FeatureCalls.Predicate, RowSource.Feature, this, symbol, Value.String(call.Text)),
            other => _board.Line(other, Instrument));
    }

    /// <summary>A call without a venue means the first that is heard of its symbol; a market is not compared with itself.</summary>
    private bool IsMeantBy(FeatureCall call)
    {
        if (call.Venue is not null)
        {
            return call.Venue == Instrument.Venue;
        }

        HashSet<string> compared = [.. call.VenuesComparedWith(Instrument.Symbol)];
        return !compared.Contains(Instrument.Venue) && Array.TrueForAll(_earlierVenues, compared.Contains);
    }

    private void PublishState(SuppliedPredicates wanted, RowChanges changes)
    {
        if (wanted.Feed && PublishedState != State)
        {
            PublishedState = State;
            changes.Assert(_feedRow, FeedStates.NameOf(State));
        }
    }

    private void PublishQuote(SuppliedPredicates wanted, Quote? quote, RowChanges changes)
    {
        if (!wanted.Quote || SameTop(quote))
        {
            return;
        }

        _hasPublishedQuote = quote.HasValue;
        _publishedQuote = quote.GetValueOrDefault();
        if (quote is { } top)
        {
            changes.Assert(_quoteRow, Value.Decimal(top.BidPrice), Value.Decimal(top.AskPrice), Value.Decimal(top.BidSize), Value.Decimal(top.AskSize));
        }
        else
        {
            changes.Retract(_quoteRow);
        }
    }

    private bool SameTop(in Quote? quote) => quote is { } top
        ? _hasPublishedQuote && top.BidPrice == _publishedQuote.BidPrice && top.AskPrice == _publishedQuote.AskPrice
            && top.BidSize == _publishedQuote.BidSize && top.AskSize == _publishedQuote.AskSize
        : !_hasPublishedQuote;
}
