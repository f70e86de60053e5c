using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Derivations of rows that several derivations make one: each concludes the whole row and says what it gave.</summary>
internal sealed class LatticeDerivations(RulePlan plan, RuleEvaluator evaluator)
{
    /// <summary>Sorted. Parts of a row that do not support it (a longer path, a weaker reason) are none of its derivations.</summary>
    /// <param name="predicate">A predicate with a tag or a merge, whose heights are known.</param>
    /// <param name="found">Every derivation by its rules.</param>
    public List<Derivation> All(PlannedPredicate predicate, IEnumerable<Derivation> found)
    {
        PartReader reader = new(plan, evaluator.State);
        RowCombiner combiner = RowCombiner.Of(predicate, evaluator)!;
        ILookup<RowKey, RowPart> byKey = found.Select(reader.Of).OfType<RowPart>().ToLookup(p => RowKey.Of(p.Row, combiner.KeyColumns));
        List<Derivation> all = [];
        Table table = evaluator.State.Relations[predicate.Id];
        for (int i = 0; i < table.RowEnd; i++)
        {
            if (table.IsIn(i, RowView.New))
            {
                Add(table.FactOf(i, evaluator.State.Interner), combiner, byKey, all);
            }
        }

        all.Sort(DerivationOrder.Instance);
        return all;
    }

    /// <summary>The lowest of the derivations of one row; null when it is only given.</summary>
    /// <param name="predicate">A predicate with a tag or a merge, whose heights are known.</param>
    /// <param name="fact">A row that holds.</param>
    /// <param name="found">Every derivation of a row of its key by its rules; others do not matter.</param>
    public Derivation? Lowest(PlannedPredicate predicate, Fact fact, IEnumerable<Derivation> found)
    {
        PartReader reader = new(plan, evaluator.State);
        RowCombiner combiner = RowCombiner.Of(predicate, evaluator)!;
        List<Derivation> own = [];
        Add(fact, combiner, found.Select(reader.Of).OfType<RowPart>().ToLookup(p => RowKey.Of(p.Row, combiner.KeyColumns)), own);
        return own.OrderBy(static d => d.Height).ThenBy(static d => d, DerivationOrder.Instance).FirstOrDefault();
    }

    private static void Add(Fact fact, RowCombiner combiner, ILookup<RowKey, RowPart> byKey, List<Derivation> all)
    {
        RowPart[] own = [.. byKey[RowKey.Of(fact.Arguments, combiner.KeyColumns)]];
        RowPart[] supports = Array.FindAll(own, p => combiner.Supports(p, fact.Arguments[combiner.Column]));
        foreach (RowPart part in supports.Length > 0 ? supports : own)
        {
            all.Add(part.By!.PartOf(fact, new Contribution(combiner.How, part.Row[combiner.Column], own.Length)));
        }
    }
}
