using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The changes that one transaction of a recorded run was given, as written.</summary>
/// <param name="At">Its event time.</param>
/// <param name="Changes"><c>+fact</c> and <c>-fact</c>.</param>
/// <param name="IsTimer">True for one of the clock, which was given nothing.</param>
internal sealed record RecordedTransaction(EventTime At, IReadOnlyList<string> Changes, bool IsTimer)
{
    public static RecordedTransaction Of(JournalRecord record)
    {
        if (record.Type == JournalRecordType.Timer)
        {
            return new RecordedTransaction(record.At, [], true);
        }

        using JsonDocument document = JsonDocument.Parse(record.Payload);
        return new RecordedTransaction(record.At, [.. document.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()!)], false);
    }
}
