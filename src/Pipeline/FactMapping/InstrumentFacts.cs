using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What was told to the rules about one venue and symbol, so that only differences are told.</summary>
internal sealed class InstrumentFacts
{
    private readonly double[] _values;
    private readonly int[] _named;
    private readonly double[] _published;
    private Quote? _publishedQuote;

    public InstrumentFacts(Instrument instrument, SuppliedPredicates wanted, bool isFirstOfSymbol)
    {
        Instrument = instrument;
        Venue = Value.Name(instrument.Venue);
        Symbol = Value.String(instrument.Symbol);
        FeatureSchema schema = wanted.Schema;
        Features = new FeatureSet(instrument.Venue, instrument.Symbol, schema);
        Calls = new CalledFeatures(Symbol, [.. wanted.Calls.Where(c => c.Venue is null ? isFirstOfSymbol : c.Venue == instrument.Venue)], schema);
        _named = [.. Enumerable.Range(0, schema.Count).Where(i => wanted.Named.Contains(schema.Features[i].Name))];
        _values = new double[schema.Count];
        _published = new double[schema.Count];
        Array.Fill(_published, double.NaN);
    }

    public Instrument Instrument { get; }

    public Value Venue { get; }

    public Value Symbol { get; }

    public FeatureSet Features { get; }

    /// <summary>What rules ask for with <c>feature(…)</c>.</summary>
    public CalledFeatures Calls { get; }

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
    public void Publish(SuppliedPredicates wanted, List<FactChange> changes)
    {
        PublishState(wanted, changes);
        bool live = State == FeedState.Live;
        PublishQuote(wanted, live ? Quote : null, changes);
        ReadOnlySpan<double> ticks = Ticks;
        PublishFeatures(live && Quote is not null, changes);
        Calls.Publish(LastSeen, live, ticks, changes);
    }

    private void PublishState(SuppliedPredicates wanted, List<FactChange> changes)
    {
        if (wanted.Feed && PublishedState != State)
        {
            PublishedState = State;
            changes.Add(FactChange.Assert(new Fact("feed", Venue, Symbol, FeedStates.NameOf(State))));
        }
    }

    private void PublishQuote(SuppliedPredicates wanted, Quote? quote, List<FactChange> changes)
    {
        if (!wanted.Quote || SameTop(quote, _publishedQuote))
        {
            return;
        }

        _publishedQuote = quote;
        changes.Add(quote is { } top
            ? FactChange.Assert(new Fact("quote", Venue, Symbol, Value.Decimal(top.BidPrice), Value.Decimal(top.AskPrice), Value.Decimal(top.BidSize), Value.Decimal(top.AskSize)))
            : FactChange.Retract(new Fact("quote", Venue, Symbol)));
    }

    private void PublishFeatures(bool present, List<FactChange> changes)
    {
        foreach (int i in _named)
        {
            double value = present ? _values[i] : double.NaN;
            if (BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(_published[i]))
            {
                continue;
            }

            _published[i] = value;
            string name = Features.Schema.Features[i].Name;
            changes.Add(Value.TryFloat64(value, out Value number)
                ? FactChange.Assert(new Fact(name, Venue, Symbol, number))
                : FactChange.Retract(new Fact(name, Venue, Symbol)));
        }
    }

    private static bool SameTop(Quote? a, Quote? b) => (a, b) switch
    {
        (null, null) => true,
        ({ } x, { } y) => x with { UpdateId = 0 } == y with { UpdateId = 0 },
        _ => false,
    };
}
