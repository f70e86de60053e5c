using System.Collections;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Nodes with the separator tokens between (and possibly after) them.</summary>
public sealed class SeparatedList<T>(IReadOnlyList<ISyntaxElement> elements) : IReadOnlyList<T>, ISeparatedList
    where T : SyntaxNode
{
    private readonly T[] _nodes = [.. elements.OfType<T>()];

    public static SeparatedList<T> Empty { get; } = new([]);

    /// <summary>Nodes and separators in source order.</summary>
    public IReadOnlyList<ISyntaxElement> Elements { get; } = elements;

    public int Count => _nodes.Length;

    public T this[int index] => _nodes[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_nodes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _nodes.GetEnumerator();
}

/// <summary>A separated list whatever its nodes' type.</summary>
internal interface ISeparatedList
{
    IReadOnlyList<ISyntaxElement> Elements { get; }
}
