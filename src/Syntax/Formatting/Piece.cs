namespace CryptoScalp.Rules.Syntax;

/// <summary>A token on its way to canonical layout.</summary>
/// <param name="Token">The token itself.</param>
/// <param name="Parent">The node that holds it: tells a type's <c>&lt;</c> from a comparison.</param>
/// <param name="Depth">How many brackets, braces and parentheses are open around it.</param>
internal readonly record struct Piece(SyntaxToken Token, SyntaxNode Parent, int Depth)
{
    public SyntaxKind Kind => Token.Kind;

    /// <summary>The tokens of a node in source order, missing ones left out.</summary>
    public static List<Piece> Of(params ReadOnlySpan<ISyntaxElement> elements)
    {
        List<Piece> pieces = [];
        int depth = 0;
        foreach (ISyntaxElement element in elements)
        {
            Collect((SyntaxNode)element, pieces, ref depth);
        }

        return pieces;
    }

    private static void Collect(SyntaxNode node, List<Piece> pieces, ref int depth)
    {
        foreach (ISyntaxElement child in node.Children)
        {
            if (child is not SyntaxToken token)
            {
                Collect((SyntaxNode)child, pieces, ref depth);
                continue;
            }

            depth -= Closes(token.Kind, node) ? 1 : 0;
            pieces.Add(new Piece(token, node, depth));
            depth += Opens(token.Kind, node) ? 1 : 0;
        }
    }

    private static bool Opens(SyntaxKind kind, SyntaxNode parent) => kind is SyntaxKind.OpenParen or SyntaxKind.OpenBracket
        or SyntaxKind.OpenBrace or SyntaxKind.OpenAttribute || (kind == SyntaxKind.Less && parent is DotTypeSyntax);

    private static bool Closes(SyntaxKind kind, SyntaxNode parent) => kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket
        or SyntaxKind.CloseBrace || (kind == SyntaxKind.Greater && parent is DotTypeSyntax);
}
