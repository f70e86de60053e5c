using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Compares the derived facts of two states and, where a fact holds in both, what it rests on.</summary>
internal sealed class FactComparer(WhatIfState before, WhatIfState after, WhatIfOptions options)
{
    private readonly List<FactDifference> _differences = [];
    private int _comparedProofs;

    public GraphBuilder Before { get; } = new(before.Session, before.Program, before.Within(options.Proofs));

    public GraphBuilder After { get; } = new(after.Session, after.Program, after.Within(options.Proofs));

    /// <summary>How many facts differ.</summary>
    public int Count { get; private set; }

    public ImmutableArray<FactDifference> Compare()
    {
        foreach (string predicate in before.Program.Predicates.Concat(after.Program.Predicates).Where(static p => p.IsDerived).Select(static p => p.Name).Distinct().Order(StringComparer.Ordinal))
        {
            Compare(predicate);
        }

        return [.. _differences];
    }

    private void Compare(string predicate)
    {
        HashSet<Fact> was = [.. before.Session.FactsOf(predicate)], would = [.. after.Session.FactsOf(predicate)];
        List<Fact> removed = [.. was.Where(f => !would.Contains(f)).Order()], added = [.. would.Where(f => !was.Contains(f)).Order()];
        foreach ((Fact old, Fact changed) in TakePairs(removed, added))
        {
            Add(DifferenceKind.Changed, old, changed);
        }

        removed.ForEach(f => Add(DifferenceKind.Removed, f, null));
        added.ForEach(f => Add(DifferenceKind.Added, null, f));
        if (before.Program.Version == after.Program.Version)
        {
            CompareProofs(was.Where(would.Contains).Order());
        }
    }

    /// <summary>Facts that differ only in numbers and times are one fact that changed, where there is exactly one on each side.</summary>
    private static List<(Fact Old, Fact Changed)> TakePairs(List<Fact> removed, List<Fact> added)
    {
        ILookup<string, Fact> byIdentity = added.ToLookup(IdentityOf);
        List<(Fact, Fact)> pairs = [.. removed.GroupBy(IdentityOf)
            .Where(g => g.Count() == 1 && byIdentity[g.Key].Count() == 1)
            .Select(g => (g.First(), byIdentity[g.Key].First()))];
        HashSet<Fact> paired = [.. pairs.SelectMany(static p => new[] { p.Item1, p.Item2 })];
        removed.RemoveAll(paired.Contains);
        added.RemoveAll(paired.Contains);
        return pairs;
    }

    private static string IdentityOf(Fact fact) =>
        string.Join('\n', fact.Arguments.Select(static v => v.IsNumeric || v.Kind is ValueKind.Time or ValueKind.Duration ? "#" : v.ToString()));

    private void CompareProofs(IEnumerable<Fact> facts)
    {
        foreach (Fact fact in facts)
        {
            if (_comparedProofs++ >= options.MaxComparedProofs)
            {
                return;
            }

            GraphBuilder was = new(before.Session, before.Program, options.Proofs), would = new(after.Session, after.Program, options.Proofs);
            if (was.NodeOf(fact) != would.NodeOf(fact))
            {
                Add(DifferenceKind.Proof, fact, fact);
            }
        }
    }

    private void Add(DifferenceKind kind, Fact? old, Fact? changed)
    {
        if (Count++ < options.MaxDifferences)
        {
            _differences.Add(new FactDifference(
                kind, old?.ToString(), changed?.ToString(), old is null ? null : Before.NodeOf(old), changed is null ? null : After.NodeOf(changed)));
        }
    }
}
