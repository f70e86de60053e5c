using System.Text.Json;
using CryptoScalp.Rules.Primitives;
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

    /// <summary>The texts that a program was bound from, by name.</summary>
    public static IEnumerable<SourceText> SourcesOf(BoundProgram program) =>
        program.Rules.Select(static r => r.Span.Source)
            .Concat(program.Predicates.Select(static p => p.Span.Source))
            .Concat(program.Facts.Select(static f => f.Span.Source))
            .Concat(program.Params.Select(static p => p.Span.Source))
            .Concat(program.Decides.Select(static d => d.Span.Source))
            .DistinctBy(static s => s.Name)
            .OrderBy(static s => s.Name, StringComparer.Ordinal);
}
