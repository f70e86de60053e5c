using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>The comparison of two proofs as one JSON object. Field names are stable; the shape is written down in <c>docs/json.md</c>.</summary>
public static class ComparisonJson
{
    public const string Format = "cryptoscalp-comparison/1";

    public static byte[] ToUtf8(ProofComparison comparison) => ProofJson.Utf8(writer => Write(writer, comparison));

    public static void Write(Utf8JsonWriter writer, ProofComparison comparison)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        WriteSide(writer, "first", comparison.First);
        WriteSide(writer, "second", comparison.Second);
        writer.WriteBoolean("same", comparison.IsSame);
        writer.WriteStartArray("rules");
        foreach (RuleDifference rule in comparison.Rules)
        {
            WriteRule(writer, rule);
        }

        writer.WriteEndArray();
        writer.WriteTexts("onlyFirst", comparison.OnlyFirst);
        writer.WriteTexts("onlySecond", comparison.OnlySecond);
        writer.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter writer, string name, ComparedCandidate side)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id", side.Id);
        writer.WriteString("text", side.Text);
        writer.WriteString("rule", side.RuleId);
        writer.WriteString("fate", side.Fate);
        writer.WriteString("at", side.At.ToString());
        writer.WriteString("program", side.ProgramVersion);
        writer.WriteString("proof", side.RootId);
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, RuleDifference rule)
    {
        writer.WriteStartObject();
        writer.WriteNumber("depth", rule.Depth);
        writer.WriteString("rule", rule.RuleId);
        writer.WriteOptional("otherRule", rule.OtherRuleId);
        writer.WriteString("location", rule.Location);
        writer.WriteStartArray("values");
        foreach (ValueDifference value in rule.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", value.Kind);
            writer.WriteString("name", value.Name);
            writer.WriteOptional("first", value.First);
            writer.WriteOptional("second", value.Second);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
