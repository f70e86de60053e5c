using System.Collections.Concurrent;

namespace CryptoScalp.Rules.Host;

/// <summary>What the host itself has done. Thread-safe.</summary>
internal sealed class HostCounters
{
    /// <summary>By route and status.</summary>
    private readonly ConcurrentDictionary<(string Route, int Status), long> _requests = new();

    private readonly ConcurrentDictionary<string, long> _dropped = new(StringComparer.Ordinal);

    private int _answering;
    private long _failures;

    public int Answering => Volatile.Read(ref _answering);

    public IEnumerable<KeyValuePair<(string Route, int Status), long>> Requests => _requests;

    /// <summary>Listeners that the host sent away, by reason.</summary>
    public IEnumerable<KeyValuePair<string, long>> DroppedListeners => _dropped;

    /// <summary>Answers that failed by a fault of the host.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>The last of them, for <c>/health</c>: the request and the exception's type and message.</summary>
    public string? LastFailure { get; private set; }

    public void Failed(string request, Exception fault)
    {
        Interlocked.Increment(ref _failures);
        LastFailure = $"{request}: {fault.GetType().Name}: {fault.Message}";
    }

    public int Enter() => Interlocked.Increment(ref _answering);

    public void Leave() => Interlocked.Decrement(ref _answering);

    public void Answered(string route, int status) => _requests.AddOrUpdate((route, status), 1, static (_, n) => n + 1);

    public void DroppedListener(string reason) => _dropped.AddOrUpdate(reason, 1, static (_, n) => n + 1);
}
