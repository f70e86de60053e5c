using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>Finds the nearest counterfactual of a recorded decision or non-decision and prints it.</summary>
internal sealed class ChangeFinder(Terminal terminal, string journal)
{
    public int Find(string id, bool json)
    {
        try
        {
            RecordedRun run = new(journal);
            if (run.Find(id) is not { } record)
            {
                terminal.Error.WriteLine($"scalp: the journal '{journal}' has no decision '{id}', nor a non-decision of that id; 'scalp explain last' shows the last decision");
                return ExitCode.WrongInput;
            }

            DiagnosticBag diagnostics = new();
            RecordedState? recorded = run.StateAt(record, null, diagnostics);
            return !DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false) || recorded is null ? ExitCode.WrongInput : Answer(run, record, recorded, json);
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

    private int Answer(RecordedRun run, JournalRecord record, RecordedState recorded, bool json)
    {
        RecordedCandidate candidate = run.CandidateOf(record);
        GivenState state = new(recorded.GivenFacts(), ImmutableSortedDictionary<string, Value>.Empty, recorded.At);
        Counterfactual? found = new CounterfactualFinder(recorded.Program, VerifyOptions.Default).Find(state, candidate.Decide, candidate.Key, candidate.RuleId, new CandidatePast(candidate.IsDecision, candidate.LastDecision));
        if (found is null)
        {
            terminal.Error.WriteLine($"scalp: '{candidate.RuleId}' proposes nothing for {string.Join(", ", candidate.Key)} on the recorded facts alone; a param may have been changed while it ran");
            return ExitCode.WrongInput;
        }

        Print(found, json);
        return found.IsFound ? ExitCode.Fine : ExitCode.WrongInput;
    }

    private void Print(Counterfactual found, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                candidate = found.Candidate,
                wouldFire = found.WouldFire,
                changes = found.Changes.Select(static c => c.ToString()),
                cost = found.Cost,
                waitNs = found.WaitNs,
                isNearest = found.IsNearest,
                reasons = found.Reasons,
            }));
            return;
        }

        terminal.Out.WriteLine(found.Candidate);
        if (!found.IsFound)
        {
            terminal.Out.WriteLine($"  no change was found: {string.Join("; ", found.Reasons)}");
            return;
        }

        PrintChange(found);
    }

    private void PrintChange(Counterfactual found)
    {
        string outcome = found.WouldFire ? "would have been decided" : "would not have been decided";
        string later = found.WaitNs > 0 ? $" {ValueText.Duration(found.WaitNs)} later, when its key has cooled down," : "";
        string cost = found.Cost.ToString("0.######", CultureInfo.InvariantCulture);
        terminal.Out.WriteLine(found.Changes.IsEmpty ? $"  {outcome}{later} with the same facts, confirmed by the engine" : $"  {outcome}{later} with this change (cost {cost}), confirmed by the engine:");
        foreach (FactChange change in found.Changes)
        {
            terminal.Out.WriteLine($"    {change}");
        }

        if (!found.IsNearest)
        {
            terminal.Out.WriteLine("  a smaller change was not ruled out: the solver gave up on that question");
        }
    }
}
