using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Diagnostics as a SARIF 2.1.0 document, for editors and code review tools.</summary>
internal static class Sarif
{
    public static string Document(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer, diagnostics);
            writer.WriteStartArray("results");
            foreach (Diagnostic diagnostic in diagnostics)
            {
                WriteResult(writer, diagnostic);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteTool(Utf8JsonWriter writer, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "scalp");
        writer.WriteStartArray("rules");
        foreach (DiagnosticDescriptor descriptor in diagnostics.Select(static d => d.Descriptor).DistinctBy(static d => d.Code).OrderBy(static d => d.Code, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id", descriptor.Code);
            writer.WriteStartObject("shortDescription");
            writer.WriteString("text", descriptor.Title);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", diagnostic.Code);
        writer.WriteString("level", diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        });
        writer.WriteStartObject("message");
        writer.WriteString("text", diagnostic.Help is null ? diagnostic.Message : $"{diagnostic.Message} ({diagnostic.Help})");
        writer.WriteEndObject();
        WriteLocations(writer, "locations", diagnostic.Span is { } span ? [new RelatedSpan(span, "")] : []);
        WriteLocations(writer, "relatedLocations", diagnostic.Related);
        writer.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter writer, string property, IReadOnlyList<RelatedSpan> places)
    {
        writer.WriteStartArray(property);
        foreach (RelatedSpan place in places)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", place.Span.Source.Path);
            writer.WriteEndObject();
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", place.Span.Start.Line);
            writer.WriteNumber("startColumn", place.Span.Start.Column);
            writer.WriteNumber("endLine", place.Span.End.Line);
            writer.WriteNumber("endColumn", place.Span.End.Column);
            writer.WriteEndObject();
            writer.WriteEndObject();
            if (place.Label.Length > 0)
            {
                writer.WriteStartObject("message");
                writer.WriteString("text", place.Label);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
