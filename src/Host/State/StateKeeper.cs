using System.Collections.Concurrent;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary>The one thread that reads a run's mirror: it keeps the copy of the state near the present and answers questions about it, one after the other.</summary>
/// <remarks>
/// Questions wait in a bounded queue; when it is full they are refused. One that is no longer waited for is passed over. Questions that came together are
/// answered from one state. A question's own bounds (steps, rows) end it; the tick thread is never involved.
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

    private readonly BlockingCollection<StateQuestion> _questions = new(MaxQuestions);
    private readonly RunMirror _mirror;
    private readonly TimeProvider _clock;
    private readonly Thread _thread;
    private volatile string? _fault;
    private bool _isBroken;
    private long _askedForSnapshot;
    private long _answered;

    public StateKeeper(RunMirror mirror, TimeProvider clock)
    {
        _mirror = mirror;
        _clock = clock;
        _thread = new Thread(Keep) { IsBackground = true, Name = "state readers" };
        _thread.Start();
    }

    /// <summary>Why the state is not known; null while it is. A copy that lost changes is told again, and answers once its windows are full.</summary>
    public string? Fault => _fault;

    /// <summary>Changes of the run that the copy has not taken yet.</summary>
    public long Behind => _mirror.Behind;

    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Asks about the present state; the answer is made on the keeper's thread.</summary>
    /// <exception cref="RequestFault">Too many questions wait, or the state is not known.</exception>
    public Task<T> Ask<T>(Func<MirroredState, T> ask, CancellationToken stop)
    {
        if (_fault is { } fault)
        {
            throw new RequestFault(503, HostDiagnostics.StateUnknown, fault);
        }

        StateQuestion<T> question = new(ask, stop);
        if (_questions.IsAddingCompleted || !_questions.TryAdd(question))
        {
            throw new RequestFault(503, HostDiagnostics.TooBusy, MaxQuestions);
        }

        return question.Answer.WaitAsync(stop);
    }

    public void Dispose()
    {
        _questions.CompleteAdding();
        _thread.Join();
        _questions.Dispose();
    }

    private void Keep()
    {
        while (!_questions.IsCompleted)
        {
            bool isAsked = _questions.TryTake(out StateQuestion? question, _idle);
            MirroredState? state = Refresh(isAsked);
            while (isAsked)
            {
                Answer(question!, state);
                isAsked = _questions.TryTake(out question);
            }
        }
    }

    private void Answer(StateQuestion question, MirroredState? state)
    {
        if (state is null)
        {
            question.Fail(new RequestFault(503, HostDiagnostics.StateUnknown, _fault ?? "nothing has come from the feeds yet; ask again when /ready says so"));
            return;
        }

        question.AnswerFrom(state);
        Volatile.Write(ref _answered, _answered + 1);
    }

    private MirroredState? Refresh(bool isAsked)
    {
        if (_isBroken)
        {
            return null;
        }

        try
        {
            long started = _clock.GetTimestamp();
            MirroredState? state = _mirror.Refresh(isAsked);
            while (state is null && isAsked && _clock.GetElapsedTime(started) < _patience)
            {
                Thread.Sleep(2);
                state = _mirror.Refresh();
            }

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
