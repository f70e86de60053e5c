using System.Diagnostics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>A node of the lossless tree. Immutable; its children in source order are tokens and nodes.</summary>
public abstract class SyntaxNode : ISyntaxElement
{
    private readonly ISyntaxElement[] _children;

    private protected SyntaxNode(params ReadOnlySpan<object?> children)
    {
        int count = 0;
        foreach (object? child in children)
        {
            count += CountOf(child);
        }

        _children = new ISyntaxElement[count];
        int next = 0;
        foreach (object? child in children)
        {
            next = Fill(child, next);
        }
    }

    /// <summary>Tokens and nodes in source order; every token of the text stands in exactly one node.</summary>
    public IReadOnlyList<ISyntaxElement> Children => _children;

    /// <summary>From the first to the last token that stands in the text; empty, and where it is missed, for a node that is missing altogether.</summary>
    public TextSpan Span
    {
        get
        {
            if (First(this) is { } first)
            {
                return TextSpan.FromBounds(first.Start, Last(this)!.Span.End);
            }

            foreach (SyntaxToken missing in Tokens())
            {
                return missing.Span;
            }

            return default;
        }
    }

    /// <summary>All tokens below this node, in source order.</summary>
    public IEnumerable<SyntaxToken> Tokens()
    {
        Stack<(ISyntaxElement[] Children, int Next)> open = new();
        open.Push((_children, 0));
        while (open.TryPop(out (ISyntaxElement[] Children, int Next) level))
        {
            if (level.Next == level.Children.Length)
            {
                continue;
            }

            open.Push((level.Children, level.Next + 1));
            if (level.Children[level.Next] is SyntaxToken token)
            {
                yield return token;
            }
            else
            {
                open.Push((((SyntaxNode)level.Children[level.Next])._children, 0));
            }
        }
    }

    private static int CountOf(object? child) => child switch
    {
        null => 0,
        SyntaxToken or SyntaxNode => 1,
        ISeparatedList list => list.Elements.Count,
        IReadOnlyCollection<ISyntaxElement> many => many.Count,
        _ => throw new UnreachableException(),
    };

    private int Fill(object? child, int next)
    {
        switch (child)
        {
            case null:
                break;
            case SyntaxToken token:
                _children[next++] = token;
                break;
            case SyntaxNode node:
                _children[next++] = node;
                break;
            case ISeparatedList list:
                for (int i = 0; i < list.Elements.Count; i++)
                {
                    _children[next++] = list.Elements[i];
                }

                break;
            default:
                foreach (ISyntaxElement element in (IReadOnlyCollection<ISyntaxElement>)child)
                {
                    _children[next++] = element;
                }

                break;
        }

        return next;
    }

    private static SyntaxToken? First(SyntaxNode node)
    {
        foreach (ISyntaxElement child in node._children)
        {
            SyntaxToken? found = child is SyntaxToken token ? (token.IsMissing ? null : token) : First((SyntaxNode)child);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static SyntaxToken? Last(SyntaxNode node)
    {
        for (int i = node._children.Length - 1; i >= 0; i--)
        {
            ISyntaxElement child = node._children[i];
            SyntaxToken? found = child is SyntaxToken token ? (token.IsMissing ? null : token) : Last((SyntaxNode)child);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
