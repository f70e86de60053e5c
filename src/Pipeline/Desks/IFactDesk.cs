using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Works out facts beside the tick, from the facts that were given; what it publishes is given to the rules like any other fact, and recorded with them.</summary>
/// <remarks>Called by the tick thread alone. Only <see cref="Wait"/> may wait.</remarks>
public interface IFactDesk : IDisposable
{
    /// <summary>Begins to work on a state; false, and nothing is read, while it is not time.</summary>
    /// <param name="at">Event time.</param>
    /// <param name="program">The rules in force, with the values of parameters in force; another one after a switch, or when a parameter was set.</param>
    /// <param name="facts">Reads what is given; called at once or not at all.</param>
    bool TryBegin(EventTime at, BoundProgram program, Func<IEnumerable<Fact>> facts);

    /// <summary>What has come since: rows that go before rows that come. What was worked out for other rules or values of parameters does not count.</summary>
    /// <param name="inForce">The rules in force.</param>
    /// <param name="changes">What to publish.</param>
    bool TryTake(BoundProgram inForce, [NotNullWhen(true)] out IReadOnlyList<FactChange>? changes);

    /// <summary>Waits for what is being worked on, if there is anything.</summary>
    void Wait();
}
