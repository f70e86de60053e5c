using System.Runtime.ExceptionServices;
using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A feed that waits for the market, asked on a thread of its own, so that the tick thread can do what others ask of it while nothing comes.</summary>
/// <remarks>
/// One event at a time and never ahead: what an event refers to stands until the next is asked for, as with the feed itself. It costs two hand-overs between threads an event, about 20 µs, which a feed that
/// never waits need not pay. A feed that does not return when it is disposed of keeps its thread; the process does not wait for it.
/// </remarks>
internal sealed class AwaitedFeed : IMarketFeed
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly IMarketFeed _inner;
    private readonly Func<WaitHandle, bool> _wait;
    private readonly AutoResetEvent _asked = new(initialState: false);
    private readonly AutoResetEvent _answered = new(initialState: false);
    private readonly Thread _thread;
    private MarketEvent _event;
    private bool _has;
    private bool _isAsked;
    private ExceptionDispatchInfo? _fault;
    private volatile bool _isOver;

    /// <param name="inner">Taken over and disposed of.</param>
    /// <param name="wait">Waits for a signal on the asking thread; false when the run is to stop instead.</param>
    public AwaitedFeed(IMarketFeed inner, Func<WaitHandle, bool> wait)
    {
        (_inner, _wait) = (inner, wait);
        _thread = new Thread(Answer) { IsBackground = true, Name = $"feed {inner.Name}" };
        _thread.Start();
    }

    public string Name => _inner.Name;

    public FeedStatistics Statistics => _inner.Statistics;

    public bool MayWait => true;

    /// <summary>The next event; false at the end, and when the run is to stop. What the feed throws is thrown here.</summary>
    public bool TryNext(out MarketEvent marketEvent)
    {
        marketEvent = default;
        if (!_isAsked)
        {
            _isAsked = true;
            _asked.Set();
        }

        if (!_wait(_answered))
        {
            return false; // the question stands: asked again, its answer is waited for
        }

        _isAsked = false;
        _fault?.Throw();
        marketEvent = _event;
        return _has;
    }

    public void Dispose()
    {
        _isOver = true;
        _asked.Set();
        _inner.Dispose();
        if (_thread.Join(_patience))
        {
            _asked.Dispose();
            _answered.Dispose();
        }
    }

    private void Answer()
    {
        while (_asked.WaitOne() && !_isOver)
        {
            try
            {
                _has = _inner.TryNext(out _event);
            }
#pragma warning disable CA1031 // The edge of this thread: whatever the feed throws is thrown where the event was asked for.
            catch (Exception e)
            {
                _fault = ExceptionDispatchInfo.Capture(e);
            }
#pragma warning restore CA1031

            _answered.Set();
        }
    }
}
