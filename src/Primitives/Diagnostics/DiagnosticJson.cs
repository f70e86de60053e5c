using System.Text.Json;

namespace CryptoScalp.Rules.Primitives;

/// <summary>Renders diagnostics for programs: one documented object each. Field names are stable.</summary>
public static class DiagnosticJson
{
    /// <summary>
    /// <c>{"code","severity","message","file","line","column","endLine","endColumn","related":[{"file",…,"label"}],"notes":[],"help"}</c>;
    /// lines and columns count from 1.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("severity", diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        });
        writer.WriteString("message", diagnostic.Message);
        if (diagnostic.Span is { } span)
        {
            WritePlace(writer, span);
        }

        writer.WriteStartArray("related");
        foreach (RelatedSpan related in diagnostic.Related)
        {
            writer.WriteStartObject();
            WritePlace(writer, related.Span);
            writer.WriteString("label", related.Label);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("notes");
        foreach (string note in diagnostic.Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        if (diagnostic.Help is not null)
        {
            writer.WriteString("help", diagnostic.Help);
        }

        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, SourceSpan span)
    {
        (int line, int column) = span.Start;
        (int endLine, int endColumn) = span.End;
        writer.WriteString("file", span.Source.Path);
        writer.WriteNumber("line", line);
        writer.WriteNumber("column", column);
        writer.WriteNumber("endLine", endLine);
        writer.WriteNumber("endColumn", endColumn);
    }
}
