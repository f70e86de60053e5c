namespace CryptoScalp.Rules.Semantics;

/// <summary>Which slots a body binds, whatever the order its literals are evaluated in.</summary>
internal static class BoundSlots
{
    public static HashSet<int> Of(IReadOnlyList<DraftLiteral> body)
    {
        HashSet<int> bound = [];
        Close(body, bound);
        return bound;
    }

    /// <summary>Adds what the body binds once the given slots are bound.</summary>
    public static void Close(IReadOnlyList<DraftLiteral> body, HashSet<int> bound)
    {
        bool moved = true;
        while (moved)
        {
            int before = bound.Count;
            foreach (DraftLiteral literal in body)
            {
                bound.UnionWith(Binds(literal, bound));
            }

            moved = bound.Count > before;
        }
    }

    private static IEnumerable<int> Binds(DraftLiteral literal, HashSet<int> bound) => literal switch
    {
        DraftAtom { IsNegated: false } atom => atom.Arguments.OfType<DraftVariable>().Select(static v => v.Slot),
        DraftComparison { Operator: ComparisonOperator.Equal } equal => Assigns(equal, bound),
        DraftBuiltin { IsNegated: false } builtin when InputsBound(builtin, bound) => Outputs(builtin),
        _ => [],
    };

    private static IEnumerable<int> Assigns(DraftComparison equal, HashSet<int> bound)
    {
        if (equal.Left is DraftVariable left && AllBound(equal.Right, bound))
        {
            yield return left.Slot;
        }

        if (equal.Right is DraftVariable right && AllBound(equal.Left, bound))
        {
            yield return right.Slot;
        }
    }

    private static bool InputsBound(DraftBuiltin builtin, HashSet<int> bound) =>
        builtin.Arguments.Where((a, i) => builtin.Predicate.IsInput(i)).All(a => AllBound(a, bound));

    private static IEnumerable<int> Outputs(DraftBuiltin builtin) =>
        builtin.Arguments.Where((a, i) => !builtin.Predicate.IsInput(i)).SelectMany(static a => a.Variables()).Select(static v => v.Slot);

    private static bool AllBound(DraftExpression expression, HashSet<int> bound) => expression.Variables().All(v => bound.Contains(v.Slot));
}
