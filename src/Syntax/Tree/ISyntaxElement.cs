using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>A token or a node of the tree.</summary>
public interface ISyntaxElement
{
    /// <summary>The span without leading trivia.</summary>
    TextSpan Span { get; }
}
