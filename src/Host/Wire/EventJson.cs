using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Host;

/// <summary>Events, and the rows of <c>/decisions</c> and <c>/non-decisions</c>, as JSON. Field names are stable; shapes are in docs/http.md.</summary>
internal static class EventJson
{
    /// <summary>The name of a server-sent event.</summary>
    public static string NameOf(BoardEvent told) => told switch
    {
        DecisionEvent => "decision",
        NonDecisionEvent => "non-decision",
        StatusEvent => "status",
        RollbackEvent => "rollback",
        ModelEvent => "model",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static void Write(Utf8JsonWriter json, BoardEvent told)
    {
        if (told is WrittenEvent written)
        {
            json.WriteRawValue(written.Json, skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        WriteWhen(json, told.At);
        WriteRest(json, told);
        json.WriteEndObject();
    }

    /// <summary>The row of a decision.</summary>
    public static void Write(Utf8JsonWriter json, DecisionOutcome outcome)
    {
        json.WriteStartObject();
        WriteWhen(json, outcome.Decision.At);
        WriteDecision(json, outcome);
        json.WriteEndObject();
    }

    /// <summary>The row of a non-decision; with <c>id</c> and <c>name</c> where the run records it.</summary>
    public static void Write(Utf8JsonWriter json, Primitives.EventTime at, long number, Engine.NonDecision nonDecision, Explain.NonDecisionProof? proof)
    {
        json.WriteStartObject();
        WriteWhen(json, at);
        json.WriteNumber("number", number);
        if (proof is not null)
        {
            json.WriteString("id", proof.Id);
            json.WriteString("name", proof.Name);
        }

        WriteNonDecision(json, nonDecision);
        json.WriteEndObject();
    }

    /// <summary>A row of the journal's index: as much of the shape as the index knows, and <c>recorded</c>.</summary>
    public static void Write(Utf8JsonWriter json, IndexedDecision row)
    {
        json.WriteStartObject();
        WriteWhen(json, row.At);
        json.WriteNumber("number", row.Number);
        json.WriteString("id", row.Id);
        json.WriteString("name", row.Name);
        json.WritePropertyName("key");
        json.WriteRawValue(row.KeyValues);
        json.WriteString("action", row.Action);
        json.WriteString("size", row.Size);
        json.WriteString("rule", row.Rule);
        json.WriteString("class", row.Class);
        json.WriteNumber("sequence", row.Sequence);
        json.WriteString("status", row.Status);
        json.WriteBoolean("recorded", true);
        json.WriteEndObject();
    }

    /// <summary>A row of the journal's index: as much of the shape as the index knows, and <c>recorded</c>.</summary>
    public static void Write(Utf8JsonWriter json, IndexedNonDecision row)
    {
        json.WriteStartObject();
        WriteWhen(json, row.At);
        json.WriteNumber("number", row.Number);
        json.WriteString("id", row.Id);
        json.WriteString("name", row.Name);
        json.WriteString("candidate", row.Candidate);
        json.WritePropertyName("key");
        json.WriteRawValue(row.KeyValues);
        json.WriteString("rule", row.Rule);
        json.WriteString("class", row.Class);
        json.WriteNumber("sequence", row.Sequence);
        json.WriteString("reason", row.Reason);
        json.WriteStartArray("reasons");
        json.WriteStringValue(row.Details);
        json.WriteEndArray();
        json.WriteBoolean("recorded", true);
        json.WriteEndObject();
    }

    private static void WriteWhen(Utf8JsonWriter json, Primitives.EventTime at)
    {
        json.WriteTime("at", at);
        json.WriteString("time", Moment.Format(at));
    }

    private static void WriteRest(Utf8JsonWriter json, BoardEvent told)
    {
        switch (told)
        {
            case StatusEvent status:
                json.WriteString("instrument", status.Instrument);
                json.WriteString("status", status.Status);
                json.WriteString("text", status.Text);
                break;
            case ModelEvent model: ModelNoticeJson.WriteFields(json, model.Notice); break;
            case RollbackEvent rollback: WriteRollback(json, rollback); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void WriteRollback(Utf8JsonWriter json, RollbackEvent rollback)
    {
        json.WriteNumber("sequence", rollback.Sequence);
        json.WriteString("code", rollback.Code);
        json.WriteString("problem", rollback.Problem);
    }

    private static void WriteDecision(Utf8JsonWriter json, DecisionOutcome outcome)
    {
        json.WriteNumber("number", outcome.Number);
        json.WriteString("id", outcome.Decision.Id);
        json.WriteString("name", outcome.Decision.Name);
        json.WriteString("decision", outcome.Decision.ToString());
        WriteKey(json, outcome.Decision.Key);
        json.WriteString("action", outcome.Decision.Action.ToString());
        json.WriteString("size", outcome.Decision.Size.ToString());
        json.WriteString("rule", outcome.Decision.RuleId);
        json.WriteString("class", outcome.Decision.Class);
        json.WriteNumber("priority", outcome.Decision.Priority);
        json.WriteString("confidence", outcome.Decision.Confidence.ToString());
        json.WriteNumber("sequence", outcome.Decision.Sequence);
        json.WriteString("status", DecisionStatus.Of(outcome));
        json.WriteNumber("rivals", outcome.Proof.Contest.Length);
        if (outcome.Problem is not null)
        {
            json.WriteString("problem", outcome.Problem);
        }

        WriteOrders(json, outcome);
    }

    private static void WriteOrders(Utf8JsonWriter json, DecisionOutcome outcome)
    {
        json.WriteStartArray("orders");
        foreach (RiskVerdict verdict in outcome.Verdicts)
        {
            Fill? fill = outcome.Fills.FirstOrDefault(f => f.Instrument == verdict.Order.Instrument);
            json.WriteStartObject();
            json.WriteString("side", verdict.Order.Side.ToString().ToLowerInvariant());
            json.WriteString("quantity", verdict.Order.Quantity.ToString());
            json.WriteString("instrument", verdict.Order.Instrument.ToString());
            json.WriteBoolean("accepted", verdict.IsAccepted);
            json.WriteStartArray("violations");
            foreach (RiskViolation violation in verdict.Violations)
            {
                json.WriteStringValue(violation.ToString());
            }

            json.WriteEndArray();
            if (fill is not null)
            {
                json.WriteString("price", fill.Price.ToString());
                json.WriteString("fee", fill.Fee.ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNonDecision(Utf8JsonWriter json, Engine.NonDecision nonDecision)
    {
        json.WriteString("candidate", nonDecision.Candidate.Fact.ToString());
        WriteKey(json, nonDecision.Candidate.Key);
        json.WriteString("rule", nonDecision.Candidate.RuleId);
        json.WriteString("class", nonDecision.Candidate.Class);
        json.WriteString("reason", ReasonKinds.All[ReasonKinds.Of(nonDecision.Reasons[0])]);
        json.WriteStartArray("reasons");
        foreach (Engine.NonDecisionReason reason in nonDecision.Reasons)
        {
            json.WriteStringValue(reason.ToString());
        }

        json.WriteEndArray();
    }

    private static void WriteKey(Utf8JsonWriter json, System.Collections.Immutable.ImmutableArray<Primitives.Value> key)
    {
        json.WriteStartArray("key");
        foreach (Primitives.Value value in key)
        {
            json.WriteStringValue(value.ToString());
        }

        json.WriteEndArray();
    }
}
