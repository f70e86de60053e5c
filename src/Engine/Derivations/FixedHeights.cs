using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Heights that the rules alone fix: without recursion, and with rules of one height each, every row of a predicate is equally high.</summary>
/// <remarks>True of a predicate as long as neither it nor a derived one that it rests on is given rows as well, which would be lower.</remarks>
internal sealed class FixedHeights
{
    /// <summary>By predicate: the derived ones that it rests on, itself among them.</summary>
    private readonly Table[][] _derived;
    private readonly int?[] _heights;

    public FixedHeights(RulePlan plan, EngineState state)
    {
        _heights = [.. plan.Predicates.Select(static _ => (int?)0)];
        foreach (PlannedStratum stratum in plan.Strata)
        {
            foreach (int predicate in stratum.Predicates)
            {
                _heights[predicate] = stratum.IsRecursive || stratum.Predicates.Any(p => plan.Predicates[p].IsCombined) ? null : OfRules([.. stratum.Rules.Select(i => plan.Rules[i]).Where(r => r.HeadPredicate == predicate)]);
            }
        }

        int[] derived = [.. plan.Strata.SelectMany(static s => s.Predicates)];
        _derived = [.. RestsOn(plan).Select(below => derived.Where(below.Contains).Select(id => state.Relations[id]).ToArray())];
    }

    /// <summary>The height of every row of the predicate; null when it takes a computation.</summary>
    public int? Of(int predicate)
    {
        foreach (Table relation in _derived[predicate])
        {
            if (relation.WasEverGiven)
            {
                return null;
            }
        }

        return _heights[predicate];
    }

    /// <summary>By predicate: all that its rows may rest on, itself among them.</summary>
    private static HashSet<int>[] RestsOn(RulePlan plan)
    {
        HashSet<int>[] below = [.. plan.Predicates.Select(static p => new HashSet<int> { p.Id })];
        foreach (PlannedStratum stratum in plan.Strata)
        {
            HashSet<int> layer = [.. stratum.Predicates, .. stratum.Reads.SelectMany(p => below[p])];
            foreach (int predicate in stratum.Predicates)
            {
                below[predicate] = layer;
            }
        }

        return below;
    }

    private int? OfRules(PlannedRule[] rules)
    {
        int?[] heights = [.. rules.Select(OfRule).Distinct()];
        return heights.Length == 1 ? heights[0] : null;
    }

    private int? OfRule(PlannedRule rule)
    {
        int highest = 0;
        foreach (int predicate in rule.Positives)
        {
            if (_heights[predicate] is not { } height)
            {
                return null;
            }

            highest = Math.Max(highest, height);
        }

        return highest + 1;
    }
}
