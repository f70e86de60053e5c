namespace CryptoScalp.Rules.Syntax;

/// <summary>Whether a blank stands between two tokens of one line.</summary>
internal static class Spacing
{
    public static bool Between(Piece left, Piece right)
    {
        if (NeverBefore(right) || NeverAfter(left))
        {
            // '[-[' would be one temporal token, and '-5' one number.
            return right.Kind == SyntaxKind.Minus && left.Kind is SyntaxKind.OpenBracket or SyntaxKind.BoxMinus;
        }

        return left.Kind != SyntaxKind.Minus || left.Parent is not NegationSyntax || IsNumber(right.Kind);
    }

    private static bool NeverBefore(Piece right) => right.Kind switch
    {
        SyntaxKind.CloseParen or SyntaxKind.CloseBracket or SyntaxKind.CloseBrace or SyntaxKind.Comma or SyntaxKind.FullStop or SyntaxKind.Colon => true,
        SyntaxKind.OpenParen => right.Parent is ApplicationSyntax,
        SyntaxKind.Bang => right.Parent is PackageSyntax or UseSyntax,
        SyntaxKind.At => right.Parent is TemporalAnnotationSyntax,
        SyntaxKind.Less or SyntaxKind.Greater => right.Parent is DotTypeSyntax,
        SyntaxKind.OpenBracket => right.Parent is TemporalOperatorSyntax or TemporalAnnotationSyntax,
        _ => false,
    };

    private static bool NeverAfter(Piece left) => left.Kind switch
    {
        SyntaxKind.OpenParen or SyntaxKind.OpenBracket or SyntaxKind.OpenBrace or SyntaxKind.OpenAttribute => true,
        SyntaxKind.Bang => left.Parent is AtomLiteralSyntax,
        SyntaxKind.Less => left.Parent is DotTypeSyntax,
        SyntaxKind.Plus or SyntaxKind.Minus => left.Parent is TestChangeSyntax,
        _ => false,
    };

    private static bool IsNumber(SyntaxKind kind) =>
        kind is SyntaxKind.Number or SyntaxKind.Float or SyntaxKind.Quantity or SyntaxKind.Duration or SyntaxKind.Timestamp;
}
