using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Something that an audit or a replay found wrong.</summary>
/// <param name="Run">The run within the journal, from 1.</param>
/// <param name="Place">The record.</param>
/// <param name="Type">What the record is.</param>
/// <param name="Sequence">Its transaction.</param>
/// <param name="Id">The record's id; empty where it has none.</param>
/// <param name="Node">The node of a proof where it shows; empty when it is the record itself.</param>
/// <param name="Field">The field.</param>
/// <param name="Reason">What is there and what would be right.</param>
public sealed record RunFault(int Run, JournalPlace Place, JournalRecordType Type, long Sequence, string Id, string Node, string Field, string Reason)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() =>
        $"{Type}{(Id.Length == 0 ? "" : " " + Id)} of transaction {Sequence} at {Place}: {(Node.Length == 0 ? "" : $"node {Node}, ")}{Field}: {Reason}";
}
