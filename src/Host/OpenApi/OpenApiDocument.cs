using System.Text.Json;

namespace CryptoScalp.Rules.Host;

/// <summary>The OpenAPI 3.1 description, written from the same table that the routes are mapped from, so neither can lack what the other has.</summary>
internal static class OpenApiDocument
{
    /// <summary>What any route may answer besides its own faults.</summary>
    private static readonly (int Status, string Meaning)[] _common =
    [
        (401, "the key is missing or wrong"), (421, "the Host header names another host"), (503, "too busy, or the state is not known yet"), (504, "it took too long"),
    ];

    private static readonly Lazy<Answer> _answer = new(() => JsonAnswer.Of(Write));

    public static Answer Answer => _answer.Value;

    private static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "CryptoScalp Rules");
        json.WriteString("version", "1");
        json.WriteString("description", "Decisions with their proofs, why and why not, of a running rule program. Reading needs no key on loopback.");
        json.WriteEndObject();
        json.WriteStartObject("paths");
        foreach (IGrouping<string, HostRoute> path in RouteTable.All.Where(static r => !r.IsPage).GroupBy(static r => r.Path))
        {
            json.WriteStartObject(path.Key);
            foreach (HostRoute route in path)
            {
                WriteOperation(json, route);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteComponents(json);
        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, HostRoute route)
    {
        json.WriteStartObject(route.Method.ToLowerInvariant());
        json.WriteString("operationId", OperationId(route));
        json.WriteString("summary", route.Summary);
        WriteParameters(json, route);
        if (route.BodySchema is not null)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", true);
            json.WriteStartObject("content");
            json.WriteStartObject("application/json");
            json.WritePropertyName("schema");
            json.WriteRawValue(route.BodySchema);
            json.WritePropertyName("example");
            json.WriteRawValue(route.BodyExample!);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        WriteResponses(json, route);
        if (route.Writes)
        {
            json.WriteStartArray("security");
            json.WriteRawValue("""{"key":[]}""");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, HostRoute route)
    {
        json.WriteStartArray("parameters");
        foreach (string part in route.Path.Split('/').Where(static p => p.StartsWith('{')))
        {
            WriteParameter(json, "path", new RouteParameter(part[1..^1], "string", part == "{version}" ? "The beginning of a pack's version." : "An id, the beginning of one, a number, or last."));
        }

        foreach (RouteParameter parameter in route.Parameters)
        {
            WriteParameter(json, "query", parameter);
        }

        json.WriteEndArray();
    }

    private static void WriteParameter(Utf8JsonWriter json, string place, RouteParameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("in", place);
        json.WriteBoolean("required", place == "path");
        json.WriteString("description", parameter.Description);
        json.WriteStartObject("schema");
        json.WriteString("type", parameter.Type);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResponses(Utf8JsonWriter json, HostRoute route)
    {
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", route.Summary);
        json.WriteStartObject("content");
        foreach (string form in route.Forms)
        {
            json.WriteStartObject(form);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        foreach ((int status, string meaning) in route.Faults.Concat(_common.Where(c => route.Faults.All(f => f.Status != c.Status))).OrderBy(static f => f.Status))
        {
            json.WriteStartObject(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("description", meaning);
            json.WritePropertyName("content");
            json.WriteRawValue("""{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}""");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json)
    {
        json.WritePropertyName("components");
        json.WriteRawValue("""
            {"schemas":{"Problem":{"type":"object","required":["type","title","status","detail","code"],"properties":{
              "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string","pattern":"^CSR[0-9]{4}$"},
              "diagnostics":{"type":"array","items":{"type":"object","properties":{"code":{"type":"string"},"message":{"type":"string"},"help":{"type":"string"}}}}}}},
             "securitySchemes":{"key":{"type":"apiKey","in":"header","name":"X-Api-Key"}}}
            """);
    }

    private static string OperationId(HostRoute route) =>
        route.Method.ToLowerInvariant() + string.Concat(route.Path.Split('/', '-', '{', '}', '.').Where(static p => p.Length > 0).Select(static p => char.ToUpperInvariant(p[0]) + p[1..]));
}
