using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What was told to the rules about one venue and symbol, so that only differences are told.</summary>
internal sealed class InstrumentFacts
{
    private readonly double[] _values;
    private readonly int[] _named;
    private readonly TrackedValue[] _tracked;
    private readonly SuppliedRow _feedRow;
    private readonly SuppliedRow _quoteRow;
    private Quote _publishedQuote;
    private bool _hasPublishedQuote;

    /// <param name="instrument">Venue and symbol.</param>
    /// <param name="wanted">What the program reads.</param>
    /// <param name="isFirstOfSymbol">The symbol was not heard of at another venue before: what names no venue is about this one.</param>
    /// <param name="scored">The ensembles that score it; none unless it is the first of its symbol.</param>
    public InstrumentFacts(Instrument instrument, SuppliedPredicates wanted, bool isFirstOfSymbol, ScoredSymbol[] scored)
    {
        Scored = scored;
        Instrument = instrument;
        Value venue = Value.Name(instrument.Venue), symbol = Value.String(instrument.Symbol);
        SuppliedRow Row(string predicate, RowSource source) => wanted.Row(predicate, source, this, venue, symbol);
        _feedRow = Row("feed", RowSource.FeedState);
        _quoteRow = Row("quote", RowSource.Quote);
        PriceRow = Row("price", RowSource.Price);
        BarRow = Row("bar", RowSource.Price);
        FeatureSchema schema = wanted.Schema;
        Features = new FeatureSet(instrument.Venue, instrument.Symbol, schema);
        Calls = new CalledFeatures(
            [.. wanted.Calls.Where(c => c.Venue is null ? isFirstOfSymbol : c.Venue == instrument.Venue)],
            schema,
            call => wanted.Row(FeatureCalls.Predicate, RowSource.Feature, this, symbol, Value.String(call.Text)));
        _named = [.. Enumerable.Range(0, schema.Count).Where(i => wanted.Named.Contains(schema.Features[i].Name))];
        _tracked = Array.ConvertAll(_named, i => new TrackedValue(Row(schema.Features[i].Name, RowSource.Feature)));
        _values = new double[schema.Count];
    }

    public Instrument Instrument { get; }

    /// <summary>The last trade's price.</summary>
    public SuppliedRow PriceRow { get; }

    /// <summary>The last bar; its length is no part of the key that the pipeline knows.</summary>
    public SuppliedRow BarRow { get; }

    public FeatureSet Features { get; }

    /// <summary>What rules ask for with <c>feature(…)</c>.</summary>
    public CalledFeatures Calls { get; }

    /// <summary>The symbol's scores, one an ensemble.</summary>
    public ScoredSymbol[] Scored { get; }

    /// <summary>The features of ticks as they stand now.</summary>
    public ReadOnlySpan<double> Ticks
    {
        get
        {
            Features.Read(_values);
            return _values;
        }
    }

    public FeedState State { get; set; }

    public FeedState? PublishedState { get; set; }

    public EventTime LastSeen { get; set; }

    /// <summary>The best prices that may be traded on; null before the first quote and while the feed is not live.</summary>
    public Quote? Quote { get; set; }

    /// <summary>True once a ticker came: from then on the ticker is the quote and the book serves depth only.</summary>
    public bool HasTicker { get; set; }

    public Dec8? LastTrade { get; set; }

    /// <summary>The latest frame of any kind: what features and the feed's state rest on.</summary>
    public SourcePosition Source { get; set; }

    /// <summary>The frame behind <see cref="Quote"/>.</summary>
    public SourcePosition QuoteSource { get; set; }

    /// <summary>The frame behind <see cref="LastTrade"/>.</summary>
    public SourcePosition PriceSource { get; set; }

    /// <summary>Appends the difference between what is known and what was published. A feed that is not live shows no quote and no feature.</summary>
    public void Publish(SuppliedPredicates wanted, RowChanges changes)
    {
        PublishState(wanted, changes);
        bool live = State == FeedState.Live;
        PublishQuote(wanted, live ? Quote : null, changes);
        ReadOnlySpan<double> ticks = Ticks;
        PublishFeatures(live && Quote is not null, changes);
        Calls.Publish(LastSeen, live, ticks, changes);
        foreach (ScoredSymbol scored in Scored)
        {
            scored.Publish(LastSeen, live, Features.RowId, Source, changes);
        }
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

    private void PublishFeatures(bool present, RowChanges changes)
    {
        for (int i = 0; i < _named.Length; i++)
        {
            _tracked[i].Tell(present ? _values[_named[i]] : double.NaN, changes);
        }
    }

    private bool SameTop(in Quote? quote) => quote is { } top
        ? _hasPublishedQuote && top.BidPrice == _publishedQuote.BidPrice && top.AskPrice == _publishedQuote.AskPrice
            && top.BidSize == _publishedQuote.BidSize && top.AskSize == _publishedQuote.AskSize
        : !_hasPublishedQuote;
}
