using System.Text.Json;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Lists what a journal's index finds.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="journal">The journal's folder; null when none is named.</param>
/// <param name="json">One object a line.</param>
internal sealed class JournalList(Terminal terminal, string? journal, bool json)
{
    public int Decisions(IndexQuery query) => Listed(index => index.Decisions(query), ToJson, ToLine, "decision");

    /// <summary>Rows that a host gave.</summary>
    public int Decisions(IndexRows<IndexedDecision> rows) => Listed(rows, ToHostJson, ToLine, "decision");

    public int NonDecisions(IndexQuery query) => Listed(index => index.NonDecisions(query), ToJson, ToLine, "non-decision");

    /// <summary>Rows that a host gave.</summary>
    public int NonDecisions(IndexRows<IndexedNonDecision> rows)
    {
        if (rows.Rows.Count > 0 && rows.Rows.All(static r => r.Id.Length == 0) && !json)
        {
            terminal.Error.WriteLine("(the host records nothing: these are what it remembers, without the ids by which 'explain' would find them)");
        }

        return Listed(rows, ToHostJson, ToLine, "non-decision");
    }

    private static object ToJson(IndexedDecision d) => new
    {
        record = d.Record, run = d.Run, number = d.Number, id = d.Id, name = d.Name, key = d.Key, action = d.Action, size = d.Size, rule = d.Rule, @class = d.Class, at = d.At.ToString(), sequence = Text(d.Sequence), status = d.Status,
    };

    /// <summary>The same without the places in the journal, which a host does not tell.</summary>
    private static object ToHostJson(IndexedDecision d) => new
    {
        number = d.Number, id = d.Id, name = d.Name, key = d.Key, action = d.Action, size = d.Size, rule = d.Rule, @class = d.Class, at = d.At.ToString(), sequence = Text(d.Sequence), status = d.Status,
    };

    private static object ToJson(IndexedNonDecision d) => new
    {
        record = d.Record, run = d.Run, id = d.Id, name = d.Name, key = d.Key, candidate = d.Candidate, rule = d.Rule, @class = d.Class, at = d.At.ToString(), sequence = Text(d.Sequence), reason = d.Reason, details = d.Details,
    };

    /// <summary>Without the places in the journal; and of what a host only remembers without what it does not know.</summary>
    private static object ToHostJson(IndexedNonDecision d) => d.Id.Length == 0
        ? new { key = d.Key, candidate = d.Candidate, rule = d.Rule, @class = d.Class, at = d.At.ToString(), reason = d.Reason, details = d.Details }
        : new { id = d.Id, name = d.Name, key = d.Key, candidate = d.Candidate, rule = d.Rule, @class = d.Class, at = d.At.ToString(), sequence = Text(d.Sequence), reason = d.Reason, details = d.Details };

    private static string ToLine(IndexedNonDecision d) => $"{Moment.Format(d.At),-30} {d.Id}  {d.Rule,-20} {d.Key}: {ReadableTime.In(d.Details)}";

    private static string ToLine(IndexedDecision d) => $"#{d.Number,-5} {Moment.Format(d.At),-30} {d.Id}  {d.Status,-8} {d.Rule,-20} {d.Key} {d.Action} {d.Size}";

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int Listed<T>(Func<JournalIndex, IndexRows<T>> find, Func<T, object> toJson, Func<T, string> toLine, string what)
    {
        try
        {
            using JournalIndex index = JournalIndex.Open(journal ?? throw new WrongCallException("name the journal's folder, or a running host with --host URL"));
            return Listed(find(index), toJson, toLine, what);
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
    }

    private int Listed<T>(IndexRows<T> found, Func<T, object> toJson, Func<T, string> toLine, string what)
    {
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
}
