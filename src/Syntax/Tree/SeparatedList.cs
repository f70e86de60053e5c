using System.Collections;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Nodes with the separator tokens between (and possibly after) them.</summary>
public sealed class SeparatedList<T>(IReadOnlyList<ISyntaxElement> elements) : IReadOnlyList<T>, ISeparatedList
    where T : SyntaxNode
{
    private readonly T[] _nodes = NodesOf(elements);

    public static SeparatedList<T> Empty { get; } = new([]);

    /// <summary>Nodes and separators in source order.</summary>
    public IReadOnlyList<ISyntaxElement> Elements { get; } = elements;

    public int Count => _nodes.Length;

    public T this[int index] => _nodes[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_nodes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _nodes.GetEnumerator();

    private static T[] NodesOf(IReadOnlyList<ISyntaxElement> elements)
    {
        int count = 0;
        for (int i = 0; i < elements.Count; i++)
        {
            count += elements[i] is SyntaxToken ? 0 : 1;
        }

        T[] nodes = new T[count];
        int next = 0;
        for (int i = 0; i < elements.Count; i++)
        {
            if (elements[i] is not SyntaxToken)
            {
                nodes[next++] = (T)elements[i];
            }
        }

        return nodes;
    }
}

/// <summary>A separated list whatever its nodes' type.</summary>
internal interface ISeparatedList
{
    IReadOnlyList<ISyntaxElement> Elements { get; }
}
