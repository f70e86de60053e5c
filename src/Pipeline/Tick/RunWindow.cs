namespace CryptoScalp.Rules.Pipeline;

/// <summary>Lets other threads look at a run: who looks leaves a wish, and the tick thread puts a fresh copy up after its next event. Nobody waits.</summary>
/// <remarks>Before a paced run waits for the market it puts one up without being asked, so that a quiet market's figures are never old.</remarks>
public sealed class RunWindow
{
    private volatile RunView? _view;
    private volatile bool _isWanted = true;
    private long _passed;

    /// <summary>The last copy that was put up, null before the first event; asks for the next one. Any thread.</summary>
    public RunView? Look()
    {
        _isWanted = true;
        return _view;
    }

    /// <summary>True when a copy is of the last event that was processed. Any thread.</summary>
    public bool IsCurrent(RunView? view) => (view?.Ticks ?? 0) == Volatile.Read(ref _passed);

    /// <summary>Tick thread: so many events have been processed.</summary>
    internal void Pass(long events) => Volatile.Write(ref _passed, events);

    /// <summary>Tick thread: true when the copy that is up is older than the last event.</summary>
    internal bool IsStale => !IsCurrent(_view);

    /// <summary>Tick thread: true when someone has looked since the last copy.</summary>
    internal bool IsWanted => _isWanted;

    /// <summary>Tick thread.</summary>
    internal void Show(RunView view)
    {
        _view = view;
        _isWanted = false;
    }
}
