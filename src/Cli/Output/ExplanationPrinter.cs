using System.Text;
using CryptoScalp.Rules.Explain;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints an explanation in the form that was asked for.</summary>
internal static class ExplanationPrinter
{
    public static void Print(Terminal terminal, Explanation explanation, OutputFormat format, PriceTrail? prices) => terminal.Out.WriteLine((format switch
    {
        OutputFormat.Text => explanation.ToText(terminal.Width, terminal.Colour),
        OutputFormat.Json => Encoding.UTF8.GetString(explanation.ToJson()),
        OutputFormat.Mermaid => explanation.ToMermaid(),
        OutputFormat.Html => explanation.ToHtml(prices),
        _ => throw new System.Diagnostics.UnreachableException(),
    }).TrimEnd());
}
