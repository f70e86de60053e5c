using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>Finds the nearest counterfactual of a recorded decision or non-decision and prints it.</summary>
internal sealed class ChangeFinder(Terminal terminal, string journal, CounterfactualPrinter printer)
{
    public int Find(string id)
    {
        try
        {
            RecordedRun run = new(journal);
            if (run.Find(id) is not { } record)
            {
                terminal.Error.WriteLine(NotFound.Words(journal, id));
                return ExitCode.WrongInput;
            }

            DiagnosticBag diagnostics = new();
            RecordedState? recorded = run.StateAt(record, null, diagnostics);
            return !DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false) || recorded is null ? ExitCode.WrongInput : Answer(run, record, recorded);
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
        catch (AmbiguousIdException e)
        {
            terminal.Error.WriteLine($"scalp: {e.Message}");
            return ExitCode.WrongInput;
        }
    }

    private int Answer(RecordedRun run, JournalRecord record, RecordedState recorded)
    {
        RecordedCandidate candidate = run.CandidateOf(record);
        GivenState state = new(recorded.GivenFacts(), ImmutableSortedDictionary<string, Value>.Empty, recorded.At);
        Counterfactual? found = new CounterfactualFinder(recorded.Program, VerifyOptions.Default).Find(state, candidate.Decide, candidate.Key, candidate.RuleId, new CandidatePast(candidate.IsDecision, candidate.LastDecision));
        if (found is null)
        {
            terminal.Error.WriteLine($"scalp: '{candidate.RuleId}' proposes nothing for {string.Join(", ", candidate.Key)} on the recorded facts alone; a param may have been changed while it ran");
            return ExitCode.WrongInput;
        }

        return printer.Print(ShownCounterfactual.Of(found));
    }
}
