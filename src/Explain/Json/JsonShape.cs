using System.Collections.Immutable;
using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>Reading helpers that turn a wrong shape into one kind of error.</summary>
internal static class JsonShape
{
    public static string Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.String ? found.GetString()! : throw Wrong(name, "a string");

    public static string? OptionalText(this JsonElement element, string name) => element.TryGetProperty(name, out _) ? element.Text(name) : null;

    public static int Int32(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out int value) ? value : throw Wrong(name, "a number");

    /// <summary>64-bit numbers travel as strings: a JSON number beyond 2^53 loses digits in many readers.</summary>
    public static long Int64(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Wrong(name, "a whole number in a string");

    /// <summary>The items of an array; none when the property is absent.</summary>
    public static ImmutableArray<T> Items<T>(this JsonElement element, string name, Func<JsonElement, T> read)
    {
        if (!element.TryGetProperty(name, out JsonElement found))
        {
            return [];
        }

        return found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray().Select(read)] : throw Wrong(name, "an array");
    }

    public static ImmutableArray<string> Texts(this JsonElement element, string name) =>
        element.Items(name, item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "an array of strings"));

    /// <summary>Reads a whole document; everything that can be wrong with it becomes a <see cref="FormatException"/>.</summary>
    public static T Document<T>(ReadOnlyMemory<byte> utf8, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : throw new FormatException("a proof is a JSON object");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"the proof is not JSON: {fault.Message}", fault);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Leaves the property out where there is no text.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static FormatException Wrong(string name, string expected) => new($"the proof's '{name}' is missing or not {expected}");
}
