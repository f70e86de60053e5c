using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
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
        (string name, ImmutableArray<string> key, string rule) = record.Type == JournalRecordType.Decision
            ? run.ProofOf(record) is var made ? (made.Name, made.Key, made.RuleId) : default
            : run.NonProofOf(record) is var not ? (not.Name, not.Key, not.Entry.RuleId) : default;
        GivenState state = new(GivenBy(recorded), ImmutableSortedDictionary<string, Value>.Empty, recorded.At);
        Counterfactual? found = new CounterfactualFinder(recorded.Program, VerifyOptions.Default).Find(state, name, key, rule);
        if (found is null)
        {
            terminal.Error.WriteLine($"scalp: '{rule}' proposes nothing for {string.Join(", ", key)} on the recorded facts alone; a param may have been changed while it ran");
            return ExitCode.WrongInput;
        }

        Print(found, json);
        return found.IsFound ? ExitCode.Fine : ExitCode.WrongInput;
    }

    /// <summary>The rows from outside that hold after all changes, those of the program's own text left out.</summary>
    private static ImmutableArray<Fact> GivenBy(RecordedState recorded)
    {
        ReferenceSession session = new(recorded.Program, new SessionLimits());
        session.Commit(recorded.At, recorded.Changes);
        IEnumerable<BoundPredicate> open = recorded.Program.Predicates.Where(p => p.IsExtensional || (!p.IsDerived && !recorded.Program.Facts.Any(f => f.Fact.Predicate == p.Name)));
        return [.. open.SelectMany(p => session.FactsOf(p.Name).Where(session.IsGiven)).Order()];
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

        terminal.Out.WriteLine($"  {(found.WouldFire ? "would have been decided" : "would not have been decided")} with this change (cost {found.Cost.ToString("0.######", CultureInfo.InvariantCulture)}), confirmed by the engine:");
        foreach (FactChange change in found.Changes)
        {
            terminal.Out.WriteLine($"    {change}");
        }
    }
}
