using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints diagnostics: text on the error stream, or one JSON object a line on the output.</summary>
internal static class DiagnosticPrinter
{
    /// <summary>True when none is an error.</summary>
    public static bool Print(Terminal terminal, IReadOnlyCollection<Diagnostic> diagnostics, bool json)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (json)
            {
                terminal.Out.WriteLine(ToJson(diagnostic));
            }
            else
            {
                terminal.Error.Write(DiagnosticText.Format(diagnostic, terminal.ColourErrors));
            }
        }

        return !diagnostics.Any(static d => d.IsError);
    }

    /// <summary><c>2 errors, 1 warning</c>; null when there is nothing to count.</summary>
    public static string? Summary(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        int errors = diagnostics.Count(static d => d.IsError);
        int warnings = diagnostics.Count(static d => d.Severity == DiagnosticSeverity.Warning);
        string[] parts = [.. new[] { Count(errors, "error"), Count(warnings, "warning") }.OfType<string>()];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }

    private static string? Count(int count, string word) => count switch
    {
        0 => null,
        1 => $"1 {word}",
        _ => $"{count} {word}s",
    };

    private static string ToJson(Diagnostic diagnostic)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            DiagnosticJson.Write(writer, diagnostic);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
