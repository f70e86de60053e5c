using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>The nodes of one or more proofs; equal sub-proofs are one node. Every node comes after its children. Immutable.</summary>
public sealed class ProofGraph
{
    private readonly Dictionary<string, ProofNode> _byId;

    internal ProofGraph(ImmutableArray<ProofNode> nodes)
    {
        Nodes = nodes;
        _byId = nodes.ToDictionary(static n => n.Id, StringComparer.Ordinal);
    }

    /// <summary>Children first.</summary>
    public ImmutableArray<ProofNode> Nodes { get; }

    /// <summary>How many facts are not proved here because a bound was reached.</summary>
    public int CutCount => Nodes.Count(static n => n is CutNode);

    /// <summary>The node of an id. Throws <see cref="KeyNotFoundException"/> for an id that is not in the graph.</summary>
    public ProofNode this[string id] => _byId[id];

    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <summary>A graph of nodes that were read, not built.</summary>
    /// <exception cref="FormatException">Two nodes have one id, or a node refers to one that does not come before it.</exception>
    internal static ProofGraph FromClaims(ImmutableArray<ProofNode> nodes)
    {
        HashSet<string> before = new(StringComparer.Ordinal);
        foreach (ProofNode node in nodes)
        {
            string? missing = ChildrenOf(node).FirstOrDefault(child => !before.Contains(child));
            if (missing is not null)
            {
                throw new FormatException($"node {node.Id} refers to node {missing}, which does not come before it");
            }

            if (!before.Add(node.Id))
            {
                throw new FormatException($"two nodes have the id {node.Id}");
            }
        }

        return new ProofGraph(nodes);
    }

    /// <summary>The nodes that some roots rest on, fetched by id, children first.</summary>
    /// <exception cref="FormatException">A node is missing, has another id than asked for, or rests on itself.</exception>
    internal static ProofGraph Gather(IEnumerable<string> roots, Func<string, ProofNode?> nodeOf)
    {
        ImmutableArray<ProofNode>.Builder nodes = ImmutableArray.CreateBuilder<ProofNode>();
        Dictionary<string, bool> isDone = new(StringComparer.Ordinal);
        foreach (string root in roots)
        {
            Visit(root);
        }

        return new ProofGraph(nodes.DrainToImmutable());

        void Visit(string id)
        {
            if (isDone.TryGetValue(id, out bool done))
            {
                _ = done ? true : throw new FormatException($"node {id} rests on itself");
                return;
            }

            isDone[id] = false;
            ProofNode node = nodeOf(id) is { } found && found.Id == id ? found : throw new FormatException($"node {id} is missing");
            foreach (string child in ChildrenOf(node))
            {
                Visit(child);
            }

            isDone[id] = true;
            nodes.Add(node);
        }
    }

    /// <summary>The ids that a node refers to, in order; an id may repeat.</summary>
    internal static IEnumerable<string> ChildrenOf(ProofNode node) => node is DerivedNode derived
        ? derived.Premises.Concat(derived.Members.SelectMany(static m => m.Premises)).OfType<FactPremise>().Select(static p => p.NodeId)
        : [];
}
