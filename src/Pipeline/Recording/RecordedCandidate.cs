using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a recorded decision or non-decision was about.</summary>
/// <param name="Decide">The statement's name.</param>
/// <param name="Key">Its key columns, in source text.</param>
/// <param name="RuleId">The rule that proposed; empty for a given candidate.</param>
/// <param name="IsDecision">False for a non-decision.</param>
public sealed record RecordedCandidate(string Decide, ImmutableArray<string> Key, string RuleId, bool IsDecision)
{
    /// <summary>When the statement decided this key last before; null when it had not, or nobody looked.</summary>
    public EventTime? LastDecision { get; init; }

    /// <summary>Reads what the record says itself; its proof is left alone.</summary>
    public static RecordedCandidate Read(JournalRecord record)
    {
        using JsonDocument document = JsonDocument.Parse(record.Payload);
        JsonElement root = document.RootElement;
        bool isDecision = record.Type == JournalRecordType.Decision;
        JsonElement entry = isDecision ? root : root.GetProperty("entry");
        ImmutableArray<string> key = [.. root.GetProperty("key").EnumerateArray().Select(static k => k.GetString()!)];
        return new RecordedCandidate(root.GetProperty("name").GetString()!, key, entry.GetProperty("rule").GetString()!, isDecision);
    }

    /// <summary>True of the same statement and key.</summary>
    public bool IsRivalOf(RecordedCandidate other) => Decide == other.Decide && Key.AsSpan().SequenceEqual(other.Key.AsSpan());
}
