using System.Text.Json;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What records say of a program beside its sources.</summary>
internal static class ProgramJson
{
    public static void WriteParams(Utf8JsonWriter json, BoundProgram program)
    {
        json.WriteStartObject("params");
        foreach (BoundParam param in program.Params)
        {
            json.WriteString(param.Name, param.Value.ToString());
        }

        json.WriteEndObject();
    }

    public static void WriteMeasures(Utf8JsonWriter json, IReadOnlyDictionary<string, string> measures)
    {
        json.WriteStartObject("measures");
        foreach ((string predicate, string measure) in measures.OrderBy(static m => m.Key, StringComparer.Ordinal))
        {
            json.WriteString(predicate, measure);
        }

        json.WriteEndObject();
    }
}
