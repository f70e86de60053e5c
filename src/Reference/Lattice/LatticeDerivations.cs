using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Derivations of rows that several derivations make one: each concludes the whole row and says what it gave.</summary>
internal sealed class LatticeDerivations(BoundProgram program, IReadOnlyList<PreparedRule> rules)
{
    private readonly RuleSolver _solver = new(program);

    public static bool IsCombined(BoundPredicate predicate) => predicate.Tag is not null || predicate.Merge is not null;

    /// <summary>Sorted. Parts of a row that do not support it (a longer path, a weaker reason) are none of its derivations.</summary>
    public List<Derivation> All(BoundPredicate predicate, EvaluationContext context)
    {
        PartReader reader = new(program, context);
        RowCombiner combiner = predicate.Tag is { } tag ? new TagCombiner(predicate, tag) : new MergeCombiner(program, predicate, context);
        Budget unlimited = new(long.MaxValue);
        RowPart[] parts = [.. rules.Where(r => r.Rule.HeadPredicate == predicate.Id)
            .SelectMany(r => _solver.Solve(r, context, unlimited, new long[program.Rules.Length])).Select(reader.Of).OfType<RowPart>()];
        ILookup<RowKey, RowPart> byKey = parts.ToLookup(p => RowKey.Of(p.Row, combiner.KeyColumns));
        List<Derivation> all = [];
        Relation relation = context.Relations[predicate.Id];
        for (int i = 0; i < relation.Count; i++)
        {
            Value[] row = relation.Row(i);
            RowPart[] own = [.. byKey[RowKey.Of(row, combiner.KeyColumns)]];
            RowPart[] supports = Array.FindAll(own, p => combiner.Supports(p, row[combiner.Column]));
            all.AddRange((supports.Length > 0 ? supports : own).Select(p => p.By!.PartOf(new Fact(predicate.Name, row), new Contribution(combiner.How, p.Row[combiner.Column], own.Length))));
        }

        all.Sort(DerivationOrder.Instance);
        return all;
    }

    /// <summary>The lowest derivation of one row; null when it is only given.</summary>
    public Derivation? Lowest(BoundPredicate predicate, Fact fact, EvaluationContext context) =>
        All(predicate, context).Where(d => d.Conclusion.Equals(fact)).OrderBy(static d => d.Height).ThenBy(static d => d, DerivationOrder.Instance).FirstOrDefault();
}
