using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Host;

/// <summary>Counterfactuals as <c>scalp what-would --json</c> prints them.</summary>
internal static class CounterfactualJson
{
    public static void Write(Utf8JsonWriter json, Counterfactual found)
    {
        json.WriteStartObject();
        json.WriteString("candidate", found.Candidate);
        json.WriteBoolean("wouldFire", found.WouldFire);
        WriteTexts(json, "changes", found.Changes);
        json.WriteNumber("cost", found.Cost);
        json.WriteNumber("waitNs", found.WaitNs);
        json.WriteBoolean("isNearest", found.IsNearest);
        WriteTexts(json, "reasons", found.Reasons);
        json.WriteEndObject();
    }

    private static void WriteTexts<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items)
        where T : notnull
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStringValue(item.ToString());
        }

        json.WriteEndArray();
    }
}
