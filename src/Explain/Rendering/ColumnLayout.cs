using System.Text;

namespace CryptoScalp.Rules.Explain;

/// <summary>Lays lines out in two aligned columns.</summary>
/// <remarks>
/// The notes begin three blanks after the longest text, but no later than at three fifths of the width, and further left where they end at the width. A text that is
/// longer keeps its note behind it where both fit, otherwise the note goes below. A note that is too long for a line goes on in the next, where it has a comma, and a comment where it has a blank;
/// nothing is cut. Colours do not count as width.
/// </remarks>
internal sealed class ColumnLayout(int width, bool colour)
{
    private const int Gap = 3;
    private const int IndentStep = 2;
    private const string CommentMark = "/// ";
    private const string Reset = "\u001b[0m";
    private const string Grey = "\u001b[90m";

    public string Render(IReadOnlyList<TextLine> lines)
    {
        int latest = Math.Max(20, width * 3 / 5);
        int column = lines.Where(line => line.Note.Length > 0 && Length(line) + Gap <= latest).Select(static line => Length(line) + Gap).DefaultIfEmpty(latest).Max();
        StringBuilder text = new();
        foreach (TextLine line in lines)
        {
            foreach (string part in Wrapped(line))
            {
                text.Append(' ', line.Indent * IndentStep).Append(Paint(part, ColourOf(line.Style))).Append('\n');
            }

            text.Length--;
            AppendNote(text, line, column);
            text.Append('\n');
        }

        return text.ToString();
    }

    private void AppendNote(StringBuilder text, TextLine line, int column)
    {
        if (line.Note.Length == 0)
        {
            return;
        }

        int start = Math.Max(Length(line) + Gap, Math.Min(column, width - line.Note.Length));
        if (start + line.Note.Length <= width)
        {
            text.Append(' ', start - Length(line)).Append(Paint(line.Note, Grey));
        }
        else
        {
            AppendBelow(text, line, column);
        }
    }

    /// <summary>A note that does not even fit into a line of its own goes on below, where it has a comma.</summary>
    private void AppendBelow(StringBuilder text, TextLine line, int column)
    {
        int leftmost = (line.Indent + 1) * IndentStep;
        string[] parts = [.. Wrap(line.Note, ", ", width - leftmost)];
        int start = Math.Max(leftmost, Math.Min(column, width - parts.Max(static p => p.Length)));
        foreach (string part in parts)
        {
            text.Append('\n').Append(' ', start).Append(Paint(part, Grey));
        }
    }

    /// <summary>Comments are prose and may be broken; facts and conditions are to be copied in one piece.</summary>
    private IEnumerable<string> Wrapped(TextLine line) => line.Style == LineStyle.Doc && line.Note.Length == 0 && Length(line) > width
        ? Wrap(line.Text[CommentMark.Length..], " ", width - (line.Indent * IndentStep) - CommentMark.Length).Select(static part => CommentMark + part)
        : [line.Text];

    /// <summary>Pieces of at most <paramref name="room"/> characters, broken behind <paramref name="separator"/>; a piece without one may be longer.</summary>
    private static IEnumerable<string> Wrap(string text, string separator, int room)
    {
        StringBuilder piece = new();
        string[] words = text.Split(separator);
        for (int i = 0; i < words.Length; i++)
        {
            string word = i < words.Length - 1 ? words[i] + separator : words[i];
            if (piece.Length > 0 && piece.Length + word.TrimEnd().Length > room)
            {
                yield return piece.ToString().TrimEnd();
                piece.Clear();
            }

            piece.Append(word);
        }

        yield return piece.ToString();
    }

    private string Paint(string text, string paint) => colour && paint.Length > 0 ? $"{paint}{text}{Reset}" : text;

    private static int Length(TextLine line) => (line.Indent * IndentStep) + line.Text.Length;

    private static string ColourOf(LineStyle style) => style switch
    {
        LineStyle.Fact => "",
        LineStyle.Rule => "\u001b[36m",
        LineStyle.Condition => "\u001b[32m",
        LineStyle.Absence => "\u001b[33m",
        LineStyle.Heading => "\u001b[1m",
        LineStyle.Doc or LineStyle.Open => Grey,
        LineStyle.Failed => "\u001b[31m",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
