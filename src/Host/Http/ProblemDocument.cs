using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Faults as RFC 9457 problem documents: <c>{"type","title","status","detail","code",…,"diagnostics"?:[…]}</c>.</summary>
internal static class ProblemDocument
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public static Answer Of(RequestFault fault) => new(fault.Status, ContentType, JsonAnswer.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", $"urn:cryptoscalp:{fault.Diagnostic.Code}");
        json.WriteString("title", fault.Diagnostic.Descriptor.Title);
        json.WriteNumber("status", fault.Status);
        json.WriteString("detail", fault.Diagnostic.Message);
        json.WriteString("code", fault.Diagnostic.Code);
        foreach ((string name, ImmutableArray<string> texts) in fault.Members)
        {
            json.WriteStartArray(name);
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        WriteDetails(json, fault.Details);
        fault.Extra?.Invoke(json);
        json.WriteEndObject();
    }));

    private static void WriteDetails(Utf8JsonWriter json, ImmutableArray<Diagnostic> details)
    {
        if (details.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("diagnostics");
        foreach (Diagnostic one in details)
        {
            json.WriteStartObject();
            json.WriteString("code", one.Code);
            json.WriteString("message", one.Message);
            if (one.Help is not null)
            {
                json.WriteString("help", one.Help);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
