using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>A why-not as one JSON object. Field names are stable; the shape is written down in <c>docs/json.md</c>.</summary>
public static class WhyNotJson
{
    public const string Format = "cryptoscalp-why-not/1";

    public static byte[] ToUtf8(WhyNotReport report) => ProofJson.Utf8(writer => Write(writer, report));

    public static void Write(Utf8JsonWriter writer, WhyNotReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("question", report.Question);
        writer.WriteString("at", report.At.ToString());
        writer.WriteString("program", report.ProgramVersion);
        writer.WriteTexts("holding", report.Holding);
        writer.WriteNumber("holdingCount", report.HoldingCount);
        if (report.WarmsUntil is { } warms)
        {
            writer.WriteString("warmsUntil", warms.ToString());
        }

        WriteUnheard(writer, report);
        if (report.Cause is { } cause)
        {
            WriteCause(writer, cause);
        }

        WriteOtherClasses(writer, report);
        writer.WriteStartArray("struck");
        foreach (ContestEntry entry in report.Struck)
        {
            DecisionJson.WriteEntry(writer, entry);
        }

        writer.WriteEndArray();
        WriteLifts(writer, report.Lifts);
        writer.WriteStartArray("requirements");
        foreach (AbsentFact requirement in report.Requirements)
        {
            WriteAbsent(writer, requirement);
        }

        writer.WriteEndArray();
        if (report.Absent is { } absent)
        {
            writer.WritePropertyName("absent");
            WriteAbsent(writer, absent);
        }

        ProofJson.WriteNodes(writer, report.Graph);
        writer.WriteEndObject();
    }

    private static void WriteUnheard(Utf8JsonWriter writer, WhyNotReport report)
    {
        if (report.Unheard.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("unheard");
        foreach (UnheardText text in report.Unheard)
        {
            writer.WriteStartObject();
            writer.WriteString("value", text.Value);
            if (text.Nearest is { } nearest)
            {
                writer.WriteString("nearest", nearest);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteTexts("heard", report.Heard);
    }

    private static void WriteCause(Utf8JsonWriter writer, FirstCause cause)
    {
        writer.WriteStartObject("cause");
        WriteFields(writer, cause);
        writer.WriteEndObject();
    }

    private static void WriteOtherClasses(Utf8JsonWriter writer, WhyNotReport report)
    {
        writer.WriteStartArray("otherClasses");
        foreach ((string name, FirstCause cause) in FirstCause.OfOtherClasses(report))
        {
            writer.WriteStartObject();
            writer.WriteString("class", name);
            WriteFields(writer, cause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter writer, FirstCause cause)
    {
        writer.WriteString("kind", cause.Kind);
        writer.WriteString("rule", cause.RuleId);
        writer.WriteString("text", cause.Text);
        WriteShortfall(writer, cause.Literal?.Shortfall);
    }

    private static void WriteLifts(Utf8JsonWriter writer, ImmutableArray<VetoLift> lifts)
    {
        writer.WriteStartArray("lifts");
        foreach (VetoLift lift in lifts)
        {
            writer.WriteStartObject();
            writer.WriteString("veto", lift.Veto);
            writer.WriteString("rule", lift.RuleId);
            WriteShortfall(writer, lift.Change);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAbsent(Utf8JsonWriter writer, AbsentFact absent)
    {
        writer.WriteStartObject();
        writer.WriteString("pattern", absent.Pattern);
        writer.WriteBoolean("given", absent.IsGiven);
        writer.WriteNumber("total", absent.Total);
        writer.WriteTexts("closest", absent.Closest);
        WriteAged(writer, absent.Aged);
        writer.WriteOptional("cut", absent.Cut);
        writer.WriteStartArray("attempts");
        foreach (RuleAttempt attempt in absent.Attempts)
        {
            WriteAttempt(writer, attempt);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAged(Utf8JsonWriter writer, AgedFact? aged)
    {
        if (aged is null)
        {
            return;
        }

        writer.WriteStartObject("aged");
        writer.WriteString("fact", aged.Fact);
        writer.WriteString("how", aged.How);
        writer.WriteString("overByNs", aged.OverBy.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("from", aged.Interval.From.ToString());
        writer.WriteString("to", aged.Interval.To?.ToString());
        writer.WriteEndObject();
    }

    private static void WriteAttempt(Utf8JsonWriter writer, RuleAttempt attempt)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", attempt.RuleId);
        writer.WriteString("location", attempt.Location);
        writer.WriteOptional("doc", attempt.Doc);
        writer.WriteOptional("class", attempt.Class);
        writer.WriteOptional("headMismatch", attempt.HeadMismatch);
        writer.WriteOptional("groupFault", attempt.GroupFault);
        writer.WriteNumber("unmet", attempt.Unmet);
        writer.WriteNumber("distance", attempt.Distance);
        writer.WriteBoolean("isCut", attempt.IsCut);
        WriteNamed(writer, "bindings", attempt.Bindings);
        WriteNamed(writer, "parameters", attempt.Parameters);
        writer.WriteStartArray("literals");
        foreach (LiteralVerdict verdict in attempt.Literals)
        {
            WriteVerdict(writer, verdict);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, LiteralVerdict verdict)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", Word(verdict.Kind.ToString()));
        writer.WriteString("status", Word(verdict.Status.ToString()));
        writer.WriteString("text", verdict.Text);
        writer.WriteString("values", verdict.Values);
        WriteShortfall(writer, verdict.Shortfall);
        writer.WriteOptional("band", verdict.Band);
        writer.WriteOptional("basis", verdict.Basis);
        if (verdict.Missing is { } missing)
        {
            writer.WritePropertyName("missing");
            WriteAbsent(writer, missing);
        }

        if (verdict.DenierCount > 0)
        {
            writer.WriteNumber("denierCount", verdict.DenierCount);
            writer.WriteTexts("deniedBy", verdict.DeniedBy);
        }

        writer.WriteEndObject();
    }

    private static void WriteShortfall(Utf8JsonWriter writer, Shortfall? shortfall)
    {
        if (shortfall is null)
        {
            return;
        }

        writer.WriteStartObject("shortfall");
        writer.WriteString("subject", shortfall.Subject);
        writer.WriteString("found", shortfall.Found);
        writer.WriteString("threshold", shortfall.Threshold);
        writer.WriteString("direction", shortfall.Direction);
        writer.WriteBoolean("strict", shortfall.IsStrict);
        writer.WriteString("amount", shortfall.Amount);
        writer.WriteString("unit", shortfall.Unit);
        writer.WriteNumber("relative", shortfall.Relative);
        writer.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter writer, string name, ImmutableArray<NamedValue> values)
    {
        writer.WriteStartArray(name);
        foreach (NamedValue value in values)
        {
            writer.WriteStartObject();
            writer.WriteString("name", value.Name);
            writer.WriteString("value", value.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
