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
    /// <summary>So many names are told where none is near.</summary>
    private const int NamesTold = 8;

    /// <summary>As they were typed.</summary>
    public ListTimes Times { get; init; } = ListTimes.Any;

    public int Decisions(IndexQuery query) => Listed(query, static (index, asked) => index.Decisions(asked), ToJson, ToLine, static d => (d.Key, d.Rule), "decision");

    /// <summary>Rows that a host gives.</summary>
    public int HostDecisions(IndexQuery query, Func<IndexQuery, IndexRows<IndexedDecision>> ask) => Listed(query, ask(query), ask, ToHostJson, ToLine, static d => (d.Key, d.Rule), "decision");

    public int NonDecisions(IndexQuery query) => Listed(query, static (index, asked) => index.NonDecisions(asked), ToJson, ToLine, static d => (d.Key, d.Rule), "non-decision");

    /// <summary>Rows that a host gives.</summary>
    public int HostNonDecisions(IndexQuery query, Func<IndexQuery, IndexRows<IndexedNonDecision>> ask)
    {
        IndexRows<IndexedNonDecision> rows = ask(query);
        if (rows.Rows.Count > 0 && rows.Rows.All(static r => r.Id.Length == 0) && !json)
        {
            terminal.Error.WriteLine("(the host records nothing: these are what it remembers, without the ids by which 'explain' would find them)");
        }

        return Listed(query, rows, ask, ToHostJson, ToLine, static d => (d.Key, d.Rule), "non-decision");
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

    private int Listed<T>(IndexQuery query, Func<JournalIndex, IndexQuery, IndexRows<T>> find, Func<T, object> toJson, Func<T, string> toLine, Func<T, (string Key, string Rule)> named, string what)
    {
        try
        {
            using JournalIndex index = JournalIndex.Open(journal ?? throw new WrongCallException("name the journal's folder, or a running host with --host URL"));
            return Listed(query, find(index, Times.On(query, journal)), asked => find(index, asked), toJson, toLine, named, what);
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
    }

    private int Listed<T>(IndexQuery query, IndexRows<T> found, Func<IndexQuery, IndexRows<T>> ask, Func<T, object> toJson, Func<T, string> toLine, Func<T, (string Key, string Rule)> named, string what)
    {
        int code = Listed(found, toJson, toLine, what);
        if (found.Rows.Count == 0 && (query.Symbol ?? query.Rule) is not null)
        {
            TellUnknown(query, [.. ask(new IndexQuery { Limit = IndexQuery.MaxLimit, Newest = true }).Rows.Select(named)], what);
        }

        return code;
    }

    /// <summary>A filter that nothing there has is most often misspelt.</summary>
    private void TellUnknown(IndexQuery query, (string Key, string Rule)[] rows, string what)
    {
        TellUnknown(query.Symbol, rows.Select(static r => r.Key), $"of symbol '{query.Symbol}'", what);
        TellUnknown(query.Rule, rows.Select(static r => r.Rule), $"by rule '{query.Rule}'", what);
    }

    private void TellUnknown(string? asked, IEnumerable<string> there, string words, string what)
    {
        string[] names = [.. there.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (asked is null || names.Length == 0 || names.Contains(asked, StringComparer.Ordinal))
        {
            return;
        }

        string listed = string.Join(", ", names.Take(NamesTold)) + (names.Length > NamesTold ? ", …" : "");
        terminal.Error.WriteLine($"scalp: there is no {what} {words} at all{(NameSuggestion.Like(asked, names) is { } near ? $"; did you mean '{near}'?" : $", only {listed}")}");
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
