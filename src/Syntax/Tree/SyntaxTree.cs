using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>The front door of syntax: a parsed file with its diagnostics. Parsing never throws, and printing gives the text back exactly.</summary>
public sealed class SyntaxTree
{
    internal SyntaxTree(SourceText source, RulesFileSyntax root, ImmutableArray<Diagnostic> diagnostics)
    {
        Source = source;
        Root = root;
        Diagnostics = diagnostics;
    }

    public SourceText Source { get; }

    public RulesFileSyntax Root { get; }

    /// <summary>Sorted by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public SourceSpan SpanOf(ISyntaxElement element) => new(Source, element.Span);
}
