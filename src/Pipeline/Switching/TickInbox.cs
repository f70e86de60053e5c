using System.Collections.Concurrent;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What other threads ask of the tick thread; it is done between two ticks, in order. While nothing is asked it costs the tick one read.</summary>
/// <remarks>Bounded: at the bound <see cref="TryPost"/> refuses, and whoever asks says so. What is asked must be short.</remarks>
internal sealed class TickInbox : IDisposable
{
    private const int MaxWaiting = 64;

    private readonly ConcurrentQueue<Action> _asked = new();
    private readonly AutoResetEvent _arrived = new(initialState: false);
    private volatile int _waiting;

    /// <summary>Any thread: false when too much waits already.</summary>
    public bool TryPost(Action action)
    {
        if (_waiting >= MaxWaiting)
        {
            return false;
        }

        Interlocked.Increment(ref _waiting);
        _asked.Enqueue(action);
        _arrived.Set();
        return true;
    }

    /// <summary>Tick thread, while there is no tick: waits until something is asked, or was since the last wait. False when the time is over or <paramref name="stop"/> is set.</summary>
    public bool WaitForAsked(TimeSpan atMost, WaitHandle stop) => IsAsked || WaitHandle.WaitAny([stop, _arrived], atMost) == 1;

    /// <summary>Tick thread: waits until something is asked, something else is ready, or <paramref name="stop"/> is set.</summary>
    public InboxSignal WaitForAskedOr(WaitHandle ready, WaitHandle stop) => IsAsked ? InboxSignal.Asked : (InboxSignal)WaitHandle.WaitAny([stop, ready, _arrived]);

    public void Dispose() => _arrived.Dispose();

    /// <summary>Tick thread: true when something is asked.</summary>
    public bool IsAsked => _waiting > 0;

    /// <summary>Tick thread: does what was asked up to now.</summary>
    public void Serve()
    {
        for (int left = _waiting; left > 0 && _asked.TryDequeue(out Action? action); left--)
        {
            Interlocked.Decrement(ref _waiting);
            action();
        }
    }
}

/// <summary>What a wait ended with, in the order in which it is looked for.</summary>
internal enum InboxSignal
{
    Stop,
    Ready,
    Asked,
}
