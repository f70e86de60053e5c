using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Orders predicates into strata, or reports the whole cycle that forbids it.</summary>
internal static class Stratifier
{
    /// <summary>One report a cycle: a negation that an earlier report's cycle shows is not told again.</summary>
    public static void ReportCycles(DependencyGraph graph, IReadOnlyList<PredicateSymbol> predicates, DiagnosticBag diagnostics)
    {
        HashSet<DependencyEdge> told = [];
        foreach (DependencyEdge edge in graph.Edges.Where(e => IsForbidden(e, predicates) && graph.IsInsideComponent(e)))
        {
            if (told.Contains(edge))
            {
                continue;
            }

            DiagnosticDescriptor descriptor = edge.Kind switch
            {
                DependencyKind.Negated => SafetyDiagnostics.CycleThroughNegation,
                DependencyKind.Temporal => TimeDiagnostics.CycleThroughTime,
                _ => SafetyDiagnostics.CycleThroughAggregate,
            };
            IReadOnlyList<DependencyEdge> back = graph.ShortestPath(edge.To, edge.From);
            told.UnionWith(back);
            diagnostics.Add(Diagnostic.Create(descriptor, edge.Span, predicates[edge.From].Name, SourceName(predicates[edge.To])) with
            {
                Related = [.. back.Select(e => new RelatedSpan(e.Span, $"'{predicates[e.From].Name}' depends on '{predicates[e.To].Name}' here"))],
                Notes = [Cycle([edge, .. back], predicates)],
                Help = edge.Kind switch
                {
                    DependencyKind.Negated => "break the cycle: let one of these predicates be given from outside, or state the condition without it",
                    DependencyKind.Temporal => "read the history of a predicate that does not depend on this one; a second threshold is written #[hysteresis(enter: …, exit: …)]",
                    _ => "compute the aggregate over predicates that do not depend on it, or declare how its rows merge: merge([Column], \"min2\")",
                },
            });
        }
    }

    /// <summary>Recursion may go through an aggregate only into a predicate whose rows a merge makes one.</summary>
    private static bool IsForbidden(DependencyEdge edge, IReadOnlyList<PredicateSymbol> predicates) =>
        edge.Kind != DependencyKind.Positive && (edge.Kind != DependencyKind.Aggregated || predicates[edge.From].MergeColumn is null);

    /// <summary><c>cycle: calm -> not shaken (2:25) -> calm (3:25)</c>.</summary>
    private static string Cycle(IReadOnlyList<DependencyEdge> edges, IReadOnlyList<PredicateSymbol> predicates)
    {
        string path = edges[0].Span.Source.Path;
        IEnumerable<string> steps = edges.Select(e =>
        {
            (int line, int column) = e.Span.Start;
            string file = e.Span.Source.Path == path ? "" : e.Span.Source.Path + ":";
            string sign = e.Kind switch { DependencyKind.Negated => "not ", DependencyKind.Aggregated => "group of ", DependencyKind.Temporal => "the past of ", _ => "" };
            return $"{sign}{(e.Kind == DependencyKind.Temporal ? SourceName(predicates[e.To]) : predicates[e.To].Name)} ({file}{line}:{column})";
        });
        return $"cycle: {predicates[edges[0].From].Name} -> {string.Join(" -> ", steps)}";
    }

    private static string SourceName(PredicateSymbol symbol) => symbol.View?.Source.Name ?? symbol.Name;

    /// <summary>Lowest first; only derived predicates have a stratum.</summary>
    public static ImmutableArray<Stratum> Strata(DependencyGraph graph, IReadOnlyList<PredicateSymbol> predicates, IReadOnlyList<BoundRule> rules)
    {
        ILookup<int, int> rulesOf = rules.ToLookup(static r => r.HeadPredicate, static r => r.Index);
        ImmutableArray<Stratum>.Builder strata = ImmutableArray.CreateBuilder<Stratum>();
        foreach (ImmutableArray<int> component in graph.Components)
        {
            ImmutableArray<int> derived = [.. component.Where(p => predicates[p].IsDerived)];
            if (!derived.IsEmpty)
            {
                bool isRecursive = component.Any(p => graph.EdgesOf(p).Any(graph.IsInsideComponent));
                strata.Add(new Stratum(derived, [.. derived.SelectMany(p => rulesOf[p]).Order()], isRecursive));
            }
        }

        return strata.ToImmutable();
    }
}
