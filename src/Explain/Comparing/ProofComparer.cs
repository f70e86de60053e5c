using System.Collections.Immutable;
using System.Globalization;

namespace CryptoScalp.Rules.Explain;

/// <summary>Holds two proofs side by side: the same rule in the same place is compared value by value; where the ways part, the facts that each rests on are told.</summary>
/// <remarks>Where a fact came from (its frame, its time) is no difference: every tick has others. Depends on the proofs alone.</remarks>
public sealed class ProofComparer
{
    /// <summary>Facts told of each side where the ways part.</summary>
    private const int MostFacts = 20;

    private readonly ComparedCandidate _first, _second;
    private readonly ImmutableArray<RuleDifference>.Builder _rules = ImmutableArray.CreateBuilder<RuleDifference>();
    private readonly SortedSet<string> _onlyFirst = new(StringComparer.Ordinal), _onlySecond = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _seen = [];

    private ProofComparer(ComparedCandidate first, ComparedCandidate second) => (_first, _second) = (first, second);

    /// <param name="first">What was.</param>
    /// <param name="second">What it is held against.</param>
    public static ProofComparison Compare(ComparedCandidate first, ComparedCandidate second)
    {
        ProofComparer comparer = new(first, second);
        comparer.Compare(first.Graph[first.RootId], second.Graph[second.RootId], 0);
        string[] shared = [.. comparer._onlyFirst.Intersect(comparer._onlySecond, StringComparer.Ordinal)];
        return new ProofComparison
        {
            First = first,
            Second = second,
            Rules = comparer._rules.ToImmutable(),
            OnlyFirst = [.. comparer._onlyFirst.Except(shared, StringComparer.Ordinal).Take(MostFacts)],
            OnlySecond = [.. comparer._onlySecond.Except(shared, StringComparer.Ordinal).Take(MostFacts)],
        };
    }

    private void Compare(ProofNode first, ProofNode second, int depth)
    {
        if (first.Id == second.Id || !_seen.Add((first.Id, second.Id)))
        {
            return;
        }

        if (first is DerivedNode derived && second is DerivedNode other && derived.RuleId == other.RuleId && derived.Premises.Length == other.Premises.Length)
        {
            CompareRule(derived, other, depth);
        }
        else if (first is DerivedNode || second is DerivedNode)
        {
            Part(first, second, depth);
        }
    }

    private void CompareRule(DerivedNode first, DerivedNode second, int depth)
    {
        ImmutableArray<ValueDifference> values =
        [
            .. Differences("param", first.Parameters, second.Parameters), .. Differences("value", first.Bindings, second.Bindings),
            .. Differences("members", Members(first), Members(second)),
        ];
        if (!values.IsEmpty)
        {
            _rules.Add(new RuleDifference(depth, first.RuleId, null, first.Location, values));
        }

        foreach ((ProofPremise one, ProofPremise other) in first.Premises.Zip(second.Premises))
        {
            if (one is FactPremise fact && other is FactPremise otherFact)
            {
                Compare(_first.Graph[fact.NodeId], _second.Graph[otherFact.NodeId], depth + 1);
            }
        }
    }

    /// <summary>Here the proofs take different ways: what each rests on from here down.</summary>
    private void Part(ProofNode first, ProofNode second, int depth)
    {
        _rules.Add(new RuleDifference(depth, RuleOf(first), RuleOf(second), (first as DerivedNode)?.Location ?? "", []));
        _onlyFirst.UnionWith(GivenBelow(_first.Graph, first));
        _onlySecond.UnionWith(GivenBelow(_second.Graph, second));
    }

    private static string RuleOf(ProofNode node) => node is DerivedNode derived ? derived.RuleId : "given";

    private static IEnumerable<string> GivenBelow(ProofGraph graph, ProofNode node)
    {
        HashSet<string> reached = new(StringComparer.Ordinal) { node.Id };
        Stack<ProofNode> open = new([node]);
        while (open.TryPop(out ProofNode? next))
        {
            if (next is not DerivedNode)
            {
                yield return next.Fact;
            }

            foreach (string child in ProofGraph.ChildrenOf(next).Where(reached.Add))
            {
                open.Push(graph[child]);
            }
        }
    }

    private static IEnumerable<NamedValue> Members(DerivedNode node) =>
        node.MemberCount == 0 ? [] : [new NamedValue("members", node.MemberCount.ToString(CultureInfo.InvariantCulture))];

    /// <summary>In the order of the first side, then what only the second has.</summary>
    private static IEnumerable<ValueDifference> Differences(string kind, IEnumerable<NamedValue> first, IEnumerable<NamedValue> second)
    {
        Dictionary<string, string> others = second.DistinctBy(static v => v.Name).ToDictionary(static v => v.Name, static v => v.Value, StringComparer.Ordinal);
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (NamedValue value in first.Where(v => named.Add(v.Name)))
        {
            string? other = others.GetValueOrDefault(value.Name);
            if (other != value.Value)
            {
                yield return new ValueDifference(kind, value.Name, value.Value, other);
            }
        }

        foreach ((string name, string value) in others.Where(o => !named.Contains(o.Key)))
        {
            yield return new ValueDifference(kind, name, null, value);
        }
    }
}
