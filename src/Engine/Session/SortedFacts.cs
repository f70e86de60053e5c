using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Sorted facts of each relation, made when asked for and kept until a transaction touches it. At most one list per predicate.</summary>
internal sealed class SortedFacts(RulePlan plan, Interner interner)
{
    private readonly (long Version, Fact[]? Facts)[] _cached = new (long, Fact[]?)[plan.Predicates.Length];

    public IReadOnlyList<Fact> Of(Table relation)
    {
        ref (long Version, Fact[]? Facts) cached = ref _cached[relation.Predicate.Id];
        if (cached.Facts is null || cached.Version != relation.Version)
        {
            cached = (relation.Version, Sort(relation, interner));
        }

        return cached.Facts!;
    }

    /// <summary>The facts of the new state.</summary>
    public static Fact[] Sort(Table relation, Interner interner)
    {
        Value[][] rows = [.. Enumerable.Range(0, relation.RowEnd).Where(row => relation.IsIn(row, RowView.New)).Select(row => relation.Values(row, interner))];
        Array.Sort(rows, RowOrder.Instance);
        return Array.ConvertAll(rows, row => new Fact(relation.Predicate.Name, row));
    }
}
