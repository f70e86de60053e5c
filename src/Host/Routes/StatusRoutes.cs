using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Host;

/// <summary>How the run and the host are: <c>/health</c>, <c>/ready</c>, <c>/status</c>, <c>/metrics</c>.</summary>
internal static class StatusRoutes
{
    public static IEnumerable<HostRoute> All { get; } =
    [
        new("GET", "/health", "How well each part is; the worst counts. 503 when one is unhealthy.", HealthOf) { IsProbe = true, Faults = [(503, "a part is unhealthy")] },
        new("GET", "/ready", "Whether questions about the state can be answered. 503 before the run began and after it failed.", static call => new(Ready(call)))
        {
            IsProbe = true,
            Faults = [(503, "not ready")],
        },
        new("GET", "/status", "The run in figures: counts, latency, account, rules.", Status),
        new("GET", "/metrics", "The figures in Prometheus' text format.", Metrics)
        {
            IsProbe = true,
            Forms = ["text/plain"],
        },
    ];

    private static async ValueTask<Answer?> HealthOf(HostCall call)
    {
        await call.Services.Run.Look(call.Stop).ConfigureAwait(false);
        IReadOnlyList<ComponentHealth> components = Health.Of(call.Services);
        HealthLevel worst = Health.Worst(components);
        return JsonAnswer.Of(json => WriteHealth(json, worst, components), worst == HealthLevel.Unhealthy ? 503 : 200);
    }

    private static Answer Ready(HostCall call)
    {
        bool isReady = call.Services.Run.Phase is RunPhase.Running or RunPhase.Ended && call.Services.Board.Started is not null;
        return JsonAnswer.Of(
            json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("ready", isReady);
                json.WriteString("run", Word(call.Services.Run.Phase));
                json.WriteEndObject();
            },
            isReady ? 200 : 503);
    }

    private static void WriteHealth(Utf8JsonWriter json, HealthLevel worst, IReadOnlyList<ComponentHealth> components)
    {
        json.WriteStartObject();
        json.WriteString("status", Word(worst));
        json.WriteStartArray("components");
        foreach (ComponentHealth component in components)
        {
            json.WriteStartObject();
            json.WriteString("name", component.Name);
            json.WriteString("status", Word(component.Level));
            json.WriteString("detail", component.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async ValueTask<Answer?> Metrics(HostCall call)
    {
        await call.Services.Run.Look(call.Stop).ConfigureAwait(false);
        return Answer.Text(MetricsText.Of(call.Services), MetricsText.ContentType);
    }

    private static async ValueTask<Answer?> Status(HostCall call)
    {
        RunView? view = await call.Services.Run.Look(call.Stop).ConfigureAwait(false);
        return JsonAnswer.Of(json => WriteStatus(json, call.Services, view));
    }

    private static void WriteStatus(Utf8JsonWriter json, HostServices services, RunView? view)
    {
        json.WriteStartObject();
        json.WriteString("run", Word(services.Run.Phase));
        json.WriteString("program", services.Program.Version);
        json.WriteBoolean("recorded", services.Options.Journal is not null);
        if (view is not null && services.Run.Run?.Pipeline is { } pipeline)
        {
            WriteRun(json, view);
            WriteLatency(json, "latencyNs", pipeline.Latency);
            WriteLatency(json, "featuresNs", pipeline.Mapping);
            WriteAccount(json, view);
        }

        WriteRules(json, services.Board);
        json.WriteNumber("listeners", services.Events.Listeners);
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, RunView view)
    {
        json.WriteTime("at", view.At);
        json.WriteString("time", Moment.Format(view.At));
        json.WriteNumber("events", view.Ticks);
        json.WriteNumber("transactions", view.Transactions);
        json.WriteNumber("givenChanges", view.GivenChanges);
        json.WriteNumber("derivedChanges", view.DerivedChanges);
        json.WriteNumber("decisions", view.Decisions);
        json.WriteNumber("nonDecisions", view.NonDecisions);
        json.WriteNumber("ordersAccepted", view.OrdersAccepted);
        json.WriteNumber("ordersRefused", view.OrdersRefused);
        json.WriteNumber("fills", view.Fills);
        json.WriteNumber("rollbacks", view.Rollbacks);
        json.WriteStartObject("refusals");
        foreach ((string code, long count) in view.Refusals)
        {
            json.WriteNumber(code, count);
        }

        json.WriteEndObject();
    }

    private static void WriteLatency(Utf8JsonWriter json, string name, LatencyHistogram latency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", latency.Count);
        json.WriteNumber("p50", latency.PercentileNs(0.5));
        json.WriteNumber("p99", latency.PercentileNs(0.99));
        json.WriteNumber("p999", latency.PercentileNs(0.999));
        json.WriteNumber("max", latency.MaxNs);
        json.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter json, RunView view)
    {
        json.WriteString("equity", view.Equity.ToString());
        json.WriteString("realised", view.RealisedPnl.ToString());
        json.WriteStartArray("positions");
        foreach (Position position in view.Positions)
        {
            json.WriteStartObject();
            json.WriteString("instrument", position.Instrument.ToString());
            json.WriteString("quantity", position.Quantity.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRules(Utf8JsonWriter json, RunBoard board)
    {
        json.WriteStartArray("rules");
        foreach ((string rule, RuleCount count) in board.Rules.OrderBy(static r => r.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("rule", rule);
            json.WriteNumber("decisions", count.Decisions);
            json.WriteNumber("nonDecisions", count.NonDecisions);
            json.WriteStartObject("reasons");
            for (int i = 0; i < ReasonKinds.All.Count; i++)
            {
                json.WriteNumber(ReasonKinds.All[i], count.NonDecisionsBy(i));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
