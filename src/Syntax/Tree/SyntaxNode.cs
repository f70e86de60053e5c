using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>A node of the lossless tree. Immutable; its children in source order are tokens and nodes.</summary>
public abstract class SyntaxNode : ISyntaxElement
{
    private protected SyntaxNode(params ReadOnlySpan<object?> children)
    {
        List<ISyntaxElement> elements = [];
        foreach (object? child in children)
        {
            switch (child)
            {
                case null: break;
                case ISyntaxElement element: elements.Add(element); break;
                case ISeparatedList list: elements.AddRange(list.Elements); break;
                case IEnumerable<ISyntaxElement> many: elements.AddRange(many); break;
                default: throw new System.Diagnostics.UnreachableException();
            }
        }

        Children = elements;
    }

    /// <summary>Tokens and nodes in source order; every token of the text stands in exactly one node.</summary>
    public IReadOnlyList<ISyntaxElement> Children { get; }

    public TextSpan Span
    {
        get
        {
            SyntaxToken? first = null, last = null;
            foreach (SyntaxToken token in Tokens())
            {
                if (!token.IsMissing || first is null)
                {
                    first ??= token;
                    last = token;
                }
            }

            return first is null ? default : TextSpan.FromBounds(first.Start, last!.Span.End);
        }
    }

    /// <summary>All tokens below this node, in source order.</summary>
    public IEnumerable<SyntaxToken> Tokens()
    {
        foreach (ISyntaxElement child in Children)
        {
            if (child is SyntaxToken token)
            {
                yield return token;
            }
            else
            {
                foreach (SyntaxToken inner in ((SyntaxNode)child).Tokens())
                {
                    yield return inner;
                }
            }
        }
    }
}
