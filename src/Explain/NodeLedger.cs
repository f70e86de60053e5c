namespace CryptoScalp.Rules.Explain;

/// <summary>Remembers which nodes were recorded, so that a journal holds each node once.</summary>
/// <remarks>
/// Bounded: at its capacity it forgets everything and nodes are recorded again, which costs room and harms nothing, since an id always means the same node.
/// Single-threaded.
/// </remarks>
public sealed class NodeLedger(int capacity = 1_000_000)
{
    private readonly HashSet<string> _recorded = new(StringComparer.Ordinal);

    /// <summary>The nodes of a graph that were not recorded yet, children first; they count as recorded from now on.</summary>
    public IReadOnlyList<ProofNode> TakeNew(ProofGraph graph)
    {
        if (_recorded.Count + graph.Nodes.Length > capacity)
        {
            _recorded.Clear();
        }

        return [.. graph.Nodes.Where(node => _recorded.Add(node.Id))];
    }
}
