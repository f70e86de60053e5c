namespace CryptoScalp.Rules.Reference;

/// <summary>Which rows a whole body may match.</summary>
internal static class Ranges
{
    /// <summary>All rows.</summary>
    public static void SetWhole(PreparedRule rule, Frame frame)
    {
        for (int i = 0; i < rule.Positives.Length; i++)
        {
            frame.Ranges[i] = new RowRange(0, frame.Context.Relations[rule.Positives[i].Predicate].Count);
        }
    }

    /// <summary>Ranges of the rows below a height.</summary>
    public static void SetBelow(PreparedRule rule, Frame frame, int height)
    {
        for (int i = 0; i < rule.Positives.Length; i++)
        {
            frame.Ranges[i] = new RowRange(0, frame.Context.Relations[rule.Positives[i].Predicate].StartOf(height));
        }
    }
}
