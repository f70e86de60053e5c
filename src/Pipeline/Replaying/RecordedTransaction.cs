using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The changes that one transaction of a recorded run was given, as written.</summary>
/// <param name="At">Its event time.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Changes"><c>+fact</c> and <c>-fact</c>.</param>
/// <param name="IsTimer">True for one of the clock, which was given nothing.</param>
internal sealed record RecordedTransaction(EventTime At, long Sequence, IReadOnlyList<string> Changes, bool IsTimer)
{
    private IReadOnlyList<string?> _origins = [];

    /// <summary>True when it says of each change where it came from, and of no more.</summary>
    public bool HasOriginOfEach => _origins.Count == Changes.Count;

    /// <summary>As recorded, one a change.</summary>
    public IEnumerable<string?> Origins => _origins;

    /// <summary>Where a change came from; null where nobody says.</summary>
    public string? OriginOf(int change) => change < _origins.Count ? _origins[change] : null;

    /// <summary>One that asserts facts of which nobody says where they came from.</summary>
    public static RecordedTransaction Given(EventTime at, IReadOnlyList<Fact> facts) => new(at, 0, [.. facts.Select(static f => $"+{f}")], false);

    public static RecordedTransaction Of(JournalRecord record)
    {
        if (record.Type == JournalRecordType.Timer)
        {
            return new RecordedTransaction(record.At, record.Sequence, [], true);
        }

        using JsonDocument document = JsonDocument.Parse(record.Payload, RecordFormat.Once);
        string[] changes = [.. document.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()!)];
        List<string?> origins = [];
        if (document.RootElement.TryGetProperty("origins", out JsonElement runs))
        {
            // One more than there are changes shows that they are too many; how many more nobody needs to count.
            origins.AddRange(runs.EnumerateArray().SelectMany(static run => Enumerable.Repeat(run[0].GetString(), run[1].GetInt32())).Take(changes.Length + 1));
        }

        return new RecordedTransaction(record.At, record.Sequence, changes, false) { _origins = origins };
    }
}
