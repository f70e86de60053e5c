using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Primitives;

/// <summary>Renders diagnostics for people: message, place, the line with a caret line under the span, related places, notes, help.</summary>
public static class DiagnosticText
{
    /// <summary>Characters of a line that are shown.</summary>
    private const int MaxSnippet = 120;

    private const string Reset = "\u001b[0m";

    /// <summary>
    /// <code>
    /// arb.rules:2:25: error CSR2501: 'calm' denies 'shaken', which depends on 'calm'
    ///   2 | calm(S) :- quoted(S), !shaken(S).
    ///     |                        ^~~~~~~~~~
    /// </code>
    /// </summary>
    public static string Format(Diagnostic diagnostic, bool colour = false)
    {
        StringBuilder builder = new();
        string severity = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        builder.Append(diagnostic.Span is { } at ? $"{at}: " : "");
        builder.Append(colour ? Colour(diagnostic.Severity) : "").Append(severity).Append(' ').Append(diagnostic.Code).Append(colour ? Reset : "");
        builder.Append(": ").Append(diagnostic.Message).Append('\n');
        if (diagnostic.Span is { } primary)
        {
            AppendSnippet(builder, primary, null);
        }

        foreach (RelatedSpan related in diagnostic.Related)
        {
            builder.Append(CultureInfo.InvariantCulture, $"  {related.Span}: {related.Label}\n");
            AppendSnippet(builder, related.Span, null);
        }

        foreach (string note in diagnostic.Notes)
        {
            builder.Append("  ").Append(note).Append('\n');
        }

        if (diagnostic.Help is not null)
        {
            builder.Append("  help: ").Append(diagnostic.Help).Append('\n');
        }

        return builder.ToString();
    }

    /// <summary>The part of a long line in which the column lies, with the column in it; files of one line are common among machines.</summary>
    private static (string Text, int Column) CutAround(string text, int column)
    {
        int start = Math.Clamp(column - 1 - (MaxSnippet / 2), 0, text.Length - MaxSnippet);
        string part = text.Substring(start, MaxSnippet);
        string head = start > 0 ? "..." : "", tail = start + MaxSnippet < text.Length ? "..." : "";
        return (head + part + tail, column - start + head.Length);
    }

    private static string Colour(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "\u001b[1;31m",
        DiagnosticSeverity.Warning => "\u001b[1;33m",
        _ => "\u001b[1;36m",
    };

    private static void AppendSnippet(StringBuilder builder, SourceSpan span, string? label)
    {
        (int line, int column) = span.Start;
        (int endLine, int endColumn) = span.End;
        string text = span.Source.Line(line);
        string number = line.ToString(CultureInfo.InvariantCulture);
        int length = Math.Max(1, (endLine == line ? endColumn : text.Length + 1) - column);
        if (text.Length > MaxSnippet)
        {
            (text, column) = CutAround(text, column);
            length = Math.Clamp(length, 1, Math.Max(1, text.Length + 1 - column));
        }

        string indent = new([.. text.Take(column - 1).Select(static c => c == '\t' ? '\t' : ' ')]);
        builder.Append(CultureInfo.InvariantCulture, $"  {number} | {text}\n");
        builder.Append(CultureInfo.InvariantCulture, $"  {new string(' ', number.Length)} | {indent}^{new string('~', length - 1)}{(label is null ? "" : " " + label)}\n");
    }
}
