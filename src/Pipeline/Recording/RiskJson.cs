using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Verdicts and fills as JSON; amounts are exact decimal texts.</summary>
internal static class RiskJson
{
    /// <summary><c>{"id","instrument","action","side","quantity","price"?,"accepted","violations":[…],"adjustments":[…]}</c>.</summary>
    public static void WriteVerdict(Utf8JsonWriter json, RiskVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("id", verdict.Order.Id);
        json.WriteString("instrument", verdict.Order.Instrument.ToString());
        json.WriteString("action", verdict.Order.Action.ToString());
        json.WriteString("side", verdict.Order.Side.ToString());
        json.WriteString("quantity", verdict.Order.Quantity.ToString());
        if (verdict.Order.LimitPrice is { } price)
        {
            json.WriteString("price", price.ToString());
        }

        json.WriteBoolean("accepted", verdict.IsAccepted);
        WriteTexts(json, "violations", verdict.Violations.Select(static v => v.ToString()));
        WriteTexts(json, "adjustments", verdict.Adjustments.Select(static a => a.ToString()));
        json.WriteEndObject();
    }

    /// <summary>Fields of a fill, into the open object.</summary>
    public static void WriteFill(Utf8JsonWriter json, Fill fill)
    {
        json.WriteString("instrument", fill.Instrument.ToString());
        json.WriteString("side", fill.Side.ToString());
        json.WriteString("quantity", fill.Quantity.ToString());
        json.WriteString("price", fill.Price.ToString());
        json.WriteString("fee", fill.Fee.ToString());
    }

    /// <summary>What <see cref="WriteFill"/> wrote.</summary>
    /// <exception cref="FormatException">The record is not formed as docs/journal.md says.</exception>
    public static Fill FillOf(JournalRecord record)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(record.Payload);
            JsonElement json = document.RootElement;
            string[] instrument = json.GetProperty("instrument").GetString()!.Split(':', 2);
            return new Fill(
                new InstrumentId(instrument[0], instrument[1]),
                Enum.Parse<OrderSide>(json.GetProperty("side").GetString()!),
                Dec8.Parse(json.GetProperty("quantity").GetString()!),
                Dec8.Parse(json.GetProperty("price").GetString()!),
                Dec8.Parse(json.GetProperty("fee").GetString()!),
                record.At);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException($"the record of a fill at {record.Place} cannot be read: {e.Message}", e);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
