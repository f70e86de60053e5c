namespace CryptoScalp.Rules.Explain;

/// <summary>A printed line with the lines below it: what Mermaid and HTML are made of, so that every form says the same.</summary>
internal sealed class OutlineNode(TextLine line)
{
    public TextLine Line { get; } = line;

    public List<OutlineNode> Children { get; } = [];

    /// <summary>True when a failed line stands here or below: what a reader came for.</summary>
    public bool HasFailure => Line.Style == LineStyle.Failed || Children.Any(static c => c.HasFailure);

    /// <summary>The tree that the lines' indents spell; an indent that jumps counts as one level.</summary>
    public static List<OutlineNode> TreeOf(IReadOnlyList<TextLine> lines)
    {
        List<OutlineNode> roots = [];
        Stack<OutlineNode> path = [];
        foreach (TextLine line in lines)
        {
            while (path.Count > 0 && path.Peek().Line.Indent >= line.Indent)
            {
                path.Pop();
            }

            OutlineNode node = new(line);
            (path.Count == 0 ? roots : path.Peek().Children).Add(node);
            path.Push(node);
        }

        return roots;
    }
}
