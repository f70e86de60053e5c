using System.Collections.Frozen;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What of a program's state is that of another one.</summary>
internal static class StateShared
{
    private static readonly FrozenSet<string> _supplied = MarketCatalogue.Relations.Select(static r => r.Predicate).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The predicates that mean the same in both; null when the second reads what the first was not told, or keeps a past, which rows do not tell.</summary>
    public static IReadOnlySet<string>? Of(BoundProgram before, BoundProgram after)
    {
        if (KeptPast.Of(before) is not null || KeptPast.Of(after) is not null)
        {
            return null;
        }

        FrozenDictionary<string, string> old = PredicateVersions.Of(before), now = PredicateVersions.Of(after);
        HashSet<string> same = [.. now.Where(p => old.TryGetValue(p.Key, out string? version) && version == p.Value).Select(static p => p.Key)];
        HashSet<int> derived = [.. after.Rules.Select(static r => r.HeadPredicate)];
        HashSet<string> stated = [.. after.Facts.Select(static f => f.Fact.Predicate)];
        return after.Predicates.All(p => same.Contains(p.Name) || (!_supplied.Contains(p.Name) && (derived.Contains(p.Id) || stated.Contains(p.Name)))) ? same : null;
    }
}
