using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary>Keeps a copy of a run's state near the present and lets one reader after the other ask it, each on the thread that its request came with.</summary>
/// <remarks>
/// Readers take turns, in the order in which they came; how many may wait is bounded, and more are refused. One that is no longer waited for leaves the queue. A
/// question's own bounds (steps, rows) end it; the tick thread is never involved. No thread of its own answers: handing a question over and its answer back would
/// wait for a processor twice, which takes longer than answering (docs/adr/0161).
/// </remarks>
internal sealed class StateKeeper : IDisposable
{
    private const int MaxQuestions = 64;

    /// <summary>How long the copy may lag when nobody asks: short, so that the next question finds little to catch up with.</summary>
    private static readonly TimeSpan _idle = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a copy that lost changes is told everything again, at most: it costs the tick thread a look at every row.</summary>
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(1);

    /// <summary>How long a question waits for a state that is not there yet.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Whoever holds it is the mirror's reader.</summary>
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ManualResetEventSlim _isOver = new();
    private readonly RunMirror _mirror;
    private readonly TimeProvider _clock;
    private readonly Thread _thread;
    private volatile string? _fault;
    private bool _isBroken;
    private long _askedForSnapshot;
    private long _answered;
    private int _waiting;

    public StateKeeper(RunMirror mirror, TimeProvider clock)
    {
        _mirror = mirror;
        _clock = clock;
        _thread = new Thread(Follow) { IsBackground = true, Name = "state readers" };
        _thread.Start();
    }

    /// <summary>Why the state is not known; null while it is. A copy that lost changes is told again, and answers once its windows are full.</summary>
    public string? Fault => _fault;

    /// <summary>Changes of the run that the copy has not taken yet.</summary>
    public long Behind => _mirror.Behind;

    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Asks about the present state, on the caller's thread when it is the caller's turn.</summary>
    /// <exception cref="RequestFault">Too many questions wait, or the state is not known.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer any more.</exception>
    public async Task<T> Ask<T>(Func<MirroredState, T> ask, CancellationToken stop)
    {
        if (_fault is { } fault)
        {
            throw new RequestFault(503, HostDiagnostics.StateUnknown, fault);
        }

        try
        {
            return Interlocked.Increment(ref _waiting) <= MaxQuestions && !_isOver.IsSet
                ? await AskInTurn(ask, stop).ConfigureAwait(false)
                : throw new RequestFault(503, HostDiagnostics.TooBusy, MaxQuestions);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose()
    {
        _isOver.Set();
        _thread.Join();
        _turn.Wait(); // for good: nobody reads any more
        _turn.Dispose();
        _isOver.Dispose();
    }

    private async Task<T> AskInTurn<T>(Func<MirroredState, T> ask, CancellationToken stop)
    {
        long started = _clock.GetTimestamp();
        for (bool isPatient = true; ; isPatient = _clock.GetElapsedTime(started) < _patience)
        {
            await _turn.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                if (Refresh(isAsked: true) is { } state)
                {
                    T answer = ask(state);
                    Volatile.Write(ref _answered, _answered + 1);
                    return answer;
                }
            }
            finally
            {
                _turn.Release();
            }

            if (!isPatient || _fault is not null)
            {
                throw new RequestFault(503, HostDiagnostics.StateUnknown, _fault ?? "nothing has come from the feeds yet; ask again when /ready says so");
            }

            await Task.Delay(2, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Now and then, unless somebody has the turn: whoever asks follows too.</summary>
    private void Follow()
    {
        while (!_isOver.Wait(_idle))
        {
            if (_turn.Wait(0))
            {
                Refresh(isAsked: false);
                _turn.Release();
            }
        }
    }

    private MirroredState? Refresh(bool isAsked)
    {
        if (_isBroken)
        {
            return null;
        }

        try
        {
            MirroredState? state = _mirror.Refresh(isAsked);
            _fault = null;
            return state;
        }
        catch (MirrorLostException e)
        {
            _fault = e.Message;
            Recover();
            return null;
        }
        catch (InvalidOperationException e)
        {
            (_fault, _isBroken) = (e.Message, true);
            return null;
        }
    }

    private void Recover()
    {
        if (_mirror.IsLost && (_askedForSnapshot == 0 || _clock.GetElapsedTime(_askedForSnapshot) >= _recovery))
        {
            _askedForSnapshot = _clock.GetTimestamp();
            _mirror.AskForSnapshot();
        }
    }
}
