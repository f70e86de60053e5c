using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>A parsed query, <c>p(X, _), X &gt; 3</c>: a body without a head, with or without a full stop.</summary>
public sealed class QueryTree
{
    internal QueryTree(SourceText source, QuerySyntax root, ImmutableArray<Diagnostic> diagnostics)
    {
        Source = source;
        Root = root;
        Diagnostics = diagnostics;
    }

    public SourceText Source { get; }

    public QuerySyntax Root { get; }

    public SeparatedList<LiteralSyntax> Literals => Root.Literals;

    /// <summary>Sorted by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public SourceSpan SpanOf(ISyntaxElement element) => new(Source, element.Span);

    /// <summary>The text again, from the tokens and their trivia.</summary>
    public override string ToString() => SyntaxPrinter.Print(Root);
}

/// <summary>The literals of a query.</summary>
public sealed class QuerySyntax(SeparatedList<LiteralSyntax> literals, SyntaxToken? stop, SyntaxToken endOfFile) : SyntaxNode(literals, stop, endOfFile)
{
    public SeparatedList<LiteralSyntax> Literals { get; } = literals;
}
