using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A stream of facts through any engine.</summary>
internal sealed class FactStream(IRuleSession session, IReadOnlyList<ScriptTransaction> stream) : IStreamTarget
{
    private TransactionResult? _last;

    public object State => session;

    public void Ready(int transaction)
    {
        // Facts are handed over as they are.
    }

    public TransactionOutcome? RunTimer(int transaction)
    {
        TransactionResult? timer = session.RunTimer(stream[transaction].At);
        _last = timer ?? _last;
        return timer?.Outcome;
    }

    public TransactionOutcome Commit(int transaction)
    {
        _last = session.Commit(stream[transaction].At, stream[transaction].Changes);
        return _last.Outcome;
    }

    public void Count(SortedDictionary<string, RelationCount> counts)
    {
        foreach (FactChange change in _last!.Derived)
        {
            counts[change.Fact.Predicate].Add(change.Kind);
        }
    }

    public IReadOnlyList<Fact> FactsOf(string predicate) => session.FactsOf(predicate);
}
