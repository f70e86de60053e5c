using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Evaluates a stratum in which several derivations make one row (<c>tag</c>, <c>merge</c>): all its rules on the rows of the round before, until a round changes nothing.</summary>
/// <remarks>
/// From no derived row upwards. What a round gives depends on the round before alone, not on what was there earlier, so the last round is a
/// state that supports itself: each row is what the rules make of these very rows. Rules that never settle spend the budget.
/// </remarks>
internal sealed class LatticeStratum(BoundProgram program, Stratum stratum, IReadOnlyList<PreparedRule> rules, GivenFacts[] given, EvaluationContext context, Budget budget, long[] failures)
{
    /// <summary>More rounds than this do not settle in any useful time.</summary>
    private const int MaxRounds = 10_000;

    private readonly RuleSolver _solver = new(program);
    private readonly Dictionary<int, RowCombiner> _combiners = Combiners(program, stratum, context);

    /// <summary>The most substitutions that a round held.</summary>
    public long Held { get; private set; }

    /// <summary>How rows of the stratum's predicates are made one, by predicate id.</summary>
    public static Dictionary<int, RowCombiner> Combiners(BoundProgram program, Stratum stratum, EvaluationContext context)
    {
        Dictionary<int, RowCombiner> combiners = [];
        foreach (BoundPredicate predicate in stratum.Predicates.Select(id => program.Predicates[id]))
        {
            if (predicate.Tag is { } tag)
            {
                combiners.Add(predicate.Id, new TagCombiner(predicate, tag));
            }
            else if (predicate.Merge is not null)
            {
                combiners.Add(predicate.Id, new MergeCombiner(program, predicate, context));
            }
        }

        return combiners;
    }

    /// <summary>Fills the relations of the stratum's predicates. False when the budget is spent.</summary>
    /// <exception cref="BrokenPromiseException">Rows cannot be combined.</exception>
    public bool TryRun()
    {
        foreach (int id in stratum.Predicates)
        {
            context.Relations[id] = new Relation();
        }

        for (int round = 0; round < MaxRounds; round++)
        {
            long[] counts = new long[failures.Length];
            if (ReadParts(counts) is not { } parts)
            {
                return false;
            }

            Dictionary<int, CombinedRows> rows = parts.ToDictionary(static p => p.Key, p => CombinedRows.Of(p.Value, _combiners.GetValueOrDefault(p.Key)));
            int changed = rows.Sum(r => r.Value.DifferenceTo(context.Relations[r.Key]));
            if (changed == 0)
            {
                Settle(rows, counts);
                return true;
            }

            foreach ((int id, CombinedRows combined) in rows)
            {
                context.Relations[id] = combined.ToFlatRelation();
            }

            if (!budget.TrySpend(changed))
            {
                return false;
            }
        }

        budget.TrySpend(long.MaxValue / 2);
        return false;
    }

    private Dictionary<int, List<RowPart>>? ReadParts(long[] counts)
    {
        PartReader reader = new(program, context);
        Dictionary<int, List<RowPart>> parts = stratum.Predicates.ToDictionary(
            static id => id, id => given[id].Rows.Select(row => reader.OfGiven(program.Predicates[id], row)).ToList());
        Budget substitutions = new(budget.Limit);
        foreach (PreparedRule rule in rules)
        {
            foreach (Derivation derivation in _solver.Solve(rule, context, substitutions, counts))
            {
                if (reader.Of(derivation) is { } part)
                {
                    parts[rule.Rule.HeadPredicate].Add(part);
                }
                else
                {
                    counts[rule.Rule.Index]++;
                }
            }
        }

        Held = Math.Max(Held, substitutions.Spent);
        if (substitutions.IsExceeded)
        {
            budget.TrySpend(substitutions.Spent);
            return null;
        }

        return parts;
    }

    /// <summary>The rows stay; they get their heights, and the failures of the last round are those that count.</summary>
    private void Settle(Dictionary<int, CombinedRows> rows, long[] counts)
    {
        RowHeights heights = new(program, context, stratum, rows);
        heights.Run();
        foreach ((int id, CombinedRows combined) in rows)
        {
            context.Relations[id] = heights.ToRelation(id, combined);
        }

        for (int i = 0; i < counts.Length; i++)
        {
            failures[i] += counts[i];
        }
    }
}
