using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>How rules came to store the rows that they stored, for as long as the rows live and nobody gives them from outside.</summary>
/// <param name="plan">Says which predicates rules store rows of.</param>
internal sealed class StoredRecords(RulePlan plan)
{
    private readonly Dictionary<Fact, Derivation> _records = [];
    private readonly HashSet<int> _predicates = [.. plan.Rules.Where(static r => r.Effect == RuleEffect.Assert).Select(static r => r.HeadPredicate)];

    public bool IsEmpty => _records.Count == 0;

    public bool TryGet(Fact fact, [NotNullWhen(true)] out Derivation? by) => _records.TryGetValue(fact, out by);

    /// <summary>In the order of derivations.</summary>
    public List<Derivation> Of(string predicate)
    {
        if (IsEmpty)
        {
            return [];
        }

        List<Derivation> found = [.. _records.Values.Where(by => by.Conclusion.Predicate == predicate)];
        found.Sort(DerivationOrder.Instance);
        return found;
    }

    /// <summary>Takes over what a transaction that stands did to the keys that it touched.</summary>
    public void Take(GivenTransaction transaction, Interner interner)
    {
        for (int i = 0; i < transaction.Count; i++)
        {
            if (!transaction.IsSet(i) || !_predicates.Contains(transaction.PredicateOf(i)))
            {
                continue;
            }

            if (_records.Count > 0 && transaction.RowBefore(i) is >= 0 and int before)
            {
                _records.Remove(transaction.TableOf(i).FactOf(before, interner));
            }

            if (transaction.StoredBy(i) is { } by)
            {
                _records[by.Conclusion] = by;
            }
        }
    }
}
