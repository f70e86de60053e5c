using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Which facts come closest to a pattern that none fits.</summary>
internal static class Closeness
{
    /// <summary>A key column that agrees counts more than all other columns together.</summary>
    private const int KeyWeight = 1_000;

    /// <summary>Facts that agree with the pattern in at least one given column; most agreement first, then in the order of facts.</summary>
    public static IEnumerable<Fact> Nearest(FactPattern pattern, IReadOnlyList<Fact> facts, int limit)
    {
        List<(int Agreement, int Place)> nearest = [];
        for (int i = 0; i < facts.Count; i++)
        {
            int agreement = Agreement(pattern, facts[i]);
            if (agreement == 0 || (nearest.Count == limit && agreement <= nearest[^1].Agreement))
            {
                continue;
            }

            nearest.Insert(nearest.FindLastIndex(n => n.Agreement >= agreement) + 1, (agreement, i));
            nearest.RemoveRange(Math.Min(limit, nearest.Count), Math.Max(0, nearest.Count - limit));
        }

        return nearest.Select(n => facts[n.Place]);
    }

    private static int Agreement(FactPattern pattern, Fact fact)
    {
        int agreement = 0;
        for (int i = 0; i < pattern.Arguments.Length; i++)
        {
            if (pattern.Arguments[i] is { } value && fact.Arguments[i] == value)
            {
                agreement += pattern.Predicate.Key.Contains(i) ? KeyWeight : 1;
            }
        }

        return agreement;
    }
}
