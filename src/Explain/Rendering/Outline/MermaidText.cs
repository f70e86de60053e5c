using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes an outline as a Mermaid flowchart.</summary>
/// <remarks>Labels are quoted, and everything in them that Mermaid or a browser could take for syntax is written as a character code.</remarks>
internal static class MermaidText
{
    /// <summary>Beyond this nobody can read a chart; the rest is counted in a last node.</summary>
    private const int MaxNodes = 300;

    /// <summary>Characters of the nodes together: Mermaid draws no chart of more than 50,000 unless it is told otherwise.</summary>
    private const int MaxText = 48_000;

    /// <summary>Characters of a line and of its note in a label; the text and the page have all of it.</summary>
    private const int MaxLabel = 500;

    public static string Render(IReadOnlyList<TextLine> lines)
    {
        StringBuilder text = new("flowchart LR\n");
        Stack<(int Indent, int Id)> path = [];
        int drawn = 0;
        for (; drawn < Math.Min(lines.Count, MaxNodes); drawn++)
        {
            while (path.Count > 0 && path.Peek().Indent >= lines[drawn].Indent)
            {
                path.Pop();
            }

            string node = Node(drawn, lines[drawn], path.Count > 0 ? path.Peek().Id : null);
            if (text.Length + node.Length > MaxText)
            {
                break;
            }

            text.Append(node);
            path.Push((lines[drawn].Indent, drawn));
        }

        if (lines.Count > drawn)
        {
            text.Append(CultureInfo.InvariantCulture, $"  more[\"{lines.Count - drawn} more lines are not drawn\"]:::note\n");
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

    private static string Node(int id, TextLine line, int? parent)
    {
        string node = $"  n{id}[\"{Label(line)}\"]:::{ClassOf(line.Style)}\n";
        return parent is { } above ? $"{node}  n{above} --> n{id}\n" : node;
    }

    /// <summary>A line break as it is: of a label with markup Mermaid reads the codes before it looks for Markdown, so they would hide nothing.</summary>
    private static string Label(TextLine line) => line.Note.Length == 0 ? Escape(line.Text) : $"{Escape(line.Text)}\n{Escape(line.Note)}";

    /// <summary>Letters, digits and what is harmless stay; all else becomes a code. So does what Mermaid looks for before it looks for quotes, and Markdown.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (at >= MaxLabel)
            {
                return escaped.Append(CultureInfo.InvariantCulture, $"#8230; ({text.Length - at} more characters)").ToString();
            }

            bool stays = Rune.IsLetterOrDigit(rune) || (rune.IsAscii && " ,.:+-/=_()".Contains((char)rune.Value, StringComparison.Ordinal));
            if (stays && !StartsKeyword(text.AsSpan(at)) && !IsMarkdown(text, at))
            {
                escaped.Append(rune.ToString());
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{(Rune.IsControl(rune) ? 0xFFFD : rune.Value)};");
            }

            at += rune.Utf16SequenceLength;
        }

        return escaped.ToString();
    }

    /// <summary>Mermaid takes a semicolon away from lines in which one of these stands before a colon and a code.</summary>
    private static bool StartsKeyword(ReadOnlySpan<char> text) => text.StartsWith("style", StringComparison.Ordinal) || text.StartsWith("classDef", StringComparison.Ordinal);

    /// <summary>What would begin a list, of which Mermaid draws that it does not support it, or make text bold, or an icon. (Stars never stay.)</summary>
    private static bool IsMarkdown(string text, int at) => text[at] switch
    {
        '_' => !IsWord(text, at - 1) || !IsWord(text, at + 1),
        ':' => text.AsSpan(at + 1).StartsWith("fa-", StringComparison.Ordinal), // the colon of fa:fa-car would draw a car
        '-' or '+' => at == 0,
        '.' => at > 0 && text.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0,
        _ => false,
    };

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at]);

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
