namespace CryptoScalp.Rules.Syntax;

/// <summary>Where a long item may go on in a new line.</summary>
internal static class BreakPoints
{
    /// <summary>No break before this token.</summary>
    public const int Never = int.MaxValue;

    /// <summary>The depth of brackets at which a line may break between two tokens, or <see cref="Never"/>.</summary>
    public static int Between(Piece left, Piece right)
    {
        if (left.Kind is SyntaxKind.Comma)
        {
            return left.Depth;
        }

        if (left.Parent is AtomBlockSyntax && left.Kind == SyntaxKind.OpenBracket)
        {
            return left.Depth + 1;
        }

        return StartsPart(left, right) ? 0 : Never;
    }

    private static bool StartsPart(Piece left, Piece right) => right.Parent switch
    {
        TransformSyntax => right.Kind == SyntaxKind.PipeGreater,
        AtomBlockSyntax => right.Parent != left.Parent && right.Kind is SyntaxKind.Identifier or SyntaxKind.OpenBracket,
        TestExpectSyntax => right.Token.Text == "because",
        OptimizeSyntax => right.Token.Text is "maximize" or "minimize" or "subject",
        InvariantSyntax => right.Kind == SyntaxKind.Implies,
        _ => false,
    } || IsAfterHead(left);

    /// <summary>Whether a broken item always breaks here: behind its head, and before each transform.</summary>
    public static bool IsForced(Piece left, Piece right) => IsAfterHead(left) || right.Kind == SyntaxKind.PipeGreater;

    /// <summary>Behind <c>:-</c>, or behind the label of an invariant.</summary>
    private static bool IsAfterHead(Piece left) =>
        left.Kind == SyntaxKind.If || (left.Kind == SyntaxKind.Colon && left.Parent is InvariantSyntax or NeverSyntax);
}
