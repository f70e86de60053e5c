using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A run from its feeds to its end: merges feeds by event time, keeps books, drives the tick pipeline.</summary>
public sealed class MarketRun : IDisposable
{
    private readonly BookTracker[] _trackers;
    private readonly FeedMerger _feed;
    private readonly IRunObserver _observer;
    private CancellationToken _stop;

    /// <summary>The first event, where it had to be known before the run began.</summary>
    private MarketEvent? _first;

    /// <summary>Takes the feeds over and disposes them.</summary>
    public MarketRun(BoundProgram program, IReadOnlyList<IMarketFeed> feeds, TickPipelineOptions options, IRunObserver observer)
    {
        _observer = observer;
        _trackers = [.. feeds.Select(f => new BookTracker(f.MayWait ? new AwaitedFeed(f, WaitFor) : f))];
        _feed = new FeedMerger(_trackers);
        Pipeline = new TickPipeline(program, options with { FeedNames = [.. feeds.Select(static f => ShortName(f.Name))], BeginsAt = options.BeginsAt ?? Begins(options, feeds) }, BookOf, observer);
    }

    public TickPipeline Pipeline { get; }

    /// <summary>The feeds in the order given, each with its books; gaps and crossed books are counted in their statistics.</summary>
    public IReadOnlyList<BookTracker> Feeds => _trackers;

    /// <summary>Of all feeds together, and of merging them.</summary>
    public FeedStatistics Statistics => _feed.Statistics;

    public EventTime FirstEvent { get; private set; }

    public EventTime LastEvent { get; private set; }

    /// <summary>Reads the feeds to their end, or until asked to stop; then closes the run in good order.</summary>
    /// <param name="pace">Called with each event's time before it is processed; may wait. Null for full speed.</param>
    /// <exception cref="Journal.JournalException">The journal cannot be written; what was written before stays.</exception>
    public void Run(Action<EventTime>? pace, CancellationToken stop)
    {
        _stop = stop;
        try
        {
            Drive(pace, stop);
            Pipeline.Finish();
        }
        finally
        {
            Pipeline.ShowFigures(); // of a run that had to stop too: those of the last look would be older than its last event
        }
    }

    /// <summary>A run that goes on with a past has to know whether its feeds do. The first event says so; for one that may be long in coming nobody waits, and the market counts as having been silent.</summary>
    private EventTime? Begins(TickPipelineOptions options, IReadOnlyList<IMarketFeed> feeds)
    {
        if (options.Past is not { } past)
        {
            return null;
        }

        if (feeds.Any(static f => f.MayWait))
        {
            return new EventTime(past.At.Nanoseconds + FactMapper.StaleAfterNs + 1);
        }

        if (!_feed.TryNext(out MarketEvent first))
        {
            return null;
        }

        _first = first;
        return first.Time;
    }

    private bool TryNext(out MarketEvent marketEvent)
    {
        if (_first is { } first)
        {
            (marketEvent, _first) = (first, null);
            return true;
        }

        return _feed.TryNext(out marketEvent);
    }

    private void Drive(Action<EventTime>? pace, CancellationToken stop)
    {
        bool first = true;
        while (!stop.IsCancellationRequested && TryNext(out MarketEvent marketEvent))
        {
            if (first)
            {
                FirstEvent = marketEvent.Time;
                first = false;
                _observer.OnStarted(marketEvent.Time);
            }

            LastEvent = marketEvent.Time;
            if (pace is not null)
            {
                Pipeline.ShowBeforeWaiting();
                pace(marketEvent.Time);
            }

            Pipeline.Process(marketEvent);
        }
    }

    private bool WaitFor(WaitHandle answered) => Pipeline.ServeUntil(answered, _stop);

    public void Dispose()
    {
        Pipeline.Dispose();
        _feed.Dispose();
    }

    /// <summary>Without its folder, because names stand in proofs, and proofs must not depend on where a file lies.</summary>
    private static string ShortName(string feed) => feed[(feed.LastIndexOf('/') + 1)..];

    /// <summary>The book behind an event, as of that event: a feed does not move on before its event is processed.</summary>
    private OrderBook? BookOf(in MarketEvent marketEvent) => _trackers[marketEvent.Source.FeedIndex].Books.Find(marketEvent.Instrument);
}
