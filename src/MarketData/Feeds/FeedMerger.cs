using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Merges feeds by event time into one, deterministically: at equal times the feed named first goes first, and a feed keeps its own order.</summary>
/// <remarks>
/// Events get their feed's index as <see cref="SourcePosition.FeedIndex"/>. A feed whose time jumps back is held at its own latest time, and counted.
/// A feed is asked for its next event only when the merger is, so the levels of the event last returned stay valid until then.
/// Meant for few feeds: each step compares all of them.
/// </remarks>
public sealed class FeedMerger : IMarketFeed
{
    private readonly IMarketFeed[] _feeds;
    private readonly MarketEvent[] _heads;
    private readonly EventTime[] _latest;
    private readonly FeedStatistics _own = new();
    private int _taken = -1;
    private bool _hasHeads;

    /// <exception cref="ArgumentException">No feed is given.</exception>
    public FeedMerger(IReadOnlyList<IMarketFeed> feeds)
    {
        if (feeds.Count == 0)
        {
            throw new ArgumentException("at least one feed is needed", nameof(feeds));
        }

        _feeds = [.. feeds];
        _heads = new MarketEvent[_feeds.Length];
        _latest = new EventTime[_feeds.Length];
        Array.Fill(_latest, new EventTime(long.MinValue));
    }

    /// <summary>The feeds' names, joined by '+'.</summary>
    public string Name => string.Join(" + ", _feeds.Select(static f => f.Name));

    /// <inheritdoc/>
    public bool MayWait => Array.Exists(_feeds, static f => f.MayWait);

    /// <summary>The feeds, by index.</summary>
    public IReadOnlyList<IMarketFeed> Feeds => _feeds;

    /// <summary>The sum over all feeds and the merger's own clamping, as of now.</summary>
    public FeedStatistics Statistics
    {
        get
        {
            FeedStatistics sum = new();
            foreach (IMarketFeed feed in _feeds)
            {
                sum.Include(feed.Statistics);
            }

            sum.Include(_own);
            return sum;
        }
    }

    /// <inheritdoc/>
    public bool TryNext(out MarketEvent marketEvent)
    {
        if (_taken >= 0)
        {
            Refill(_taken);
            _taken = -1;
        }

        TakeHeads();

        for (int i = 0; i < _heads.Length; i++)
        {
            if (_heads[i].Kind != MarketEventKind.None && (_taken < 0 || _heads[i].Time < _heads[_taken].Time))
            {
                _taken = i;
            }
        }

        marketEvent = _taken < 0 ? default : _heads[_taken];
        return _taken >= 0;
    }

    /// <summary>Disposes every feed.</summary>
    public void Dispose()
    {
        foreach (IMarketFeed feed in _feeds)
        {
            feed.Dispose();
        }
    }

    /// <summary>With the first event, not before: a feed may wait for it, and whoever asks is ready to wait.</summary>
    private void TakeHeads()
    {
        for (int i = 0; !_hasHeads && i < _feeds.Length; i++)
        {
            Refill(i);
        }

        _hasHeads = true;
    }

    private void Refill(int index)
    {
        if (!_feeds[index].TryNext(out MarketEvent next))
        {
            _heads[index] = default;
            return;
        }

        EventTime time = next.Time;
        if (time < _latest[index])
        {
            _own.Count(FeedFault.TimestampBackward, next.Source.Line, $"{_feeds[index].Name}: {time} after {_latest[index]}");
            time = _latest[index];
        }

        _latest[index] = time;
        _heads[index] = next.WithStamp(next.Stamp with { Time = time, Source = next.Source with { FeedIndex = index } });
    }
}
