using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics.Tests;

/// <summary>The short text of diagnostics that the corpus holds: <c>2:25-2:35 error CSR2501: message</c>, then indented places, notes and help.</summary>
internal static class DiagnosticLines
{
    public static string Of(IEnumerable<Diagnostic> diagnostics)
    {
        StringBuilder text = new();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            string severity = diagnostic.Severity.ToString().ToLowerInvariant();
            text.Append($"{Range(diagnostic.Span!.Value)} {severity} {diagnostic.Code}: {diagnostic.Message}\n");
            foreach (RelatedSpan related in diagnostic.Related)
            {
                text.Append($"    {Range(related.Span)}: {related.Label}\n");
            }

            foreach (string note in diagnostic.Notes)
            {
                text.Append($"    {note}\n");
            }

            text.Append(diagnostic.Help is { } help ? $"    help: {help}\n" : "");
        }

        return text.ToString();
    }

    private static string Range(SourceSpan span) => $"{span.Start.Line}:{span.Start.Column}-{span.End.Line}:{span.End.Column}";
}
