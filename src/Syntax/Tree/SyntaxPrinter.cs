using System.Text;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Prints nodes and tokens exactly as they were written, with their leading trivia.</summary>
public static class SyntaxPrinter
{
    public static string Print(SyntaxNode node)
    {
        StringBuilder builder = new();
        Append(builder, node);
        return builder.ToString();
    }

    internal static void Append(StringBuilder builder, SyntaxNode node)
    {
        foreach (SyntaxToken token in node.Tokens())
        {
            Append(builder, token);
        }
    }

    internal static void Append(StringBuilder builder, SyntaxToken token)
    {
        foreach (SyntaxTrivia trivia in token.LeadingTrivia)
        {
            builder.Append(trivia.Text);
        }

        builder.Append(token.Text);
    }
}
