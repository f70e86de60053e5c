using System.Collections.Immutable;
using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>A summary of why-nots as one JSON object. Field names are stable; the shape is written down in <c>docs/json.md</c>.</summary>
public static class SummaryJson
{
    public const string Format = "cryptoscalp-why-not-summary/1";

    public static byte[] ToUtf8(WhyNotSummary summary) => ProofJson.Utf8(writer => Write(writer, summary));

    public static void Write(Utf8JsonWriter writer, WhyNotSummary summary)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("from", summary.From.ToString());
        writer.WriteString("to", summary.To.ToString());
        writer.WriteOptional("rulesSince", summary.RulesSince?.ToString());
        writer.WriteString("program", summary.ProgramVersion);
        writer.WriteTexts("keys", summary.Keys);
        writer.WriteNumber("moments", summary.Moments);
        writer.WriteNumber("decisionCount", summary.Decisions);
        writer.WriteNumber("nonDecisionCount", summary.NonDecisions);
        WriteCauses(writer, "struck", summary.Struck);
        writer.WriteStartArray("rules");
        foreach (RuleBlocks rule in summary.Rules)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", rule.RuleId);
            writer.WriteString("location", rule.Location);
            writer.WriteNumber("asked", rule.Asked);
            writer.WriteNumber("unmetOnAverage", rule.UnmetOnAverage);
            WriteCauses(writer, "causes", rule.Causes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCauses(Utf8JsonWriter writer, string name, ImmutableArray<BlockingCause> causes)
    {
        writer.WriteStartArray(name);
        foreach (BlockingCause cause in causes)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", cause.Kind);
            writer.WriteString("rule", cause.RuleId);
            writer.WriteString("text", cause.Text);
            writer.WriteNumber("count", cause.Count);
            writer.WriteNumber("alone", cause.Alone);
            if (cause.Distance is { } distance)
            {
                writer.WriteStartObject("distance");
                writer.WriteString("words", distance.Words);
                writer.WriteString("unit", distance.Unit);
                writer.WriteNumber("measured", distance.Measured);
                writer.WriteString("median", distance.Median);
                writer.WriteString("nearest", distance.Nearest);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
