using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Where the transactions of a stream go. What is prepared for it is made before any is timed.</summary>
internal interface IStreamTarget
{
    /// <summary>Runs one transaction: the part that is timed.</summary>
    TransactionOutcome Commit(int transaction);

    /// <summary>Adds the derived changes of the last transaction: the part that is not.</summary>
    void Count(SortedDictionary<string, RelationCount> counts);
}
