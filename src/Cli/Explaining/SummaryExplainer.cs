using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Counts over a recorded run why nothing was decided, and prints it.</summary>
internal sealed class SummaryExplainer(Terminal terminal, string journal)
{
    /// <param name="symbol">Null for all.</param>
    /// <param name="times">The span.</param>
    /// <param name="moments">At how many moments the rules are asked.</param>
    /// <param name="format">How it is printed.</param>
    public int Explain(string? symbol, ListTimes times, int moments, OutputFormat format) => JournalEdge.Run(terminal, () =>
    {
        IndexQuery span = times.On(new IndexQuery(), journal);
        DiagnosticBag diagnostics = new();
        WhyNotSummary? summary = NonDecisionSummary.Of(journal, new SummaryRequest { Symbol = symbol, From = span.From, To = span.To, Moments = moments }, diagnostics);
        if (!DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), format == OutputFormat.Json))
        {
            return ExitCode.WrongInput;
        }

        if (summary is null)
        {
            terminal.Error.WriteLine($"scalp: nothing to count in the journal '{journal}': no event in that time, or its rules decide nothing");
            return ExitCode.WrongInput;
        }

        ExplanationPrinter.Print(terminal, Explanation.Of(summary), format, null);
        return ExitCode.Fine;
    });
}
