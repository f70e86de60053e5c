using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary>A question that waits for the keeper's thread.</summary>
internal abstract class StateQuestion
{
    public abstract void AnswerFrom(MirroredState state);

    public abstract void Fail(Exception fault);
}

/// <summary>A question with an answer of some type; whoever asked continues on another thread than the keeper's.</summary>
internal sealed class StateQuestion<T>(Func<MirroredState, T> ask, CancellationToken stop) : StateQuestion
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override void AnswerFrom(MirroredState state)
    {
        if (stop.IsCancellationRequested)
        {
            _answer.TrySetCanceled(stop);
            return;
        }

#pragma warning disable CA1031 // Whatever a question does wrong is its own answer; the keeper goes on with the next.
        try
        {
            _answer.TrySetResult(ask(state));
        }
        catch (Exception e)
        {
            _answer.TrySetException(e);
        }
#pragma warning restore CA1031
    }

    public override void Fail(Exception fault) => _answer.TrySetException(fault);
}
