using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Which predicates can change what a decide statement sees.</summary>
/// <remarks>
/// Its own predicates, and the derivations of candidates: a fact that two rules derive stays when one of them falls away, yet its candidates change. Where the layer of the
/// candidates counts derivations it knows whether one came or went; otherwise every change in the bodies of the candidates' rules counts as one, and with each quote that is most of them.
/// </remarks>
internal sealed class ReadSet
{
    private readonly FrozenSet<string> _predicates;
    private readonly FrozenSet<string> _predicatesAndBodies;

    /// <summary>Null where the layer of the candidates does not count derivations.</summary>
    private readonly string? _counted;

    /// <summary>By predicate id of the session, once asked.</summary>
    private bool?[] _byId = [];

    /// <summary>The candidates' relation in the session that was read last.</summary>
    private (TransactionView? Of, Table? Table) _candidates;

    public ReadSet(BoundProgram program, BoundDecide decide)
    {
        IEnumerable<BoundRule> rules = program.Rules.Where(rule => rule.HeadPredicate == decide.Candidates);
        int[] bodies = [.. rules.SelectMany(static rule => rule.Body.OfType<BoundAtom>()).Select(static atom => atom.Predicate)];
        IEnumerable<int> own = [decide.Candidates, .. decide.Vetoes, .. decide.Caps, .. decide.Require is { } require ? [require] : ImmutableArray<int>.Empty];
        _predicates = own.Select(id => program.Predicates[id].Name).ToFrozenSet(StringComparer.Ordinal);
        _predicatesAndBodies = own.Concat(bodies).Select(id => program.Predicates[id].Name).ToFrozenSet(StringComparer.Ordinal);
        _counted = IsCounted(program, decide.Candidates) ? program.Predicates[decide.Candidates].Name : null;
        ReadsNow = bodies.Any(id => program.Predicates[id].View is not null)
            || rules.Any(static rule => BoundWalk.ExpressionsOf(rule).Any(static e => e is BoundNow));
    }

    /// <summary>True when a candidates' rule reads <c>now</c> or the past: it may then change without any fact changing.</summary>
    public bool ReadsNow { get; }

    public bool IsTouchedBy(TransactionView transaction)
    {
        if (_counted is not null && (transaction.TimersRun > 0 || transaction.SkippedTimers || CandidatesOf(transaction)?.HasCounted == true))
        {
            return true; // what timers counted on the way is not told any more
        }

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

        return _byId[id] ??= (_counted is null ? _predicatesAndBodies : _predicates).Contains(change.Predicate);
    }

    private Table? CandidatesOf(TransactionView transaction)
    {
        if (!ReferenceEquals(_candidates.Of, transaction))
        {
            _candidates = (transaction, transaction.FindDerived(_counted!));
        }

        return _candidates.Table;
    }

    private static bool IsCounted(BoundProgram program, int candidates) =>
        program.Predicates[candidates] is { Tag: null, Merge: null }
        && program.Strata.All(stratum => !stratum.IsRecursive || !stratum.Predicates.Contains(candidates))
        && program.Rules.All(rule => rule.HeadPredicate != candidates || rule.Effect == RuleEffect.Derive);

    private bool Touches(ImmutableArray<FactChange> changes)
    {
        foreach (FactChange change in changes)
        {
            if (_predicatesAndBodies.Contains(change.Fact.Predicate))
            {
                return true;
            }
        }

        return false;
    }
}
