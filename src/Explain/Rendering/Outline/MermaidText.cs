using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes an outline as a Mermaid flowchart.</summary>
/// <remarks>Labels are quoted, and everything in them that Mermaid or a browser could take for syntax is written as a character code.</remarks>
internal static class MermaidText
{
    /// <summary>Beyond this nobody can read a chart; the rest is counted in a last node.</summary>
    private const int MaxNodes = 300;

    public static string Render(IReadOnlyList<TextLine> lines)
    {
        StringBuilder text = new("flowchart LR\n");
        Stack<(int Indent, int Id)> path = [];
        for (int i = 0; i < Math.Min(lines.Count, MaxNodes); i++)
        {
            while (path.Count > 0 && path.Peek().Indent >= lines[i].Indent)
            {
                path.Pop();
            }

            text.Append(CultureInfo.InvariantCulture, $"  n{i}[\"{Label(lines[i])}\"]:::{ClassOf(lines[i].Style)}\n");
            if (path.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"  n{path.Peek().Id} --> n{i}\n");
            }

            path.Push((lines[i].Indent, i));
        }

        if (lines.Count > MaxNodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  more[\"{lines.Count - MaxNodes} more lines are not drawn\"]:::note\n");
        }

        return text.Append("""
              classDef fact stroke-width:2px
              classDef rule stroke:#2a7,stroke-width:2px
              classDef condition stroke:#27a
              classDef absence stroke:#a70,stroke-dasharray:4
              classDef failed stroke:#c33,stroke-width:3px
              classDef note stroke-width:0px

            """).ToString();
    }

    private static string Label(TextLine line) => line.Note.Length == 0 ? Escape(line.Text) : $"{Escape(line.Text)}<br/>{Escape(line.Note)}";

    /// <summary>Letters, digits and what is harmless stay; all else becomes a code.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && " ,.:+-*/=_()".Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                escaped.Append(rune.ToString());
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{(Rune.IsControl(rune) ? 0xFFFD : rune.Value)};");
            }
        }

        return escaped.ToString();
    }

    private static string ClassOf(LineStyle style) => style switch
    {
        LineStyle.Fact => "fact",
        LineStyle.Rule => "rule",
        LineStyle.Condition => "condition",
        LineStyle.Absence => "absence",
        LineStyle.Failed => "failed",
        LineStyle.Heading or LineStyle.Doc or LineStyle.Open => "note",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
