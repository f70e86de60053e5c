using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>A token: exactly the text that was read, with the trivia before it. Printing all tokens of a tree in order prints the text back.</summary>
public sealed class SyntaxToken(SyntaxKind kind, string text, int start, ImmutableArray<SyntaxTrivia> leadingTrivia, bool isMissing = false) : ISyntaxElement
{
    public SyntaxKind Kind { get; } = kind;

    /// <summary>The exact source text; empty for a missing token.</summary>
    public string Text { get; } = text;

    /// <summary>Where <see cref="Text"/> starts, after the trivia.</summary>
    public int Start { get; } = start;

    public ImmutableArray<SyntaxTrivia> LeadingTrivia { get; } = leadingTrivia;

    /// <summary>True for a token the grammar wanted and the text lacks.</summary>
    public bool IsMissing { get; } = isMissing;

    public TextSpan Span => new(Start, Text.Length);

    public override string ToString() => Text;
}
