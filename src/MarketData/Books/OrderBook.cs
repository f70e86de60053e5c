using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>One instrument's book, kept by the venue's synchronisation procedure. Single-threaded; no allocation once live and warm.</summary>
/// <remarks>
/// Procedure (Binance, "How to manage a local order book correctly"): updates are held until a snapshot; those with u up to its
/// lastUpdateId are dropped; the first applied must cover lastUpdateId + 1; from then on each must follow the one before, by <c>pu</c> on
/// futures and by <c>U</c> on spot. Anything else is a gap: the book is invalid until the next snapshot.
/// Venues without ids send whole books; each replaces the last.
/// Snapshots of a venue may be cut to its best levels (1000 to 5000): levels farther out are known only once they change.
/// </remarks>
public sealed class OrderBook
{
    private readonly BookSide _bids = new(isBid: true);
    private readonly BookSide _asks = new(isBid: false);
    private readonly HeldUpdates _held = new();
    private UpdateSequence _sequence;

    internal OrderBook(Instrument instrument)
    {
        Instrument = instrument;
    }

    /// <summary>Whose book this is.</summary>
    public Instrument Instrument { get; }

    /// <summary>Where the book is in its life.</summary>
    public BookState State { get; private set; }

    /// <summary>True when the levels may be relied on.</summary>
    public bool IsValid => State == BookState.Live;

    /// <summary>Update id of the last snapshot or update applied; 0 before the first.</summary>
    public long LastUpdateId => _sequence.LastId;

    /// <summary>Event time of the last snapshot or update applied.</summary>
    public EventTime LastUpdateTime { get; private set; }

    /// <summary>Number of bid levels.</summary>
    public int BidLevels => _bids.Count;

    /// <summary>Number of ask levels.</summary>
    public int AskLevels => _asks.Count;

    /// <summary>Updates applied since the start.</summary>
    public long Applied { get; private set; }

    /// <summary>Updates and snapshots dropped because the book was already past them.</summary>
    public long Stale { get; private set; }

    /// <summary>Sequence gaps since the start.</summary>
    public long Gaps { get; private set; }

    /// <summary>Levels that gave way to the bound on levels.</summary>
    public long LevelsDropped { get; private set; }

    /// <summary>The id that the last gap should have brought; meaningful after <see cref="BookOutcome.Gap"/>.</summary>
    public long ExpectedId { get; private set; }

    /// <summary>The last good ticker, from which the top is told while the book itself is not valid.</summary>
    public Quote? LastTicker { get; private set; }

    /// <summary>Bid level at a depth, 0 being the best.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public BookLevel Bid(int depth) => _bids[depth];

    /// <summary>Ask level at a depth, 0 being the best.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public BookLevel Ask(int depth) => _asks[depth];

    /// <summary>Copies up to <c>target.Length</c> best bids; returns how many.</summary>
    public int CopyBids(Span<BookLevel> target) => Copy(_bids, target);

    /// <summary>Copies up to <c>target.Length</c> best asks; returns how many.</summary>
    public int CopyAsks(Span<BookLevel> target) => Copy(_asks, target);

    /// <summary>Best bid and ask: of the book when it is valid, otherwise of the last ticker (<paramref name="fromTicker"/>). False when neither is known.</summary>
    public bool TryGetTop(out Quote top, out bool fromTicker)
    {
        fromTicker = !IsValid;
        if (IsValid && !_bids.IsEmpty && !_asks.IsEmpty)
        {
            top = new Quote(_bids[0].Price, _bids[0].Size, _asks[0].Price, _asks[0].Size, LastUpdateId);
            return true;
        }

        top = LastTicker ?? default;
        return !IsValid && LastTicker is not null;
    }

    internal BookOutcome Apply(in MarketEvent marketEvent)
    {
        long dropped = LevelsDropped;
        BookOutcome outcome = Dispatch(marketEvent);
        return outcome == BookOutcome.Applied && LevelsDropped > dropped ? BookOutcome.AppliedWithLoss : outcome;
    }

    private BookOutcome Dispatch(in MarketEvent marketEvent)
    {
        switch (marketEvent.Kind)
        {
            case MarketEventKind.Quote:
                LastTicker = marketEvent.Quote;
                return BookOutcome.None;
            case MarketEventKind.BookSnapshot:
                return Load(marketEvent);
            case MarketEventKind.BookDelta:
                return Update(marketEvent);
            case MarketEventKind.Status:
                return Note(marketEvent.Status.Kind);
            default:
                return BookOutcome.None;
        }
    }

    /// <summary>An outage or a refused ticker takes away what can no longer be relied on.</summary>
    private BookOutcome Note(FeedStatusKind kind)
    {
        if (kind is FeedStatusKind.CrossedQuote or FeedStatusKind.Outage)
        {
            LastTicker = null;
        }

        if (kind == FeedStatusKind.Outage)
        {
            Invalidate();
        }

        return BookOutcome.None;
    }

    private BookOutcome Load(in MarketEvent snapshot)
    {
        long id = snapshot.BookIds.Last;
        bool live = State is BookState.Live or BookState.Crossed;
        if (snapshot.BookIds.IsSequenced && live && id <= LastUpdateId)
        {
            Stale++;
            return BookOutcome.Stale;
        }

        DropHeldUpTo(id);
        if (_held.TryPeek(out MarketEvent first) && !UpdateSequence.Covers(first.BookIds, id))
        {
            Stale++;
            return BookOutcome.SnapshotTooOld;
        }

        BookState before = State;
        Replace(snapshot);
        BookOutcome outcome = ApplyHeld();
        return (before, outcome) switch
        {
            (BookState.Live, BookOutcome.Synchronised) => BookOutcome.Applied,
            (BookState.Crossed, BookOutcome.Synchronised) => BookOutcome.Uncrossed,
            (BookState.Crossed, BookOutcome.BecameCrossed) => BookOutcome.Applied,
            _ => outcome,
        };
    }

    private void Replace(in MarketEvent snapshot)
    {
        _bids.Clear();
        _asks.Clear();
        _sequence.StartAt(snapshot.BookIds);
        ApplyLevels(snapshot);
        State = IsCrossed ? BookState.Crossed : BookState.Live;
    }

    private BookOutcome ApplyHeld()
    {
        while (_held.TryPeek(out MarketEvent update))
        {
            if (!_sequence.IsFollowedBy(update.BookIds))
            {
                return Break(update.BookIds);
            }

            _held.RemoveFirst();
            ApplyUpdate(update);
        }

        State = IsCrossed ? BookState.Crossed : BookState.Live;
        return State == BookState.Live ? BookOutcome.Synchronised : BookOutcome.BecameCrossed;
    }

    private BookOutcome Update(in MarketEvent update)
    {
        if (State is BookState.Waiting or BookState.TickerOnly)
        {
            return Hold(update);
        }

        if (update.BookIds.Last <= LastUpdateId)
        {
            Stale++;
            return BookOutcome.Stale;
        }

        if (!_sequence.IsFollowedBy(update.BookIds))
        {
            BookOutcome outcome = Break(update.BookIds);
            Hold(update);
            return outcome;
        }

        ApplyUpdate(update);
        return AfterUpdate();
    }

    private BookOutcome AfterUpdate()
    {
        bool wasCrossed = State == BookState.Crossed;
        State = IsCrossed ? BookState.Crossed : BookState.Live;
        return (State == BookState.Crossed, wasCrossed) switch
        {
            (true, false) => BookOutcome.BecameCrossed,
            (false, true) => BookOutcome.Uncrossed,
            _ => BookOutcome.Applied,
        };
    }

    private BookOutcome Hold(in MarketEvent update)
    {
        if (State == BookState.TickerOnly)
        {
            // Only the newest updates can matter to a snapshot that comes now, so hold on with an empty queue.
            if (!_held.TryAdd(update))
            {
                _held.Clear();
                _held.TryAdd(update);
            }

            return BookOutcome.Held;
        }

        if (_held.TryAdd(update))
        {
            return BookOutcome.Held;
        }

        _held.Clear();
        State = BookState.TickerOnly;
        return BookOutcome.FellBackToTicker;
    }

    private BookOutcome Break(in BookUpdateIds ids)
    {
        Gaps++;
        ExpectedId = _sequence.ExpectedBy(ids);
        Invalidate();
        return BookOutcome.Gap;
    }

    private void Invalidate()
    {
        _bids.Clear();
        _asks.Clear();
        State = BookState.Waiting;
    }

    private void DropHeldUpTo(long id)
    {
        while (_held.TryPeek(out MarketEvent update) && update.BookIds.Last <= id)
        {
            _held.RemoveFirst();
            Stale++;
        }
    }

    private void ApplyUpdate(in MarketEvent update)
    {
        _sequence.Take(update.BookIds);
        ApplyLevels(update);
        Applied++;
    }

    private void ApplyLevels(in MarketEvent marketEvent)
    {
        SetAll(_bids, marketEvent.Bids);
        SetAll(_asks, marketEvent.Asks);
        LastUpdateTime = marketEvent.Time;
    }

    private void SetAll(BookSide side, ReadOnlySpan<BookLevel> levels)
    {
        foreach (BookLevel level in levels)
        {
            if (!side.Set(level))
            {
                LevelsDropped++;
            }
        }
    }

    private bool IsCrossed => !_bids.IsEmpty && !_asks.IsEmpty && _bids[0].Price >= _asks[0].Price;

    private static int Copy(BookSide side, Span<BookLevel> target)
    {
        int count = Math.Min(side.Count, target.Length);
        for (int i = 0; i < count; i++)
        {
            target[i] = side[i];
        }

        return count;
    }
}
