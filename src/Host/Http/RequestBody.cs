using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>A request's JSON object, read field by field; a wrong, missing or unknown field is a fault that names it.</summary>
internal sealed class RequestBody
{
    private const int MaxItems = 1_000;
    private readonly JsonElement _root;

    public RequestBody(JsonDocument document, string[] fields)
    {
        using (document)
        {
            _root = document.RootElement.Clone();
        }

        if (_root.ValueKind != JsonValueKind.Object)
        {
            throw new RequestFault(400, HostDiagnostics.FieldWrong, "the body", $"it must be an object, {{…}}, with {Listed(fields)}");
        }

        foreach (JsonProperty property in _root.EnumerateObject())
        {
            if (!fields.Contains(property.Name, StringComparer.Ordinal))
            {
                string? near = NameSuggestion.Nearest(property.Name, fields);
                throw new RequestFault(
                    400, HostDiagnostics.FieldWrong, HostCall.Short(property.Name), near is null ? $"there is no such field; there are {Listed(fields)}" : $"there is no such field; did you mean '{near}'?");
            }
        }
    }

    public bool Has(string name) => _root.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null;

    public string Text(string name) => OptionalText(name) is { Length: > 0 } text ? text : throw Wrong(name, "it is missing; a text is needed");

    public string? OptionalText(string name) => !Has(name) ? null
        : _root.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : throw Wrong(name, "a text is needed");

    /// <summary>A text, or a number taken as its digits: event times may be sent either way.</summary>
    public string? TextOrNumber(string name) => !Has(name) ? null : _root.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw Wrong(name, "a text or a number is needed"),
    };

    public int Number(string name, int missing, int low, int high) => !Has(name) ? missing
        : _root.GetProperty(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) && value >= low && value <= high
            ? value : throw Wrong(name, $"a whole number from {low} to {high} is needed");

    public ImmutableArray<string> Texts(string name) => [.. Items(name).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "a list of texts is needed"))];

    /// <summary>One text or a list of them; none when it is not given.</summary>
    public ImmutableArray<string> TextOrTexts(string name) => Has(name) && _root.GetProperty(name).ValueKind == JsonValueKind.String ? [Text(name)] : Texts(name);

    /// <summary>An object of texts, name to text, each name once; none when it is not given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Named(string name, int max)
    {
        if (!Has(name))
        {
            return [];
        }

        JsonElement named = _root.GetProperty(name);
        if (named.ValueKind != JsonValueKind.Object || named.EnumerateObject().Any(static p => p.Value.ValueKind != JsonValueKind.String || p.Name.Length == 0))
        {
            throw Wrong(name, "an object of texts is needed, {\"name\":\"text\"}");
        }

        KeyValuePair<string, string>[] all = [.. named.EnumerateObject().Select(static p => KeyValuePair.Create(p.Name, p.Value.GetString()!))];
        return all.Length > max ? throw Wrong(name, $"it has more than {max} members")
            : all.DistinctBy(static p => p.Key).Count() < all.Length ? throw Wrong(name, "it has a name twice")
            : all;
    }

    /// <summary>The items of a list; none when it is not given.</summary>
    public IEnumerable<JsonElement> Items(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        JsonElement list = _root.GetProperty(name);
        return list.ValueKind != JsonValueKind.Array ? throw Wrong(name, "a list is needed")
            : list.GetArrayLength() > MaxItems ? throw Wrong(name, $"it has more than {MaxItems} items")
            : list.EnumerateArray();
    }

    public static RequestFault Wrong(string name, string what) => new(400, HostDiagnostics.FieldWrong, name, what);

    private static string Listed(string[] fields) => string.Join(", ", fields.Select(static f => $"'{f}'"));
}
