namespace CryptoScalp.Rules.Verification;

/// <summary>The cheapest way to meet needs, cheapest branches first.</summary>
/// <remarks>
/// Needs are at most weaker than what has to hold, so nothing that holds costs less than what is found; that it holds is for the engine to say. A branch is exact over reals; of those that
/// cost the same the one that has decided most goes first.
/// </remarks>
internal static class NearestPoint
{
    /// <summary>More branches than this are not looked at.</summary>
    private const int MaxBranches = 128;

    /// <param name="parts">What may move.</param>
    /// <param name="needs">What has to hold.</param>
    /// <param name="each">No number moves by more units than this; null for any.</param>
    /// <param name="budget">What costs more is not looked for; null for any cost.</param>
    public static Nearness Find(FreeParts parts, IEnumerable<Need> needs, Rational? each, Rational? budget)
    {
        Rational? far = each is { } e && budget is { } b ? (e.CompareTo(b) < 0 ? e : b) : each ?? budget;
        NeedBranch root = new(parts, far);
        foreach (Need need in needs)
        {
            root.Assert(need);
        }

        root.Propagate();
        PriorityQueue<(NeedBranch Branch, MovedPoint Point), (Rational, int, int)> open = new();
        int made = 0;
        Open(root);
        while (open.TryDequeue(out (NeedBranch Branch, MovedPoint Point) next, out _))
        {
            if (next.Branch.Unmet(next.Point) is not { } unmet || made >= MaxBranches)
            {
                return new Nearness(next.Point.Bound, made < MaxBranches && next.Point.IsMet ? next.Point : null);
            }

            foreach (Need way in unmet.Parts)
            {
                Open(next.Branch.With(unmet, way));
            }
        }

        return new Nearness(null, null);

        void Open(NeedBranch branch)
        {
            if (!branch.IsImpossible && branch.Least() is { } point && (budget is not { } most || point.Bound.CompareTo(most) <= 0))
            {
                open.Enqueue((branch, point), (point.Bound, -branch.Depth, made++));
            }
        }
    }
}

/// <summary>What is known of the cheapest way.</summary>
/// <param name="Least">Nothing costs less; null where nothing within the budget does.</param>
/// <param name="Point">Where it may be; null where none was worked out.</param>
internal sealed record Nearness(Rational? Least, MovedPoint? Point);
