using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run that goes on with a journal took over of the runs before it, as its beginning records it: enough to build the same state from the same journal.</summary>
/// <param name="From">The record from which on the journal was read; rows that were told only before are not known.</param>
/// <param name="Since">The transaction with whose rows the rules begin; 0 when they follow everything that was read.</param>
/// <param name="Sequence">The last transaction before; those of this run count on from it.</param>
/// <param name="At">Its event time.</param>
/// <param name="IsBridged">True when the market went on so soon that its rows stood all the while, and it is known which actions were winning.</param>
internal sealed record TakenPast(long From, long Since, long Sequence, EventTime At, bool IsBridged)
{
    private const string Name = "past";

    /// <summary>As a member of the open object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        json.WriteNumber("from", From);
        json.WriteNumber("since", Since);
        json.WriteNumber("sequence", Sequence);
        json.WriteNumber("at", At.Nanoseconds);
        json.WriteBoolean("bridged", IsBridged);
        json.WriteEndObject();
    }

    /// <summary>Of the record of a run's beginning; null when it took over nothing, or the record cannot be read, of which whoever needs all of it says so.</summary>
    public static TakenPast? Of(JournalRecord started)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(started.Payload);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Null when the run took over nothing.</summary>
    public static TakenPast? Read(JsonElement started) => !started.TryGetProperty(Name, out JsonElement past) ? null : new TakenPast(
        past.GetProperty("from").GetInt64(),
        past.GetProperty("since").GetInt64(),
        past.GetProperty("sequence").GetInt64(),
        new EventTime(past.GetProperty("at").GetInt64()),
        past.GetProperty("bridged").GetBoolean());
}
