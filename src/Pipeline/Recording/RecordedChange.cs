using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A recorded change of the rules in force.</summary>
/// <param name="Kind">Other rules, back to earlier ones, or other values of parameters.</param>
/// <param name="From">The version before.</param>
/// <param name="To">The version after.</param>
/// <param name="By">Who or what asked.</param>
/// <param name="Cause">Why.</param>
/// <param name="GateHash">Hash of the gate's report; empty where there was none.</param>
/// <param name="Since">The transaction from which the rules after followed the run; 0 from its beginning.</param>
/// <param name="WarmsUntil">Entries are vetoed until then; null when they are not.</param>
/// <param name="Params">Parameter to its value's text, after the change.</param>
/// <param name="Measures">Predicate to what its values measure, after the change.</param>
public sealed record RecordedChange(
    PackChangeKind Kind, string From, string To, string By, string Cause, string GateHash, long Since, EventTime? WarmsUntil,
    IReadOnlyDictionary<string, string> Params, IReadOnlyDictionary<string, string> Measures)
{
    /// <summary>The record before which nothing of the past was read; 0 for its beginning.</summary>
    public long PastFrom { get; init; }

    /// <exception cref="FormatException">The record is not formed as docs/journal.md says.</exception>
    public static RecordedChange Read(JournalRecord record)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(record.Payload, RecordFormat.Once);
            JsonElement root = document.RootElement;
            return new RecordedChange(
                Enum.Parse<PackChangeKind>(root.GetProperty("kind").GetString()!, ignoreCase: true),
                root.GetProperty("from").GetString()!,
                root.GetProperty("to").GetString()!,
                root.GetProperty("by").GetString()!,
                root.GetProperty("cause").GetString()!,
                root.GetProperty("gate").GetString()!,
                root.GetProperty("since").GetInt64(),
                root.TryGetProperty("warmsUntil", out JsonElement warms) ? new EventTime(warms.GetInt64()) : null,
                RecordedHeader.Texts(root, "params"),
                RecordedHeader.Texts(root, "measures"))
            {
                PastFrom = root.TryGetProperty("pastFrom", out JsonElement from) ? from.GetInt64() : 0,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new FormatException($"the record of a change of rules at {record.Place} cannot be read: {e.Message}", e);
        }
    }
}
