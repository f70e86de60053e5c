using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The order of reported changes: by fact, a retraction before an assertion.</summary>
internal static class ChangeOrder
{
    public static ImmutableArray<FactChange> Sorted(List<FactChange> changes)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        if (changes.Count > 1)
        {
            changes.Sort(_order);
        }

        return [.. changes];
    }

    private static readonly Comparison<FactChange> _order = static (a, b) =>
    {
        int order = a.Fact.CompareTo(b.Fact);
        return order != 0 ? order : b.Kind.CompareTo(a.Kind);
    };
}
