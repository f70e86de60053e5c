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
        Fact[] facts = new Fact[CountOf(relation)];
        for (int row = 0, i = 0; i < facts.Length; row++)
        {
            if (relation.IsIn(row, RowView.New))
            {
                facts[i++] = relation.FactOf(row, interner);
            }
        }

        Array.Sort(facts, static (a, b) => RowOrder.Compare(a.Arguments, b.Arguments));
        return facts;
    }

    private static int CountOf(Table relation)
    {
        int count = 0;
        for (int row = 0; row < relation.RowEnd; row++)
        {
            count += relation.IsIn(row, RowView.New) ? 1 : 0;
        }

        return count;
    }
}
