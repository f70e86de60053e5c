namespace CryptoScalp.Rules.Syntax;

/// <summary>The words that open an item. All but the three capitalised ones are contextual: before <c>(</c> each is a predicate's name.</summary>
internal static class ItemWords
{
    public static bool IsCapitalised(SyntaxToken token) =>
        token is { Kind: SyntaxKind.Identifier or SyntaxKind.Variable, Text: "Package" or "Use" or "Decl" };

    /// <summary>Whether <paramref name="word"/> opens an item of its own, given the token behind it.</summary>
    public static bool Opens(SyntaxToken word, SyntaxToken next) => word.Text switch
    {
        "param" => next.Kind is SyntaxKind.Identifier or SyntaxKind.Variable,
        "decide" or "optimize" => next.Kind == SyntaxKind.Identifier,
        "invariant" or "never" => next.Kind is SyntaxKind.Identifier or SyntaxKind.Colon,
        "test" => next.Kind is SyntaxKind.String or SyntaxKind.OpenBrace,
        _ => IsCapitalised(word),
    };
}
