using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Pairs decisions by statement, key and time, and tells where they differ in action, size or rule.</summary>
internal static class DecisionComparer
{
    /// <summary>In the order of time, then statement and key.</summary>
    public static IEnumerable<DecisionDifference> Compare(IReadOnlyList<Decision> before, IReadOnlyList<Decision> after)
    {
        Dictionary<string, Decision> was = ByPlace(before), would = ByPlace(after);
        return was.Keys.Union(would.Keys)
            .Select(place => Compare(was.GetValueOrDefault(place), would.GetValueOrDefault(place)))
            .OfType<(DecisionDifference Difference, string Order)>()
            .OrderBy(static d => d.Difference.At)
            .ThenBy(static d => d.Order, StringComparer.Ordinal)
            .Select(static d => d.Difference);
    }

    private static Dictionary<string, Decision> ByPlace(IReadOnlyList<Decision> decisions)
    {
        Dictionary<string, Decision> byPlace = new(StringComparer.Ordinal);
        foreach (Decision decision in decisions)
        {
            // A key may decide several times at one moment: what a fill changes is derived in a transaction of its own.
            for (int nth = 0; !byPlace.TryAdd($"{decision.At.Nanoseconds} {nth} {PlaceOf(decision)}", decision); nth++)
            {
            }
        }

        return byPlace;
    }

    private static (DecisionDifference Difference, string Order)? Compare(Decision? was, Decision? would)
    {
        if (was is not null && would is not null && was.ToString() == would.ToString() && was.RuleId == would.RuleId)
        {
            return null;
        }

        DifferenceKind kind = was is null ? DifferenceKind.Added : would is null ? DifferenceKind.Removed : DifferenceKind.Changed;
        Decision either = (was ?? would)!;
        return (new DecisionDifference(kind, either.At, was?.ToString(), was?.RuleId, would?.ToString(), would?.RuleId), PlaceOf(either));
    }

    private static string PlaceOf(Decision decision) => $"{decision.Name} {Value.List(decision.Key.AsSpan())}";
}
