using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs;

/// <summary>How two versions differ in what they say: rules by id, predicates by meaning. Sorted.</summary>
public sealed record RuleDifferences
{
    public required ImmutableArray<string> RulesAdded { get; init; }

    public required ImmutableArray<string> RulesRemoved { get; init; }

    /// <summary>Rules of one id that read differently.</summary>
    public required ImmutableArray<string> RulesChanged { get; init; }

    public required ImmutableArray<string> PredicatesAdded { get; init; }

    public required ImmutableArray<string> PredicatesRemoved { get; init; }

    /// <summary>Predicates whose rows may differ: their rules changed, or those of something that they rest on.</summary>
    public required ImmutableArray<string> PredicatesChanged { get; init; }

    /// <summary>Predicates that mean the same in both.</summary>
    public required int PredicatesKept { get; init; }

    /// <summary><c>name: before -> after</c>.</summary>
    public required ImmutableArray<string> ParamsChanged { get; init; }

    public static RuleDifferences Between(BoundProgram before, BoundProgram after)
    {
        FrozenDictionary<string, string> old = PredicateVersions.Of(before), now = PredicateVersions.Of(after);
        SortedDictionary<string, string> oldRules = RuleTexts.Of(before), newRules = RuleTexts.Of(after);
        return new RuleDifferences
        {
            RulesAdded = [.. newRules.Keys.Where(id => !oldRules.ContainsKey(id))],
            RulesRemoved = [.. oldRules.Keys.Where(id => !newRules.ContainsKey(id))],
            RulesChanged = [.. newRules.Where(r => oldRules.TryGetValue(r.Key, out string? text) && text != r.Value).Select(static r => r.Key)],
            PredicatesAdded = Sorted(now.Keys.Where(name => !old.ContainsKey(name))),
            PredicatesRemoved = Sorted(old.Keys.Where(name => !now.ContainsKey(name))),
            PredicatesChanged = Sorted(now.Where(p => old.TryGetValue(p.Key, out string? version) && version != p.Value).Select(static p => p.Key)),
            PredicatesKept = now.Count(p => old.TryGetValue(p.Key, out string? version) && version == p.Value),
            ParamsChanged = [.. after.Params.OrderBy(static p => p.Name, StringComparer.Ordinal).Select(p => Changed(before, p)).OfType<string>()],
        };
    }

    private static string? Changed(BoundProgram before, BoundParam param) =>
        before.Params.FirstOrDefault(p => p.Name == param.Name) is { } old && old.Value != param.Value ? $"{param.Name}: {old.Value} -> {param.Value}" : null;

    private static ImmutableArray<string> Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
