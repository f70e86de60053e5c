namespace CryptoScalp.Rules.MarketData;

/// <summary>Passes a feed's events through while keeping their books, and adds a status event behind each change of a book's health.</summary>
/// <remarks>After <see cref="TryNext"/> returns an event, <see cref="Books"/> is the state just after it.</remarks>
public sealed class BookTracker(IMarketFeed inner) : IMarketFeed
{
    private readonly IMarketFeed _inner = inner;
    private readonly FeedStatistics _own = new();
    private MarketEvent _pending;

    /// <summary>The books as of the event last returned.</summary>
    public OrderBooks Books { get; } = new();

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public bool MayWait => _inner.MayWait;

    /// <summary>The inner feed's statistics and, added to them, gaps, crossed books and the status events of this tracker: a sum as of now.</summary>
    public FeedStatistics Statistics
    {
        get
        {
            FeedStatistics sum = new();
            sum.Include(_own);
            sum.Include(_inner.Statistics);
            return sum;
        }
    }

    /// <inheritdoc/>
    public bool TryNext(out MarketEvent marketEvent)
    {
        if (_pending.Kind != MarketEventKind.None)
        {
            marketEvent = _pending;
            _pending = default;
            _own.Delivered(MarketEventKind.Status);
            return true;
        }

        if (!_inner.TryNext(out marketEvent))
        {
            return false;
        }

        BookOutcome outcome = Books.Apply(marketEvent);
        if (outcome is not (BookOutcome.None or BookOutcome.Applied))
        {
            Report(outcome, marketEvent);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();

    private void Report(BookOutcome outcome, in MarketEvent cause)
    {
        OrderBook book = Books.Find(cause.Instrument)!;
        if (FaultOf(outcome, cause.Kind) is { } fault)
        {
            _own.Count(fault, cause.Source.Line, Describe(book, outcome, cause));
        }

        FeedStatusKind kind = StatusOf(outcome);
        if (kind != FeedStatusKind.None)
        {
            long expected = kind == FeedStatusKind.SequenceGap ? book.ExpectedId : 0;
            _pending = MarketEvent.OfStatus(cause.Instrument, cause.Stamp, new FeedStatus(kind, expected, cause.BookIds.Last));
        }
    }

    private static string Describe(OrderBook book, BookOutcome outcome, in MarketEvent cause)
    {
        return outcome == BookOutcome.Gap
            ? $"{cause.Instrument}: expected update {book.ExpectedId}, got {cause.BookIds.First}..{cause.BookIds.Last}"
            : $"{cause.Instrument}: update {cause.BookIds.Last}";
    }

    private static FeedFault? FaultOf(BookOutcome outcome, MarketEventKind cause) => outcome switch
    {
        BookOutcome.Gap => FeedFault.SequenceGap,
        BookOutcome.BecameCrossed => FeedFault.CrossedBook,
        BookOutcome.FellBackToTicker => FeedFault.UpdatesDropped,
        BookOutcome.AppliedWithLoss => FeedFault.LevelsDropped,
        BookOutcome.SnapshotTooOld => FeedFault.StaleSnapshot,
        BookOutcome.Stale when cause == MarketEventKind.BookSnapshot => FeedFault.StaleSnapshot,
        _ => null,
    };

    private static FeedStatusKind StatusOf(BookOutcome outcome) => outcome switch
    {
        BookOutcome.Gap => FeedStatusKind.SequenceGap,
        BookOutcome.Synchronised => FeedStatusKind.Synchronised,
        BookOutcome.BecameCrossed => FeedStatusKind.CrossedBook,
        BookOutcome.Uncrossed => FeedStatusKind.Uncrossed,
        BookOutcome.FellBackToTicker => FeedStatusKind.TickerOnly,
        _ => FeedStatusKind.None,
    };
}
