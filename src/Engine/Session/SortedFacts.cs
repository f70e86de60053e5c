using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Sorted facts of each relation, made when asked for and kept until a transaction touches it. At most one list per predicate.</summary>
internal sealed class SortedFacts(RulePlan plan, Interner interner)
{
    private readonly Sorted?[] _cached = new Sorted?[plan.Predicates.Length];

    public IReadOnlyList<Fact> Of(Table relation)
    {
        Sorted cached = _cached[relation.Predicate.Id] ??= new Sorted();
        if (cached.Version != relation.Version)
        {
            cached.Facts = Sort(relation, interner, cached);
            cached.Version = relation.Version;
        }

        return cached.Facts;
    }

    /// <summary>The facts of the new state.</summary>
    public static Fact[] Sort(Table relation, Interner interner) => Sort(relation, interner, new Sorted());

    /// <summary>The same. What stands where it stood the last time is the same object: of a relation that moves with every tick most rows stay.</summary>
    private static Fact[] Sort(Table relation, Interner interner, Sorted cached)
    {
        if (cached.ByRow.Length < relation.RowEnd)
        {
            Array.Resize(ref cached.ByRow, Math.Max(relation.RowEnd, cached.ByRow.Length * 2));
        }

        Fact[] facts = new Fact[CountOf(relation)];
        for (int row = 0, i = 0; i < facts.Length; row++)
        {
            if (relation.IsIn(row, RowView.New))
            {
                ref Fact? known = ref cached.ByRow[row];
                facts[i++] = known is not null && IsAt(relation, row, interner, known) ? known : known = relation.FactOf(row, interner);
            }
        }

        Array.Sort(facts, static (a, b) => RowOrder.Compare(a.Arguments, b.Arguments));
        return facts;
    }

    private static bool IsAt(Table relation, int row, Interner interner, Fact fact)
    {
        bool isSame = true;
        for (int column = 0; isSame && column < fact.Arguments.Length; column++)
        {
            isSame = relation.ValueOf(row, column, interner) == fact.Arguments[column];
        }

        return isSame;
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

    /// <summary>Of one relation.</summary>
    private sealed class Sorted
    {
        public Fact?[] ByRow = [];

        public long Version { get; set; } = -1;

        public Fact[] Facts { get; set; } = [];
    }
}
