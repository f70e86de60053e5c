using System.Text;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Finds a decision in a journal and prints its proof.</summary>
internal sealed class DecisionExplainer(Terminal terminal, string journal)
{
    public int Explain(string id, bool json)
    {
        try
        {
            RecordedRun run = new(journal);
            if (run.Find(id) is not { } record)
            {
                terminal.Error.WriteLine(id == "last"
                    ? $"scalp: the last run in the journal '{journal}' has no decision yet"
                    : $"scalp: the journal '{journal}' has no decision '{id}', nor a non-decision of that id; 'scalp explain last' shows the last decision");
                return ExitCode.WrongInput;
            }

            Print(run, record, json);
            return ExitCode.Fine;
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
        catch (Exception e) when (e is AmbiguousIdException or FormatException)
        {
            terminal.Error.WriteLine($"scalp: {e.Message}");
            return ExitCode.WrongInput;
        }
    }

    private void Print(RecordedRun run, JournalRecord record, bool json)
    {
        if (record.Type == JournalRecordType.Decision)
        {
            DecisionProof proof = run.ProofOf(record);
            terminal.Out.WriteLine(json ? Encoding.UTF8.GetString(DecisionJson.ToUtf8(proof)) : DecisionText.Render(proof, terminal.Width, terminal.Colour).TrimEnd());
        }
        else
        {
            NonDecisionProof proof = run.NonProofOf(record);
            terminal.Out.WriteLine(json ? Encoding.UTF8.GetString(DecisionJson.ToUtf8(proof)) : DecisionText.Render(proof, terminal.Width, terminal.Colour).TrimEnd());
        }
    }
}
