using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Which predicates can change what a decide statement sees.</summary>
/// <remarks>
/// Its own predicates, and the bodies of the candidates' rules: a fact that two rules derive stays when one of them falls away, yet its candidates change.
/// </remarks>
internal sealed class ReadSet
{
    private readonly FrozenSet<string> _predicates;

    /// <summary>By predicate id of the session, once asked.</summary>
    private bool?[] _byId = [];

    public ReadSet(BoundProgram program, BoundDecide decide)
    {
        IEnumerable<BoundRule> rules = program.Rules.Where(rule => rule.HeadPredicate == decide.Candidates);
        int[] bodies = [.. rules.SelectMany(static rule => rule.Body.OfType<BoundAtom>()).Select(static atom => atom.Predicate)];
        IEnumerable<int> own = [decide.Candidates, .. decide.Vetoes, .. decide.Caps, .. decide.Require is { } require ? [require] : ImmutableArray<int>.Empty];
        _predicates = own.Concat(bodies).Select(id => program.Predicates[id].Name).ToFrozenSet(StringComparer.Ordinal);
        ReadsNow = bodies.Any(id => program.Predicates[id].View is not null)
            || rules.Any(static rule => BoundWalk.ExpressionsOf(rule).Any(static e => e is BoundNow));
    }

    /// <summary>True when a candidates' rule reads <c>now</c> or the past: it may then change without any fact changing.</summary>
    public bool ReadsNow { get; }

    public bool IsTouchedBy(TransactionView transaction)
    {
        foreach (RowChange change in transaction.Derived)
        {
            if (Has(change))
            {
                return true;
            }
        }

        foreach (RowChange change in transaction.Given)
        {
            if (Has(change))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsTouchedBy(TransactionResult transaction) => Touches(transaction.Derived) || Touches(transaction.Given);

    private bool Has(in RowChange change)
    {
        int id = change.Handle.Id;
        if (id >= _byId.Length)
        {
            Array.Resize(ref _byId, id + 1);
        }

        return _byId[id] ??= _predicates.Contains(change.Predicate);
    }

    private bool Touches(ImmutableArray<FactChange> changes)
    {
        foreach (FactChange change in changes)
        {
            if (_predicates.Contains(change.Fact.Predicate))
            {
                return true;
            }
        }

        return false;
    }
}
