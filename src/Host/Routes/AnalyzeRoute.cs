using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host;

/// <summary><c>POST /analyze</c>: the founding document's request and answer. The four founding rules, as printed, on the market data of the request alone.</summary>
internal static class AnalyzeRoute
{
    private const int MaxFacts = 2_000;

    public static HostRoute Route { get; } = new("POST", "/analyze", "The founding document's analysis: its four rules, as printed, on the market data of the request. Nothing of the run is read or changed.", Answered)
    {
        BodySchema = AnalyzeFields.Schema,
        BodyExample = """{"prices":[{"exchange":"binance","symbol":"BTCUSDT","price":"100.0"},{"exchange":"okx","symbol":"BTCUSDT","price":"100.5"}]}""",
        Faults = [(400, "a field is wrong"), (413, "the body is too large"), (422, "a value does not fit")],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        RequestBody body = await call.ReadBody(AnalyzeFields.Names).ConfigureAwait(false);
        List<Fact> facts = AnalyzeFields.Read(FoundingRules.Program, body);
        return facts.Count > MaxFacts
            ? throw RequestBody.Wrong("the body", $"it has more than {MaxFacts} rows")
            : await HeavyWork.Run(call, () => Analyse(facts, call.Services.Options.MaxRows)).ConfigureAwait(false);
    }

    private static Answer Analyse(List<Fact> facts, int maxRows)
    {
        BoundProgram program = FoundingRules.Program;
        RuleSession rules = RuleSession.Start(program, RuleEngineKind.Incremental, new SessionLimits { MaxCreatedFacts = 100_000 }, facts);
        if (facts.Count > 0 && !rules.Session.Holds(facts[^1]))
        {
            throw new RequestFault(422, HostDiagnostics.TooManyRows, 100_000, "the founding rules", 100_000);
        }

        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            Write(json, rules.Session, "arbitrage_opportunities", "arbitrage_opportunity", maxRows, ["exchange1", "exchange2", "symbol", "price_diff"]);
            Write(json, rules.Session, "volatile_markets", "volatile_market", maxRows, ["timestamp"]);
            Write(json, rules.Session, "risk_correlations", "high_correlation_risk", maxRows, ["asset1", "asset2"]);
            Write(json, rules.Session, "conflicting_signals", "conflicting_signals", maxRows, ["strategy1", "strategy2", "symbol"]);
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, IRuleSession session, string name, string predicate, int maxRows, string[] columns)
    {
        IReadOnlyList<Fact> facts = session.FactsOf(predicate);
        if (facts.Count > maxRows)
        {
            throw new RequestFault(422, HostDiagnostics.TooManyRows, maxRows, predicate, maxRows);
        }

        json.WriteStartArray(name);
        foreach (Fact fact in facts)
        {
            json.WriteStartObject();
            for (int i = 0; i < columns.Length; i++)
            {
                WriteValue(json, columns[i], fact.Arguments[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Names lose their slash and texts their quotes; decimals stay texts, so that no digit is lost; whole numbers are numbers.</summary>
    private static void WriteValue(Utf8JsonWriter json, string name, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String: json.WriteString(name, value.AsText); break;
            case ValueKind.Name: json.WriteString(name, value.AsText[1..]); break;
            case ValueKind.Number: json.WriteNumber(name, value.AsInt64); break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }
}
