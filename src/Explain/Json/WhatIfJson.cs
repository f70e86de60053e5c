using System.Collections.Immutable;
using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>A what-if as one JSON object. Field names are stable; the shapes are written down in <c>docs/json.md</c>.</summary>
public static class WhatIfJson
{
    public const string Format = "cryptoscalp-what-if/1";
    public const string SpanFormat = "cryptoscalp-what-if-span/1";

    public static byte[] ToUtf8(WhatIfReport report) => ProofJson.Utf8(writer => Write(writer, report));

    public static byte[] ToUtf8(SpanReport report) => ProofJson.Utf8(writer => Write(writer, report));

    public static void Write(Utf8JsonWriter writer, WhatIfReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("at", report.At.ToString());
        writer.WriteTexts("changes", report.Changes);
        writer.WriteString("programBefore", report.ProgramBefore);
        writer.WriteString("programAfter", report.ProgramAfter);
        WriteDecisions(writer, report.Decisions);
        writer.WriteStartArray("candidates");
        foreach (CandidateDifference candidate in report.Candidates)
        {
            writer.WriteStartObject();
            writer.WriteString("candidate", candidate.Candidate);
            writer.WriteString("rule", candidate.RuleId);
            writer.WriteOptional("before", candidate.Before);
            writer.WriteOptional("after", candidate.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteFacts(writer, report);
        WriteNodes(writer, "nodesBefore", report.Before);
        WriteNodes(writer, "nodesAfter", report.After);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, SpanReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("format", SpanFormat);
        writer.WriteString("from", report.From.ToString());
        writer.WriteString("to", report.To.ToString());
        writer.WriteTexts("changes", report.Changes);
        writer.WriteNumber("countBefore", report.CountBefore);
        writer.WriteNumber("countAfter", report.CountAfter);
        writer.WriteStartArray("rules");
        foreach (RuleDecisions rule in report.Rules)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", rule.RuleId);
            writer.WriteNumber("before", rule.Before);
            writer.WriteNumber("after", rule.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("differenceCount", report.DifferenceCount);
        WriteDecisions(writer, report.Decisions);
        writer.WriteEndObject();
    }

    private static void WriteDecisions(Utf8JsonWriter writer, ImmutableArray<DecisionDifference> decisions)
    {
        writer.WriteStartArray("decisions");
        foreach (DecisionDifference difference in decisions)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Word(difference.Kind));
            writer.WriteString("at", difference.At.ToString());
            writer.WriteOptional("before", difference.Before);
            writer.WriteOptional("beforeRule", difference.BeforeRule);
            writer.WriteOptional("after", difference.After);
            writer.WriteOptional("afterRule", difference.AfterRule);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFacts(Utf8JsonWriter writer, WhatIfReport report)
    {
        writer.WriteNumber("factCount", report.FactCount);
        writer.WriteStartArray("facts");
        foreach (FactDifference fact in report.Facts)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Word(fact.Kind));
            writer.WriteOptional("before", fact.Before);
            writer.WriteOptional("beforeProof", fact.BeforeNode);
            writer.WriteOptional("after", fact.After);
            writer.WriteOptional("afterProof", fact.AfterNode);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNodes(Utf8JsonWriter writer, string name, ProofGraph graph)
    {
        writer.WriteStartArray(name);
        foreach (ProofNode node in graph.Nodes)
        {
            NodeJson.Write(writer, node);
        }

        writer.WriteEndArray();
    }

    private static string Word(DifferenceKind kind) => kind.ToString().ToLowerInvariant();
}
