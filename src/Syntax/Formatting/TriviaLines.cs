namespace CryptoScalp.Rules.Syntax;

/// <summary>The comments before a token, as lines.</summary>
/// <param name="Trailing">The comment on the line of the token before, or null.</param>
/// <param name="Lines">The comments on lines of their own, without the white space around them; null stands for a group of empty lines.</param>
/// <param name="StartsLine">Whether the token itself is the first on its line.</param>
internal readonly record struct TriviaLines(string? Trailing, IReadOnlyList<string?> Lines, bool StartsLine)
{
    public bool HasComments => Trailing is not null || Lines.Any(static line => line is not null);

    /// <param name="token">The token with the trivia.</param>
    /// <param name="startsText">Whether nothing stands before the token, so that no comment can be a trailing one.</param>
    public static TriviaLines Of(SyntaxToken token, bool startsText)
    {
        string? trailing = null;
        List<string?> lines = [];
        int breaks = startsText ? 1 : 0;
        foreach (SyntaxTrivia trivia in token.LeadingTrivia)
        {
            if (trivia.Kind == TriviaKind.NewLine)
            {
                breaks++;
                continue;
            }

            if (trivia.Kind == TriviaKind.WhiteSpace)
            {
                continue;
            }

            AddGap(lines, breaks);
            if (breaks == 0)
            {
                trailing = trivia.Text.TrimEnd();
            }
            else
            {
                lines.Add(trivia.Text.TrimEnd());
            }

            breaks = 0;
        }

        AddGap(lines, breaks);
        return new TriviaLines(trailing, lines, breaks > 0);
    }

    private static void AddGap(List<string?> lines, int breaks)
    {
        if (breaks > 1)
        {
            lines.Add(null);
        }
    }
}
