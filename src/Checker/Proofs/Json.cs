using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CryptoScalp.Rules.Checker;

/// <summary>Documents as trees of JSON: reading them, and naming the first place where two differ.</summary>
internal static class Json
{
    /// <exception cref="CheckFault">It is no JSON object, or names a field twice.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, null, _once) as JsonObject ?? throw new CheckFault("", "record", "it is no JSON object");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or DecoderFallbackException)
        {
            throw new CheckFault("", "record", $"it is no JSON object that can be read: {e.Message}");
        }
    }

    /// <summary>A field's text; empty when it has none.</summary>
    public static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>A field of an object; null of anything else.</summary>
    public static JsonNode? Field(JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>The items of a list that is a field of an object; none where it is anything else.</summary>
    public static IEnumerable<JsonNode?> Items(JsonNode? owner, string name) => Field(owner, name) as JsonArray ?? [];

    /// <summary>An object of texts; fields that are null it lacks.</summary>
    public static JsonObject Object(params (string Name, string? Text)[] fields) => new(fields.Where(static f => f.Text is not null).Select(static f => KeyValuePair.Create(f.Name, (JsonNode?)f.Text)));

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonArray Texts(IEnumerable<string> items) => Array(items.Select(static i => (JsonNode?)i));

    /// <summary>Throws unless a document says exactly what it should: no field less, none more, none else.</summary>
    public static void Expect(JsonNode expected, JsonNode? found, string node)
    {
        if (Difference(expected, found) is var (field, should, does))
        {
            throw new CheckFault(node, field, $"it says {Say(does)}, but {Say(should)} follows");
        }
    }

    private static string Say(JsonNode? node) => node is null ? "nothing" : node.ToJsonString(_readable) is { Length: > 300 } text ? text[..300] + "…" : node.ToJsonString(_readable);

    private static readonly JsonDocumentOptions _once = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions _readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first place where a document says something else than it should; null where it says exactly that. A number has one spelling, for ids cover it as it is written.</summary>
    public static (string Field, JsonNode? Should, JsonNode? Does)? Difference(JsonNode? should, JsonNode? does, string at = "")
    {
        switch (should, does)
        {
            case (JsonObject a, JsonObject b):
                return a.Select(static f => f.Key).Union(b.Select(static f => f.Key)).Select(name => (Name: name, Path: at.Length == 0 ? name : $"{at}.{name}"))
                    .Select(f => a.ContainsKey(f.Name) == b.ContainsKey(f.Name) ? Difference(a[f.Name], b[f.Name], f.Path) : (f.Path, a[f.Name], b[f.Name]))
                    .FirstOrDefault(static d => d is not null);
            case (JsonArray a, JsonArray b):
                return Enumerable.Range(0, Math.Max(a.Count, b.Count))
                    .Select(i => i < a.Count && i < b.Count ? Difference(a[i], b[i], $"{at}[{i}]") : ($"{at}[{i}]", a.ElementAtOrDefault(i), b.ElementAtOrDefault(i)))
                    .FirstOrDefault(static d => d is not null);
            default:
                return JsonNode.DeepEquals(should, does) && (does?.GetValueKind() != JsonValueKind.Number || should!.ToJsonString() == does.ToJsonString()) ? null : (at, should, does);
        }
    }
}
