using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The <c>///</c> lines before an item.</summary>
internal static class DocComment
{
    /// <summary>Joined by line breaks, without slashes and the space after them; null when there are none.</summary>
    public static string? Of(SyntaxNode item)
    {
        SyntaxToken? first = item.Tokens().FirstOrDefault();
        IEnumerable<string> lines = first is null
            ? []
            : first.LeadingTrivia.Where(static t => t.Kind == TriviaKind.DocComment).Select(static t => t.Text.TrimStart('/').Trim());
        string text = string.Join('\n', lines);
        return text.Length == 0 ? null : text;
    }
}
