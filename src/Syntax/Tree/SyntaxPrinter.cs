using System.Text;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Prints a node exactly as it was written, with its leading trivia.</summary>
public static class SyntaxPrinter
{
    public static string Print(SyntaxNode node)
    {
        StringBuilder builder = new();
        foreach (SyntaxToken token in node.Tokens())
        {
            foreach (SyntaxTrivia trivia in token.LeadingTrivia)
            {
                builder.Append(trivia.Text);
            }

            builder.Append(token.Text);
        }

        return builder.ToString();
    }
}
