using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A stream of rows through the incremental engine's door for rows: predicates are found beforehand, results are read in place.</summary>
internal sealed class RowStream : IStreamTarget
{
    private readonly IncrementalSession _session;
    private readonly Transaction[] _stream;
    private TransactionView? _last;

    public RowStream(IncrementalSession session, IReadOnlyList<ScriptTransaction> stream)
    {
        _session = session;
        _stream = [.. stream.Select(Ready)];
    }

    public TransactionOutcome Commit(int transaction)
    {
        Transaction ready = _stream[transaction];
        _session.Begin(ready.At);
        foreach (Change change in ready.Changes)
        {
            if (change.Kind == ChangeKind.Assert)
            {
                _session.Assert(change.Predicate, change.Values);
            }
            else
            {
                _session.Retract(change.Predicate, change.Values);
            }
        }

        _last = _session.Commit();
        return _last.Outcome;
    }

    public void Count(SortedDictionary<string, RelationCount> counts)
    {
        foreach (RowChange change in _last!.Derived)
        {
            counts[change.Predicate].Add(change.Kind);
        }
    }

    private Transaction Ready(ScriptTransaction transaction) =>
        new(transaction.At, [.. transaction.Changes.Select(c => new Change(c.Kind, _session.HandleOf(c.Fact.Predicate), c.Fact.Arguments))]);

    private sealed record Transaction(EventTime At, Change[] Changes);

    private readonly record struct Change(ChangeKind Kind, PredicateHandle Predicate, Value[] Values);
}
