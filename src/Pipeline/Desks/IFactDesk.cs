using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Works out facts beside the tick, from the facts that were given; what it publishes is given to the rules like any other fact, and recorded with them.</summary>
/// <remarks>Called by the tick thread alone. Only <see cref="Wait"/> may wait.</remarks>
public interface IFactDesk : IDisposable
{
    /// <summary>Begins to work on a state; false, and nothing is read, while it is not time.</summary>
    /// <param name="at">Event time.</param>
    /// <param name="facts">Reads what is given; called at once or not at all.</param>
    bool TryBegin(EventTime at, Func<IEnumerable<Fact>> facts);

    /// <summary>What has come since: rows that go before rows that come.</summary>
    bool TryTake([NotNullWhen(true)] out IReadOnlyList<FactChange>? changes);

    /// <summary>Waits for what is being worked on, if there is anything.</summary>
    void Wait();
}
