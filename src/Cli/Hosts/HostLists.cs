using System.Globalization;
using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Reads a host's lists page by page, as rows of a journal's index. Records and runs are not known of a host; they are 0.</summary>
internal static class HostLists
{
    private const int PageSize = 500;

    /// <summary>The newest decisions that fit, oldest first.</summary>
    /// <exception cref="HostFaultException">There is no answer, or it says what is wrong.</exception>
    public static IndexRows<IndexedDecision> Decisions(HostClient host, IndexQuery query, ListTimes times) =>
        Read(host, query, times, "decisions", "decisions", [("status", query.Status)], DecisionOf, static row => row.Number);

    /// <summary>The newest non-decisions that fit, oldest first: those of the host's journal; of a host without one those that it remembers, which have no ids.</summary>
    /// <exception cref="HostFaultException">There is no answer, or it says what is wrong.</exception>
    public static IndexRows<IndexedNonDecision> NonDecisions(HostClient host, IndexQuery query, ListTimes times)
    {
        IndexRows<IndexedNonDecision> Rows(string? recorded) =>
            Read(host, query, times, "non-decisions", "nonDecisions", [("reason", query.Reason), ("recorded", recorded)], NonDecisionOf, static row => row.Number);
        try
        {
            return Rows("true");
        }
        catch (HostFaultException e) when (e.Diagnostic.Code == HostDiagnostics.NotRecorded.Code)
        {
            return Rows(null);
        }
    }

    private static IndexRows<T> Read<T>(
        HostClient host, IndexQuery query, ListTimes times, string path, string name, (string Name, string? Value)[] filters, Func<JsonElement, T> rowOf, Func<T, long> numberOf)
    {
        List<T> rows = [];
        long before = long.MaxValue;
        while (rows.Count <= query.Limit)
        {
            string page = PathOf(path, query, times, before, Math.Min(PageSize, query.Limit + 1 - rows.Count), filters);
            T[] found = Page(host.Get(page), name, rowOf);
            rows.AddRange(found);
            if (found.Length == 0 || numberOf(found[^1]) == 1)
            {
                break;
            }

            before = numberOf(found[^1]);
        }

        bool isTruncated = rows.Count > query.Limit;
        rows.RemoveRange(Math.Min(rows.Count, query.Limit), Math.Max(0, rows.Count - query.Limit));
        rows.Reverse();
        return new IndexRows<T>(rows, isTruncated);
    }

    private static string PathOf(string path, IndexQuery query, ListTimes times, long before, int limit, (string Name, string? Value)[] filters)
    {
        StringBuilder full = new(string.Create(CultureInfo.InvariantCulture, $"{path}?limit={limit}&before={before}"));
        foreach ((string name, string? value) in filters.Concat([("symbol", query.Symbol), ("rule", query.Rule), ("from", times.From), ("to", times.To)]))
        {
            full.Append(value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}");
        }

        return full.ToString();
    }

    private static T[] Page<T>(HostAnswer answer, string name, Func<JsonElement, T> rowOf)
    {
        try
        {
            using JsonDocument page = JsonDocument.Parse(answer.Text);
            return [.. page.RootElement.GetProperty(name).EnumerateArray().Select(rowOf)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new HostFaultException(ExitCode.Failed, HostDiagnostics.NotAHost, "the address", e.Message);
        }
    }

    private static IndexedDecision DecisionOf(JsonElement row) => new(
        0, 0, row.GetProperty("number").GetInt64(), Text(row, "id"), Text(row, "name"), KeyOf(row), Text(row, "action"), Text(row, "size"), Text(row, "rule"), Text(row, "class"),
        TimeOf(row), row.GetProperty("sequence").GetInt64(), Text(row, "status"), row.GetProperty("key").GetRawText());

    /// <summary>Rows that the host only remembers lack what their proofs would tell: id, name and sequence.</summary>
    private static IndexedNonDecision NonDecisionOf(JsonElement row) => new(
        0, 0, OptionalText(row, "id"), OptionalText(row, "name"), KeyOf(row), Text(row, "candidate"), Text(row, "rule"), Text(row, "class"), TimeOf(row),
        row.TryGetProperty("sequence", out JsonElement sequence) ? sequence.GetInt64() : 0, Text(row, "reason"),
        string.Join("; ", row.GetProperty("reasons").EnumerateArray().Select(static r => r.GetString())), row.GetProperty("number").GetInt64(), row.GetProperty("key").GetRawText());

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static string OptionalText(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement text) ? text.GetString()! : "";

    private static EventTime TimeOf(JsonElement row) => new(long.Parse(Text(row, "at"), CultureInfo.InvariantCulture));

    private static string KeyOf(JsonElement row) => string.Join(',', row.GetProperty("key").EnumerateArray().Select(static v => v.GetString()!.Trim('"')));
}
