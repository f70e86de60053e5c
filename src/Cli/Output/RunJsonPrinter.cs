using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A run for programs: one object a line, told apart by <c>type</c>.</summary>
internal sealed class RunJsonPrinter(Terminal terminal, ProofDisplay proofs) : IRunObserver
{
    /// <summary><c>{"type":"decision","number","record":{…},"orders":[…],"fills":[…]}</c>; the record holds proof nodes with <c>--proofs all</c>.</summary>
    public void OnDecision(DecisionOutcome outcome)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "decision");
            json.WriteNumber("number", outcome.Number);
            json.WritePropertyName("record");
            DecisionJson.Write(json, outcome.Proof, withNodes: proofs == ProofDisplay.All);
            if (outcome.Problem is not null)
            {
                json.WriteString("problem", outcome.Problem);
            }

            WriteTexts(json, "orders", outcome.Verdicts.Select(static v => $"{v.Order.Side} {v.Order.Quantity} {v.Order.Instrument}: {v.ToString().ReplaceLineEndings("; ")}"));
            WriteTexts(json, "fills", outcome.Fills.Select(static f => $"{f.Side} {f.Quantity} {f.Instrument} at {f.Price} fee {f.Fee}"));
            json.WriteEndObject();
        }

        terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        terminal.Out.Flush(); // a decision stands in the journal: whoever reads along hears of it now
    }

    public void OnNonDecision(EventTime at, NonDecision nonDecision)
    {
        if (proofs == ProofDisplay.All)
        {
            Write(new { type = "non-decision", at = at.ToString(), candidate = nonDecision.Candidate.ToString(), reasons = nonDecision.Reasons.Select(static r => r.ToString()) });
        }
    }

    public void OnStatus(in MarketEvent status) =>
        Write(new { type = "status", at = status.Time.ToString(), instrument = status.Instrument.ToString(), status = status.Status.Kind.ToString(), text = status.Text });

    public void OnModelNotice(ModelNotice notice) => Write(new
    {
        type = "model", at = notice.At.ToString(), kind = notice.Name, severity = notice.Severity, model = notice.Model, detail = notice.Detail, value = notice.Value, threshold = notice.Threshold, over = notice.IsOver, text = notice.Text,
    });

    public void OnRollback(TransactionResult result) =>
        Write(new { type = "rollback", at = result.At.ToString(), sequence = result.Sequence, outcome = result.Outcome.ToString(), code = result.Code, problem = result.Problem });

    private void Write<T>(T value) => terminal.Out.WriteLine(JsonSerializer.Serialize(value));

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
