using System.Text;

namespace CryptoScalp.Rules.Explain;

/// <summary>Lays lines out in two aligned columns.</summary>
/// <remarks>
/// The notes begin three blanks after the longest text, but no later than at three fifths of the width. A text that is longer keeps its note behind it where
/// both fit, otherwise the note goes below. Texts and notes are never cut. Colours do not count as width.
/// </remarks>
internal sealed class ColumnLayout(int width, bool colour)
{
    private const int Gap = 3;
    private const int IndentStep = 2;
    private const string Reset = "\u001b[0m";
    private const string Grey = "\u001b[90m";

    public string Render(IReadOnlyList<TextLine> lines)
    {
        int latest = Math.Max(20, width * 3 / 5);
        int column = lines.Where(line => line.Note.Length > 0 && Length(line) + Gap <= latest).Select(static line => Length(line) + Gap).DefaultIfEmpty(latest).Max();
        StringBuilder text = new();
        foreach (TextLine line in lines)
        {
            text.Append(' ', line.Indent * IndentStep).Append(Paint(line.Text, ColourOf(line.Style)));
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

        if (Length(line) + Gap <= column)
        {
            text.Append(' ', column - Length(line));
        }
        else if (Length(line) + Gap + line.Note.Length <= width)
        {
            text.Append(' ', Gap);
        }
        else
        {
            text.Append('\n').Append(' ', Math.Max((line.Indent + 1) * IndentStep, Math.Min(column, width - line.Note.Length)));
        }

        text.Append(Paint(line.Note, Grey));
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
