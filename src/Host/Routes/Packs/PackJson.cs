using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Primitives;
using DecisionDifference = CryptoScalp.Rules.Packs.DecisionDifference;

namespace CryptoScalp.Rules.Host;

/// <summary>Packs and what the gate found, as JSON.</summary>
internal static class PackJson
{
    /// <summary>Differences that are shown with both proofs; all are counted.</summary>
    private const int MaxDifferences = 20;

    /// <summary>Of a proof as text: with room for an indent within 100 columns.</summary>
    private const int TextColumns = 94;

    public static void WriteList(Utf8JsonWriter json, string active, ImmutableArray<PackView> packs)
    {
        json.WriteStartObject();
        json.WriteString("active", active);
        json.WriteStartArray("packs");
        foreach (PackView pack in packs)
        {
            Write(json, pack, isWhole: false);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="json">Takes it.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="isWhole">With its report and its differences; otherwise how it stands alone.</param>
    public static void Write(Utf8JsonWriter json, PackView pack, bool isWhole)
    {
        json.WriteStartObject();
        json.WriteString("version", pack.Version);
        json.WriteString("state", Word(pack.State));
        json.WriteNumber("number", pack.Number);
        json.WriteString("by", pack.By);
        WriteOptional(json, "cause", pack.Cause);
        WriteOptional(json, "warmsUntil", pack.WarmsUntil?.ToString());
        WriteOptional(json, "at", pack.Since?.ToString());
        WriteOptional(json, "time", pack.Since is { } since ? Pipeline.Moment.Format(since) : null);
        json.WriteNumber("pauseNs", pack.PauseNs);
        if (!isWhole && pack.Report?.Failure is { } failure)
        {
            json.WritePropertyName("failure");
            WriteStep(json, failure);
        }

        if (isWhole && pack.Report is not null)
        {
            json.WritePropertyName("report");
            WriteReport(json, pack.Report);
        }

        if (pack.Shadow is not null)
        {
            json.WritePropertyName("shadow");
            WriteDecisions(json, pack.Shadow, isWhole);
        }

        json.WriteEndObject();
    }

    public static void WriteReport(Utf8JsonWriter json, GateReport report)
    {
        json.WriteStartObject();
        json.WriteString("version", report.Version);
        json.WriteString("against", report.Against);
        json.WriteBoolean("passed", report.Passed);
        json.WriteStartArray("steps");
        foreach (GateStep step in report.Steps)
        {
            WriteStep(json, step);
        }

        json.WriteEndArray();
        if (report.Rules is not null)
        {
            json.WritePropertyName("rules");
            WriteRules(json, report.Rules);
        }

        json.WritePropertyName("decisions");
        WriteDecisions(json, report.Decisions, isWhole: true);
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, GateStep step)
    {
        json.WriteStartObject();
        json.WriteString("step", step.Name);
        json.WriteString("outcome", Word(step.Outcome));
        json.WriteString("summary", step.Summary);
        json.WriteNumber("elapsedMs", step.ElapsedMs);
        json.WriteStartArray("diagnostics");
        foreach (Diagnostic one in step.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", one.Code);
            json.WriteString("severity", Word(one.Severity));
            json.WriteString("message", one.Message);
            WriteOptional(json, "help", one.Help);
            json.WriteString("text", DiagnosticText.Format(one));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "details", step.Details);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, RuleDifferences rules)
    {
        json.WriteStartObject();
        WriteTexts(json, "rulesAdded", rules.RulesAdded);
        WriteTexts(json, "rulesRemoved", rules.RulesRemoved);
        WriteTexts(json, "rulesChanged", rules.RulesChanged);
        WriteTexts(json, "predicatesAdded", rules.PredicatesAdded);
        WriteTexts(json, "predicatesRemoved", rules.PredicatesRemoved);
        WriteTexts(json, "predicatesChanged", rules.PredicatesChanged);
        json.WriteNumber("predicatesKept", rules.PredicatesKept);
        WriteTexts(json, "paramsChanged", rules.ParamsChanged);
        json.WriteEndObject();
    }

    private static void WriteDecisions(Utf8JsonWriter json, DecisionComparison found, bool isWhole)
    {
        json.WriteStartObject();
        json.WriteNumber("transactions", found.Transactions);
        json.WriteNumber("same", found.Same);
        json.WriteNumber("added", found.Added);
        json.WriteNumber("removed", found.Removed);
        json.WriteNumber("changed", found.Changed);
        WriteOptional(json, "from", found.From?.ToString());
        WriteOptional(json, "to", found.To?.ToString());
        if (isWhole)
        {
            json.WriteStartArray("differences");
            foreach (DecisionDifference difference in found.Differences.Take(MaxDifferences))
            {
                WriteDifference(json, difference);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, DecisionDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("kind", Word(difference.Kind));
        json.WriteTime("at", difference.At);
        json.WriteNumber("sequence", difference.Sequence);
        WriteSide(json, "live", difference.Live, difference.LiveReasons);
        WriteSide(json, "candidate", difference.Candidate, difference.CandidateReasons);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, DecisionProof? proof, ImmutableArray<string> reasons)
    {
        if (proof is not null)
        {
            json.WritePropertyName(name);
            Explanation shown = Explanation.Of(proof);
            json.WriteRawValue(shown.ToJson());
            json.WriteString(name + "Text", shown.ToText(TextColumns));
        }

        WriteTexts(json, name + "Reasons", reasons);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
