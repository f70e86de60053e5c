using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Derives a recorded run again up to a moment and says why something was not so.</summary>
internal sealed class WhyNotExplainer(Terminal terminal, string journal)
{
    public int Explain(string what, string? when, OutputFormat format) => JournalEdge.Run(terminal, () =>
    {
        DiagnosticBag diagnostics = new();
        (JournalRecord? record, EventTime? time) = JournalEdge.MomentOf(journal, when);
        ReplayedRun? run = new RunReplay(journal).To(record, time, RunChange.None, diagnostics);
        Question? question = run is null ? null : Read(run, what, diagnostics);
        if (!DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), format == OutputFormat.Json) || question is null)
        {
            return ExitCode.WrongInput;
        }

        ExplanationPrinter.Print(terminal, Explanation.Of(Answer(run!, question)), format, Trail(run!, question, format));
        return ExitCode.Fine;
    });

    private static WhyNotReport Answer(ReplayedRun run, Question question) => question.Decide is { } decide
        ? WhyNot.OfDecision(run.Session, run.Program, question.Pattern, decide, run.Agendas[run.Program.Decides.IndexOf(decide)])
        : WhyNot.OfFact(run.Session, run.Program, question.Pattern);

    private static Question? Read(ReplayedRun run, string what, DiagnosticBag diagnostics)
    {
        try
        {
            return QuestionReader.Read(run.Program, what, run.Session.ParamOf, diagnostics);
        }
        catch (ArgumentException e)
        {
            throw new WrongCallException(e.Message);
        }
    }

    private PriceTrail? Trail(ReplayedRun run, Question question, OutputFormat format) => format == OutputFormat.Html
        ? question.Pattern.Arguments.OfType<Value>().Where(static v => v.Kind == ValueKind.String)
            .Select(v => new PriceTrailReader(journal).Read(v.AsText, run.At)).FirstOrDefault(static t => t is not null)
        : null;
}
