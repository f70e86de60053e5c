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
            WriteSide(writer, "before", candidate.Before);
            WriteSide(writer, "after", candidate.After);
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
            WriteSide(writer, "before", difference.Before);
            WriteSide(writer, "beforeRule", difference.BeforeRule);
            WriteSide(writer, "after", difference.After);
            WriteSide(writer, "afterRule", difference.AfterRule);
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
            WriteSide(writer, "before", fact.Before);
            WriteSide(writer, "beforeProof", fact.BeforeNode);
            WriteSide(writer, "after", fact.After);
            WriteSide(writer, "afterProof", fact.AfterNode);
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

    private static void WriteSide(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static string Word(DifferenceKind kind) => kind.ToString().ToLowerInvariant();
}
