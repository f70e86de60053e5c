using System.Collections.Concurrent;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What other threads ask of the tick thread; it is done between two ticks, in order. While nothing is asked it costs the tick one read.</summary>
/// <remarks>Bounded: at the bound <see cref="TryPost"/> refuses, and whoever asks says so. What is asked must be short.</remarks>
internal sealed class TickInbox
{
    private const int MaxWaiting = 64;

    private readonly ConcurrentQueue<Action> _asked = new();
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
        return true;
    }

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
