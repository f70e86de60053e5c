using System.Globalization;
using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Reads a host's decisions page by page, as rows of a journal's index.</summary>
internal static class HostDecisions
{
    private const int PageSize = 500;

    /// <summary>The newest that fit, oldest first. Records and runs are not known of a host; they are 0.</summary>
    /// <exception cref="HostFaultException">There is no answer, or it says what is wrong.</exception>
    public static IndexRows<IndexedDecision> Read(HostClient host, IndexQuery query)
    {
        List<IndexedDecision> rows = [];
        long before = long.MaxValue;
        while (rows.Count <= query.Limit)
        {
            IndexedDecision[] page = Page(host, query, before, Math.Min(PageSize, query.Limit + 1 - rows.Count));
            rows.AddRange(page);
            if (page.Length == 0 || page[^1].Number == 1)
            {
                break;
            }

            before = page[^1].Number;
        }

        bool isTruncated = rows.Count > query.Limit;
        rows.RemoveRange(Math.Min(rows.Count, query.Limit), Math.Max(0, rows.Count - query.Limit));
        rows.Reverse();
        return new IndexRows<IndexedDecision>(rows, isTruncated);
    }

    private static IndexedDecision[] Page(HostClient host, IndexQuery query, long before, int limit)
    {
        StringBuilder path = new(string.Create(CultureInfo.InvariantCulture, $"decisions?limit={limit}&before={before}"));
        foreach ((string name, string? value) in new[]
        {
            ("symbol", query.Symbol), ("rule", query.Rule), ("status", query.Status), ("from", query.From?.ToString()), ("to", query.To?.ToString()),
        })
        {
            path.Append(value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}");
        }

        HostAnswer answer = host.Get(path.ToString());
        try
        {
            using JsonDocument page = JsonDocument.Parse(answer.Text);
            return [.. page.RootElement.GetProperty("decisions").EnumerateArray().Select(RowOf)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new HostFaultException(ExitCode.Failed, HostDiagnostics.NotAHost, "the address", e.Message);
        }
    }

    private static IndexedDecision RowOf(JsonElement row)
    {
        string Text(string name) => row.GetProperty(name).GetString()!;
        JsonElement key = row.GetProperty("key");
        string keyText = string.Join(',', key.EnumerateArray().Select(static v => v.GetString()!.Trim('"')));
        return new IndexedDecision(
            0, 0, row.GetProperty("number").GetInt64(), Text("id"), Text("name"), keyText, Text("action"), Text("size"), Text("rule"), Text("class"),
            new EventTime(long.Parse(Text("at"), CultureInfo.InvariantCulture)), row.GetProperty("sequence").GetInt64(), Text("status"), key.GetRawText());
    }
}
