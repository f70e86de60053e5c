using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Lists what a journal's index finds.</summary>
internal sealed class JournalList(Terminal terminal, string journal, bool json)
{
    public int Decisions(IndexQuery query) => Listed(
        index => index.Decisions(query),
        static d => new { record = d.Record, run = d.Run, number = d.Number, id = d.Id, name = d.Name, key = d.Key, action = d.Action, size = d.Size, rule = d.Rule, @class = d.Class, at = d.At.ToString(), sequence = d.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), status = d.Status },
        static d => $"#{d.Number,-5} {Moment.Format(d.At),-30} {d.Id}  {d.Status,-8} {d.Rule,-20} {d.Key} {d.Action} {d.Size}",
        "decision");

    public int NonDecisions(IndexQuery query) => Listed(
        index => index.NonDecisions(query),
        static d => new { record = d.Record, run = d.Run, id = d.Id, name = d.Name, key = d.Key, candidate = d.Candidate, rule = d.Rule, @class = d.Class, at = d.At.ToString(), sequence = d.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), reason = d.Reason, details = d.Details },
        static d => $"{Moment.Format(d.At),-30} {d.Id}  {d.Rule,-20} {d.Key}: {d.Details}",
        "non-decision");

    private int Listed<T>(Func<JournalIndex, IndexRows<T>> find, Func<T, object> toJson, Func<T, string> toLine, string what)
    {
        try
        {
            using JournalIndex index = JournalIndex.Open(journal);
            IndexRows<T> found = find(index);
            foreach (T row in found.Rows)
            {
                terminal.Out.WriteLine(json ? JsonSerializer.Serialize(toJson(row), Json.Readable) : toLine(row));
            }

            if (found.IsTruncated)
            {
                terminal.Error.WriteLine($"(only the last {found.Rows.Count} are shown; there are more: narrow it with --from and --to, or raise --limit)");
            }
            else if (found.Rows.Count == 0 && !json)
            {
                terminal.Out.WriteLine($"no {what} fits");
            }

            return ExitCode.Fine;
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
    }
}
