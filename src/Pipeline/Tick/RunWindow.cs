namespace CryptoScalp.Rules.Pipeline;

/// <summary>Lets other threads look at a run: who looks leaves a wish, and the tick thread puts a fresh copy up after its next event. Nobody waits.</summary>
public sealed class RunWindow
{
    private volatile RunView? _view;
    private volatile bool _isWanted = true;

    /// <summary>The last copy that was put up, null before the first event; asks for the next one. Any thread.</summary>
    public RunView? Look()
    {
        _isWanted = true;
        return _view;
    }

    /// <summary>Tick thread: true when someone has looked since the last copy.</summary>
    internal bool IsWanted => _isWanted;

    /// <summary>Tick thread.</summary>
    internal void Show(RunView view)
    {
        _view = view;
        _isWanted = false;
    }
}
