using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>How rules came to store the rows that they stored, for as long as the rows live and nobody gives them from outside.</summary>
internal sealed class StoredRecords
{
    private readonly Dictionary<Fact, Derivation> _records = [];

    public bool TryGet(Fact fact, [NotNullWhen(true)] out Derivation? by) => _records.TryGetValue(fact, out by);

    /// <summary>In the order of derivations.</summary>
    public List<Derivation> Of(string predicate)
    {
        List<Derivation> found = [.. _records.Values.Where(by => by.Conclusion.Predicate == predicate)];
        found.Sort(DerivationOrder.Instance);
        return found;
    }

    /// <summary>Takes over what a transaction that stands did to the keys that it touched.</summary>
    public void Take(GivenTransaction transaction, Interner interner)
    {
        for (int i = 0; i < transaction.Count; i++)
        {
            if (!transaction.IsSet(i))
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
