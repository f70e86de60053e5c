using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Who reads whom, between predicate ids. Edges are in the order of rules and literals.</summary>
internal sealed class DependencyGraph
{
    private readonly List<DependencyEdge>[] _edges;

    public DependencyGraph(IReadOnlyList<PredicateSymbol> symbols, IEnumerable<DraftRule> rules)
    {
        int predicates = symbols.Count;
        _edges = [.. Enumerable.Range(0, predicates).Select(static _ => new List<DependencyEdge>())];
        foreach (PredicateSymbol symbol in symbols)
        {
            if (symbol.View is { } view)
            {
                _edges[symbol.Id].Add(new(symbol.Id, view.Source.Id, DependencyKind.Positive, symbol.Span));
            }
        }

        foreach (DraftRule rule in rules)
        {
            foreach (DraftAtom atom in rule.Body.OfType<DraftAtom>())
            {
                DependencyKind kind = atom.Predicate.View is not null ? DependencyKind.Temporal
                    : atom.IsNegated ? DependencyKind.Negated
                    : rule.IsGrouped ? DependencyKind.Aggregated
                    : DependencyKind.Positive;
                _edges[rule.Head.Id].Add(new(rule.Head.Id, atom.Predicate.Id, kind, atom.Span));
            }
        }

        Components = new ComponentFinder(this).Run();
        ComponentOf = new int[predicates];
        for (int c = 0; c < Components.Length; c++)
        {
            foreach (int predicate in Components[c])
            {
                ComponentOf[predicate] = c;
            }
        }
    }

    public int Count => _edges.Length;

    /// <summary>Strongly connected components, each sorted by id; a component comes after those it reads.</summary>
    public ImmutableArray<ImmutableArray<int>> Components { get; }

    public int[] ComponentOf { get; }

    public IReadOnlyList<DependencyEdge> EdgesOf(int predicate) => _edges[predicate];

    public IEnumerable<DependencyEdge> Edges => _edges.SelectMany(static e => e);

    public bool IsInsideComponent(DependencyEdge edge) => ComponentOf[edge.From] == ComponentOf[edge.To];

    /// <summary>The shortest way from one predicate to another within their component; the first in edge order among equals.</summary>
    public IReadOnlyList<DependencyEdge> ShortestPath(int from, int to)
    {
        Dictionary<int, DependencyEdge> cameBy = [];
        Queue<int> queue = new([from]);
        while (from != to && !cameBy.ContainsKey(to) && queue.TryDequeue(out int at))
        {
            foreach (DependencyEdge edge in _edges[at].Where(e => IsInsideComponent(e) && e.To != from))
            {
                if (cameBy.TryAdd(edge.To, edge))
                {
                    queue.Enqueue(edge.To);
                }
            }
        }

        LinkedList<DependencyEdge> path = [];
        for (int at = to; at != from; at = cameBy[at].From)
        {
            path.AddFirst(cameBy[at]);
        }

        return [.. path];
    }
}
