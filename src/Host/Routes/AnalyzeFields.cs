using System.Text.Json;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host;

/// <summary>The lists of an analysis' market data, and the facts that their rows become.</summary>
internal static class AnalyzeFields
{
    /// <summary>List, predicate, and the fields of a row in the order of the predicate's columns.</summary>
    private static readonly (string List, string Predicate, string[] Fields)[] _lists =
    [
        ("prices", "price", ["exchange", "symbol", "price"]),
        ("volatility", "volatility", ["timestamp", "value"]),
        ("volume_spikes", "volume_spike", ["timestamp", "ratio"]),
        ("correlations", "correlation", ["asset1", "asset2", "correlation"]),
        ("positions", "position", ["asset", "quantity"]),
        ("signals", "signal", ["strategy", "symbol", "action", "confidence"]),
    ];

    public static string[] Names { get; } = [.. _lists.Select(static l => l.List)];

    public static string Schema { get; } =
        "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + string.Join(",", _lists.Select(static l => SchemaOf(l.List, l.Fields))) + "}}";

    /// <exception cref="RequestFault">A row lacks a field, has another, or a value does not fit its column.</exception>
    public static List<Fact> Read(BoundProgram program, RequestBody body)
    {
        List<Fact> facts = [];
        foreach ((string list, string predicate, string[] fields) in _lists)
        {
            BoundPredicate columns = program.FindPredicate(predicate)!;
            int row = 0;
            foreach (JsonElement item in body.Items(list))
            {
                facts.Add(FactOf(columns, item, fields, $"{list}[{row++}]"));
            }
        }

        return facts;
    }

    private static Fact FactOf(BoundPredicate predicate, JsonElement item, string[] fields, string place)
    {
        if (item.ValueKind != JsonValueKind.Object || item.EnumerateObject().Any(p => !fields.Contains(p.Name, StringComparer.Ordinal)))
        {
            throw RequestBody.Wrong(place, $"an object with {string.Join(", ", fields.Select(static f => $"'{f}'"))} is needed");
        }

        Value[] values = new Value[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            values[i] = ValueOf(predicate.Types[i], item, fields[i], $"{place}.{fields[i]}");
        }

        return new Fact(predicate.Name, values);
    }

    private static Value ValueOf(BoundType type, JsonElement item, string field, string place)
    {
        string text = !item.TryGetProperty(field, out JsonElement found) ? throw RequestBody.Wrong(place, "it is missing") : found.ValueKind switch
        {
            JsonValueKind.String => found.GetString()!,
            JsonValueKind.Number => found.GetRawText(),
            _ => throw RequestBody.Wrong(place, "a text or a number is needed"),
        };
        return FactBinder.TryConvert(text, type, out Value value, out string problem) ? value
            : FactBinder.TryConvert("/" + text, type, out Value name, out _) ? name // names in rules are plain texts everywhere else, and in the answer
            : throw new RequestFault(422, HostDiagnostics.FieldWrong, place, problem);
    }

    private static string SchemaOf(string list, string[] fields)
    {
        string required = string.Join(",", fields.Select(static f => $"\"{f}\""));
        string properties = string.Join(",", fields.Select(static f => "\"" + f + "\":{\"type\":[\"string\",\"number\"]}"));
        return "\"" + list + "\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"additionalProperties\":false,\"required\":[" + required + "],\"properties\":{" + properties + "}}}";
    }
}
