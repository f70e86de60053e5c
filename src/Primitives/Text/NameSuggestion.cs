namespace CryptoScalp.Rules.Primitives;

/// <summary>Finds the likely name behind a misspelt one.</summary>
public static class NameSuggestion
{
    /// <summary>The candidate at the smallest edit distance, at most a third of the name's length; ties go to ordinal order. Null when none is near: a name of one or two letters is near nothing.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        int limit = name.Length / 3;
        if (limit == 0)
        {
            return null;
        }

        string? best = null;
        foreach (string candidate in candidates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            int distance = Distance(name, candidate, limit);
            if (distance <= limit && candidate != name)
            {
                limit = distance - 1;
                best = candidate;
            }

            if (limit < 0)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>As <see cref="Nearest"/>; else the first, in ordinal order, that differs only by case, or begins with the name whatever the case: <c>btc</c> for <c>BTCUSDT</c>.</summary>
    public static string? Like(string name, IEnumerable<string> candidates)
    {
        string[] names = [.. candidates.Order(StringComparer.Ordinal)];
        return Nearest(name, names)
            ?? Array.Find(names, n => n != name && n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? (name.Length < 2 ? null : Array.Find(names, n => n != name && n.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Levenshtein distance with adjacent transpositions (optimal string alignment).</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return int.MaxValue;
        }

        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1),
                    d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
