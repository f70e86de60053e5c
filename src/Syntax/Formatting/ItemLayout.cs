namespace CryptoScalp.Rules.Syntax;

/// <summary>Lays one item out: on one line if it fits, else its head and then its body, indented.</summary>
/// <remarks>
/// Between the parts of a long item (literals, blocks, transforms) the author's line breaks stay; further breaks are added where a line would pass
/// <see cref="Width"/>, the outermost brackets first. Layout depends on the tokens and those breaks alone, so it is stable.
/// </remarks>
internal sealed class ItemLayout(LayoutWriter writer, int indent)
{
    public const int Width = 100;
    private const int Step = 4;

    /// <summary>Writes the tokens, the first of which goes where the writer stands.</summary>
    public void Write(List<Piece> pieces)
    {
        if (FitsOneLine(pieces))
        {
            WriteFlat(pieces);
        }
        else
        {
            WriteBroken(pieces);
        }
    }

    private bool FitsOneLine(List<Piece> pieces)
    {
        int width = writer.Column;
        for (int i = 0; i < pieces.Count; i++)
        {
            if (i > 0 && TriviaLines.Of(pieces[i].Token, startsText: false).HasComments)
            {
                return false;
            }

            width += WidthOf(pieces, i);
        }

        return width <= Width;
    }

    private void WriteFlat(List<Piece> pieces)
    {
        for (int i = 0; i < pieces.Count; i++)
        {
            WriteToken(pieces, i);
        }
    }

    private void WriteBroken(List<Piece> pieces)
    {
        WriteToken(pieces, 0);
        for (int i = 1; i < pieces.Count; i++)
        {
            TriviaLines trivia = TriviaLines.Of(pieces[i].Token, startsText: false);
            int level = BreakPoints.Between(pieces[i - 1], pieces[i]);
            int lineIndent = indent + (Step * (1 + pieces[i].Depth));
            if (trivia.HasComments)
            {
                WriteComments(trivia, lineIndent);
                writer.StartLine(lineIndent);
            }
            else if (level != BreakPoints.Never && MustBreak(pieces, i, level, trivia.StartsLine))
            {
                writer.StartLine(lineIndent);
            }

            WriteToken(pieces, i);
        }
    }

    private void WriteComments(TriviaLines trivia, int lineIndent)
    {
        if (trivia.Trailing is not null)
        {
            writer.Write((writer.Column > 0 ? "  " : "") + trivia.Trailing);
        }

        foreach (string? line in trivia.Lines)
        {
            if (line is not null)
            {
                writer.StartLine(lineIndent);
                writer.Write(line);
            }
        }
    }

    private bool MustBreak(List<Piece> pieces, int at, int level, bool authorBroke)
    {
        if (level == 0 && (authorBroke || BreakPoints.IsForced(pieces[at - 1], pieces[at])))
        {
            return true;
        }

        int width = writer.Column;
        for (int i = at; i < pieces.Count; i++)
        {
            if (i > at && BreakPoints.Between(pieces[i - 1], pieces[i]) <= level)
            {
                break;
            }

            width += WidthOf(pieces, i);
        }

        return width > Width;
    }

    private static int WidthOf(List<Piece> pieces, int i) =>
        pieces[i].Token.Text.Length + (i > 0 && Spacing.Between(pieces[i - 1], pieces[i]) ? 1 : 0);

    private void WriteToken(List<Piece> pieces, int i)
    {
        bool lineStart = i == 0 || writer.AtIndent;
        writer.Write(!lineStart && Spacing.Between(pieces[i - 1], pieces[i]) ? " " + pieces[i].Token.Text : pieces[i].Token.Text);
    }
}
