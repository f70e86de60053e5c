using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Where the transactions of a stream go. What is prepared for all of it is made before any is timed.</summary>
internal interface IStreamTarget
{
    /// <summary>Puts one transaction where a feed would have left it: the part that is not timed.</summary>
    void Ready(int transaction);

    /// <summary>Runs the next timer that is due before the transaction; null when none is. Timed, as a part of the transaction that waits for it.</summary>
    TransactionOutcome? RunTimer(int transaction);

    /// <summary>Runs one transaction that was made ready: the part that is timed.</summary>
    TransactionOutcome Commit(int transaction);

    /// <summary>Adds the derived changes of the last transaction or timer: not timed.</summary>
    void Count(SortedDictionary<string, RelationCount> counts);

    /// <summary>The rows of a relation at the end.</summary>
    IReadOnlyList<Fact> FactsOf(string predicate);

    /// <summary>What keeps the engine's state and nothing of the stream's.</summary>
    object State { get; }
}
