using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The changes that one transaction of a recorded run was given, as written.</summary>
/// <param name="At">Its event time.</param>
/// <param name="Changes"><c>+fact</c> and <c>-fact</c>.</param>
/// <param name="Origins">Which of them came from where; those that nobody says are left out.</param>
/// <param name="IsTimer">True for one of the clock, which was given nothing.</param>
internal sealed record RecordedTransaction(EventTime At, IReadOnlyList<string> Changes, IReadOnlyDictionary<string, string> Origins, bool IsTimer)
{
    private static readonly Dictionary<string, string> _noOrigins = [];

    /// <summary>One that asserts facts of which nobody says where they came from.</summary>
    public static RecordedTransaction Given(EventTime at, IReadOnlyList<Fact> facts) => new(at, [.. facts.Select(static f => $"+{f}")], _noOrigins, false);

    public static RecordedTransaction Of(JournalRecord record)
    {
        if (record.Type == JournalRecordType.Timer)
        {
            return new RecordedTransaction(record.At, [], _noOrigins, true);
        }

        using JsonDocument document = JsonDocument.Parse(record.Payload);
        string[] changes = [.. document.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()!)];
        return new RecordedTransaction(record.At, changes, document.RootElement.TryGetProperty("origins", out JsonElement origins) ? OriginsOf(changes, origins) : _noOrigins, false);
    }

    private static Dictionary<string, string> OriginsOf(string[] changes, JsonElement runs)
    {
        Dictionary<string, string> origins = new(StringComparer.Ordinal);
        int next = 0;
        foreach (JsonElement run in runs.EnumerateArray())
        {
            for (int left = run[1].GetInt32(); left > 0 && next < changes.Length; left--, next++)
            {
                if (run[0].GetString() is { } origin)
                {
                    origins[changes[next]] = origin;
                }
            }
        }

        return origins;
    }
}
