using System.Runtime.InteropServices;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Turns market events into fact changes: the only place where market values become facts.</summary>
/// <remarks>
/// A feed that is not live (gap, silence, outage) loses its quote and feature rows: absence is what a rule sees of a value that nobody knows.
/// The predicate <c>feed</c> says why. Single-threaded.
/// </remarks>
internal sealed class FactMapper
{
    /// <summary>Market time without any event after which an instrument is stale.</summary>
    public const long StaleAfterNs = 2_000_000_000;

    private const int DepthLevels = 5;

    private SuppliedPredicates _wanted;
    private readonly BookLookup _bookOf;
    private readonly SymbolScores _scores;
    private readonly InstrumentMap<InstrumentFacts> _byInstrument = new();
    private readonly List<InstrumentFacts> _all = [];
    private readonly List<InstrumentFacts> _comparing = [];
    private readonly PriceBoard _board = new();

    /// <summary>The venues of a symbol, in order of appearance.</summary>
    private readonly Dictionary<string, List<string>> _venues = new(StringComparer.Ordinal);

    /// <summary>Until this time nobody can have been silent for too long.</summary>
    private long _silentAfter = long.MinValue;
    private readonly BookLevel[] _levels = new BookLevel[DepthLevels];
    private readonly Dec8[] _bidPrices = new Dec8[DepthLevels];
    private readonly Dec8[] _bidSizes = new Dec8[DepthLevels];
    private readonly Dec8[] _askPrices = new Dec8[DepthLevels];
    private readonly Dec8[] _askSizes = new Dec8[DepthLevels];

    /// <param name="wanted">What the program reads.</param>
    /// <param name="bookOf">The book behind an event, as of that event.</param>
    /// <param name="models">What scores; nothing when null.</param>
    public FactMapper(SuppliedPredicates wanted, BookLookup bookOf, RunModels? models = null)
    {
        _scores = new SymbolScores(wanted, models ?? RunModels.None);
        _wanted = wanted;
        _bookOf = bookOf;
    }

    /// <summary>The instruments seen so far, in order of appearance.</summary>
    public IReadOnlyList<InstrumentFacts> Instruments => _all;

    public InstrumentFacts? Find(Instrument instrument) => _byInstrument.Find(instrument);

    /// <summary>From now on tells more predicates. Values of windows that nobody asked for before begin cold; the rest is told with each instrument's next event.</summary>
    public void Widen(SuppliedPredicates wanted)
    {
        foreach (InstrumentFacts facts in _all)
        {
            facts.Widen(wanted, _wanted);
            NoteComparing(facts);
        }

        _wanted = wanted;
    }

    /// <summary>Appends the changes that an event makes.</summary>
    public void Map(in MarketEvent marketEvent, RowChanges changes)
    {
        if (marketEvent.Kind == MarketEventKind.Status && marketEvent.Status.Kind == FeedStatusKind.SimulatedPhase)
        {
            return;
        }

        InstrumentFacts facts = FactsOf(marketEvent.Instrument);
        _scores.Take(marketEvent.Time, changes);
        CloseScored(marketEvent, changes);
        MarkSilent(marketEvent.Time, facts, changes);
        if (_comparing.Count == 0)
        {
            Observe(marketEvent, facts, changes);
        }
        else
        {
            AdvanceComparing(marketEvent.Time, changes);
            Observe(marketEvent, facts, changes);
            AdvanceComparing(marketEvent.Time, changes);
        }

        facts.Publish(_wanted, changes);
        _scores.Settle(marketEvent.Time);
    }

    /// <summary>What was noticed of models since it was last cleared.</summary>
    public List<ModelNotice> Notices => _scores.Notices;

    /// <summary>At the end of a bar: of all symbols, so that they are scored together.</summary>
    private void CloseScored(in MarketEvent marketEvent, RowChanges changes)
    {
        if (_scores.Closes(marketEvent.Time))
        {
            foreach (InstrumentFacts facts in _all)
            {
                facts.PublishScores(marketEvent.Time, marketEvent.Source, changes);
            }
        }
    }

    private void Observe(in MarketEvent marketEvent, InstrumentFacts facts, RowChanges changes)
    {
        if (marketEvent.Kind == MarketEventKind.Funding)
        {
            OnFunding(marketEvent, facts);
            return;
        }

        facts.LastSeen = marketEvent.Time;
        _silentAfter = Math.Min(_silentAfter, marketEvent.Time.Nanoseconds + StaleAfterNs);
        facts.Source = marketEvent.Source;
        if (facts.State == FeedState.Stale)
        {
            facts.State = FeedState.Live;
        }

        switch (marketEvent.Kind)
        {
            case MarketEventKind.Quote: OnQuote(marketEvent, facts); break;
            case MarketEventKind.Trade: OnTrade(marketEvent, facts, changes); break;
            case MarketEventKind.BookDelta or MarketEventKind.BookSnapshot: OnBook(marketEvent, facts); break;
            case MarketEventKind.Bar: OnBar(marketEvent, facts, changes); break;
            case MarketEventKind.Status: OnStatus(marketEvent.Status.Kind, facts); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A stream of marks is no sign of life of the market itself: it neither wakes a silent feed nor keeps one awake.</summary>
    private static void OnFunding(in MarketEvent marketEvent, InstrumentFacts facts)
    {
        facts.Source = marketEvent.Source;
        if (facts.LastSeen == default)
        {
            facts.State = FeedState.Stale;
        }

        foreach (FeatureLayer layer in facts.Layers)
        {
            layer.OnFunding(marketEvent.Time, marketEvent.Funding);
        }
    }

    private static void OnQuote(in MarketEvent marketEvent, InstrumentFacts facts)
    {
        facts.HasTicker = true;
        if (facts.State == FeedState.Gap)
        {
            // A ticker states the whole top by itself, so it does not need the book that broke. Depth stays away until the book is whole.
            facts.State = FeedState.Live;
        }

        TakeQuote(marketEvent, marketEvent.Quote, facts);
    }

    private static void TakeQuote(in MarketEvent marketEvent, in Quote quote, InstrumentFacts facts)
    {
        UpdateOutcome outcome = UpdateOutcome.Applied;
        foreach (FeatureLayer layer in facts.Layers)
        {
            outcome = layer.Features.OnQuote(marketEvent.Time, quote.BidPrice, quote.BidSize, quote.AskPrice, quote.AskSize);
        }

        facts.Quote = outcome == UpdateOutcome.Refused ? null : quote;
        facts.QuoteSource = marketEvent.Source;
        facts.QuoteAt = marketEvent.Time;
    }

    private void OnTrade(in MarketEvent marketEvent, InstrumentFacts facts, RowChanges changes)
    {
        Trade trade = marketEvent.Trade;
        foreach (FeatureLayer layer in facts.Layers)
        {
            layer.OnTrade(marketEvent.Time, trade);
        }

        foreach (ScoredSymbol scored in facts.Scored)
        {
            scored.OnTrade(marketEvent.Time, trade.Price, trade.Size);
        }

        TakePrice(marketEvent, trade.Price, facts, changes);
    }

    private void TakePrice(in MarketEvent marketEvent, Dec8 price, InstrumentFacts facts, RowChanges changes)
    {
        facts.PriceSource = marketEvent.Source;
        if (_wanted.Price)
        {
            facts.TakePrice(price, marketEvent.Time, changes);
        }

        _board.Heard(facts.Instrument, price, marketEvent.Time);
    }

    private void OnBook(in MarketEvent marketEvent, InstrumentFacts facts)
    {
        OrderBook? book = _bookOf(marketEvent);
        if (book is null || !book.IsValid || book.BidLevels == 0 || book.AskLevels == 0)
        {
            return;
        }

        if (!facts.HasTicker && book.TryGetTop(out Quote top, out _))
        {
            TakeQuote(marketEvent, top, facts);
        }

        if (_wanted.Schema.Count > 0)
        {
            BookDepth depth = DepthOf(book);
            foreach (FeatureLayer layer in facts.Layers)
            {
                if (layer.NeedsDepth)
                {
                    layer.Features.OnBook(marketEvent.Time, depth);
                }
            }
        }
    }

    private BookDepth DepthOf(OrderBook book)
    {
        int bids = Split(book.CopyBids(_levels), _bidPrices, _bidSizes);
        int asks = Split(book.CopyAsks(_levels), _askPrices, _askSizes);
        return new BookDepth(_bidPrices.AsSpan(0, bids), _bidSizes.AsSpan(0, bids), _askPrices.AsSpan(0, asks), _askSizes.AsSpan(0, asks));
    }

    private int Split(int count, Dec8[] prices, Dec8[] sizes)
    {
        for (int i = 0; i < count; i++)
        {
            prices[i] = _levels[i].Price;
            sizes[i] = _levels[i].Size;
        }

        return count;
    }

    private void OnBar(in MarketEvent marketEvent, InstrumentFacts facts, RowChanges changes)
    {
        Bar bar = marketEvent.Bar;
        foreach (FeatureLayer layer in facts.Layers)
        {
            layer.OnBar(bar);
        }

        foreach (ScoredSymbol scored in facts.Scored)
        {
            scored.OnBar(bar);
        }

        TakePrice(marketEvent, bar.Close, facts, changes);
        if (_wanted.Bar)
        {
            changes.Assert(
                facts.BarRow, Value.Duration(bar.LengthNs),
                Value.Decimal(bar.Open), Value.Decimal(bar.High), Value.Decimal(bar.Low), Value.Decimal(bar.Close), Value.Decimal(bar.Volume));
        }
    }

    private void OnStatus(FeedStatusKind kind, InstrumentFacts facts)
    {
        switch (kind)
        {
            case FeedStatusKind.SequenceGap or FeedStatusKind.CrossedBook:
                facts.State = FeedState.Gap;
                Array.ForEach(facts.Layers, static layer => layer.Features.OnBookLost());
                break;
            case FeedStatusKind.CrossedQuote:
                facts.Quote = null; // until the next good one
                break;
            case FeedStatusKind.Outage:
                facts.State = FeedState.Down;
                Array.ForEach(facts.Layers, static layer => layer.Reset());
                _board.Lost(facts.Instrument);
                Array.ForEach(facts.Scored, static s => s.Reset());
                facts.Quote = null;
                break;
            case FeedStatusKind.Synchronised or FeedStatusKind.Uncrossed or FeedStatusKind.Resumed:
                facts.State = FeedState.Live;
                break;
            case FeedStatusKind.None or FeedStatusKind.SimulatedPhase or FeedStatusKind.TickerOnly:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Marks instruments that have been silent for too long in market time, so that nobody trades on their last words. Looks at all of them only when one may be due.</summary>
    private void MarkSilent(EventTime now, InstrumentFacts current, RowChanges changes)
    {
        if (now.Nanoseconds <= _silentAfter)
        {
            return;
        }

        long longestSilent = now.Nanoseconds;
        foreach (InstrumentFacts facts in _all)
        {
            if (facts.State != FeedState.Live || (facts == current && facts.LastSeen == default))
            {
                continue; // comes to life with an event of its own, not earlier than this one
            }

            if (facts != current && now.Nanoseconds - facts.LastSeen.Nanoseconds > StaleAfterNs)
            {
                facts.State = FeedState.Stale;
                facts.Publish(_wanted, changes);
            }
            else
            {
                longestSilent = Math.Min(longestSilent, facts.LastSeen.Nanoseconds);
            }
        }

        _silentAfter = longestSilent + StaleAfterNs;
    }

    /// <summary>Lets the bars step that compare with other instruments: before an event those that its time closes, after it those that waited for its price.</summary>
    private void AdvanceComparing(EventTime now, RowChanges changes)
    {
        foreach (InstrumentFacts facts in _comparing)
        {
            if (facts.AdvanceTo(now))
            {
                facts.Publish(_wanted, changes);
            }
        }
    }

    private void NoteComparing(InstrumentFacts facts)
    {
        if (facts.ReadsOthers && !_comparing.Contains(facts))
        {
            _comparing.Add(facts);
        }
    }

    private InstrumentFacts FactsOf(Instrument instrument) =>
        _byInstrument.Find(instrument) ?? Add(instrument);

    private InstrumentFacts Add(Instrument instrument)
    {
        ref List<string>? venues = ref CollectionsMarshal.GetValueRefOrAddDefault(_venues, instrument.Symbol, out _);
        string[] earlierVenues = [.. venues ??= []];
        venues.Add(instrument.Venue);
        InstrumentFacts facts = new(instrument, _wanted, earlierVenues, earlierVenues.Length == 0 ? _scores.Of(instrument.Symbol) : [], _board);
        _byInstrument.Add(instrument, facts);
        _all.Add(facts);
        NoteComparing(facts);

        return facts;
    }
}
