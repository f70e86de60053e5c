using System.Globalization;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Host;

/// <summary>The figures of <c>/metrics</c>: the founding document's names first, then our own. What each means, and what is not measured, is in docs/http.md.</summary>
internal static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Upper edges of the latency buckets in seconds: 10 µs to 100 ms.</summary>
    private static readonly double[] _edges = [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 1e-1];

    public static string Of(HostServices services)
    {
        PrometheusText text = new();
        RunView? view = services.Run.Run?.Pipeline.Window.Look();
        Trades(text, services.Board);
        Latencies(text, services.Run.Run?.Pipeline);
        Account(text, view);
        SignalRate(text, services, view);
        text.Family("system_health_gauge", "gauge", "1 when every part is healthy, else 0; the parts are in system_component_health.");
        IReadOnlyList<ComponentHealth> components = Health.Of(services);
        text.Sample("system_health_gauge", Health.Worst(components) == HealthLevel.Healthy ? 1 : 0);
        text.Family("system_component_health", "gauge", "A part: 1 healthy, 0.5 degraded, 0 unhealthy.");
        foreach (ComponentHealth component in components)
        {
            text.Sample("system_component_health", 1 - ((int)component.Level * 0.5), ("component", component.Name));
        }

        Rules(text, services.Board);
        Run(text, view);
        Host(text, services);
        RuntimeMetrics.Write(text);
        return text.ToString();
    }

    private static void Trades(PrometheusText text, RunBoard board)
    {
        text.Family("trading_trades_total", "counter", "Orders of decisions by what became of them: filled, unfilled or refused.");
        foreach ((TradeKey key, long count) in board.Trades.OrderBy(static t => t.Key.ToString(), StringComparer.Ordinal))
        {
            text.Sample("trading_trades_total", count, ("strategy", key.Strategy), ("symbol", key.Symbol), ("result", key.Result));
        }
    }

    private static void Latencies(PrometheusText text, TickPipeline? pipeline)
    {
        text.Family("trading_execution_latency_seconds", "histogram", "From an event's arrival to the end of its last record and paper fill, all rules together, in process.");
        Histogram(text, "trading_execution_latency_seconds", pipeline?.Latency, ("strategy", "all"), ("exchange", "paper"));
        text.Family("feature_processing_seconds", "histogram", "The part of it in which features are computed and facts mapped.");
        Histogram(text, "feature_processing_seconds", pipeline?.Mapping);
        ModelMetrics.Write(text, pipeline?.Models.Desks ?? []);
    }

    private static void Histogram(PrometheusText text, string name, LatencyHistogram? latency, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (latency is null)
        {
            return;
        }

        long count = latency.Count; // read first: buckets may only have grown since
        foreach (double edge in _edges)
        {
            text.Sample(name + "_bucket", Math.Min(count, latency.CountUpTo((long)(edge * NanosecondsPerSecond))), [.. labels, ("le", edge.ToString("R", CultureInfo.InvariantCulture))]);
        }

        text.Sample(name + "_bucket", count, [.. labels, ("le", "+Inf")]);
        text.Sample(name + "_sum", latency.TotalNs / NanosecondsPerSecond, labels);
        text.Sample(name + "_count", count, labels);
    }

    private static void Account(PrometheusText text, RunView? view)
    {
        text.Family("trading_portfolio_value_usd", "gauge", "Equity in quote currency, open positions at the mid.");
        if (view is not null)
        {
            text.Sample("trading_portfolio_value_usd", view.Equity.TryToDec8(out Dec8 equity) ? equity.ToDouble() : double.NaN);
        }

        text.Family("trading_active_positions", "gauge", "Open quantity by symbol, signed, over all venues.");
        foreach (IGrouping<string, Position> symbol in (view?.Positions ?? []).GroupBy(static p => p.Instrument.Symbol))
        {
            text.Sample("trading_active_positions", symbol.Sum(static p => p.Quantity.ToDouble()), ("symbol", symbol.Key));
        }
    }

    /// <summary>Of market time, so that a replay at full speed shows what its market did and not how fast the machine is.</summary>
    private static void SignalRate(PrometheusText text, HostServices services, RunView? view)
    {
        const long Minute = 60_000_000_000;
        long from = (view?.At.Nanoseconds ?? 0) - Minute;
        text.Family("signal_generation_per_minute", "gauge", "Decisions within the last minute of market time, as far as they are in memory.");
        text.Sample("signal_generation_per_minute", services.Board.Decisions.NewestFirst().TakeWhile(d => d.At.Nanoseconds > from).Count());
    }

    private static void Rules(PrometheusText text, RunBoard board)
    {
        KeyValuePair<string, RuleCount>[] rules = [.. board.Rules.OrderBy(static r => r.Key, StringComparer.Ordinal)];
        text.Family("cryptoscalp_decisions_total", "counter", "Decisions by the rule whose proposal won.");
        foreach ((string rule, RuleCount count) in rules)
        {
            text.Sample("cryptoscalp_decisions_total", count.Decisions, ("rule", rule));
        }

        text.Family("cryptoscalp_non_decisions_total", "counter", "Proposals that were not decided, by rule and first reason; each told once while its reasons stay the same.");
        foreach ((string rule, RuleCount count) in rules)
        {
            for (int i = 0; i < ReasonKinds.All.Count; i++)
            {
                text.Sample("cryptoscalp_non_decisions_total", count.NonDecisionsBy(i), ("rule", rule), ("reason", ReasonKinds.All[i]));
            }
        }
    }

    private static void Run(PrometheusText text, RunView? view)
    {
        (string Name, string Help, long Value)[] counters =
        [
            ("cryptoscalp_events_total", "Market events processed.", view?.Ticks ?? 0),
            ("cryptoscalp_transactions_total", "Transactions committed.", view?.Transactions ?? 0),
            ("cryptoscalp_given_changes_total", "Changes of given facts.", view?.GivenChanges ?? 0),
            ("cryptoscalp_derived_changes_total", "Changes of derived facts.", view?.DerivedChanges ?? 0),
            ("cryptoscalp_rollbacks_total", "Transactions rolled back because they created too many facts.", view?.Rollbacks ?? 0),
            ("cryptoscalp_failed_literals_total", "Literals that failed on an overflow, a division by zero or a domain error.", view?.FailedLiterals ?? 0),
            ("cryptoscalp_journal_records_total", "Records written.", view?.JournalRecords ?? 0),
        ];
        foreach ((string name, string help, long value) in counters)
        {
            text.Family(name, "counter", help);
            text.Sample(name, value);
        }

        text.Family("cryptoscalp_refusals_total", "counter", "Orders refused by the risk gate, by code.");
        foreach ((string code, long count) in view?.Refusals ?? System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty)
        {
            text.Sample("cryptoscalp_refusals_total", count, ("code", code));
        }
    }

    private static void Host(PrometheusText text, HostServices services)
    {
        text.Family("cryptoscalp_http_requests_total", "counter", "Requests answered, by route and status.");
        foreach (((string route, int status), long count) in services.Counters.Requests.OrderBy(static r => r.Key.ToString(), StringComparer.Ordinal))
        {
            text.Sample("cryptoscalp_http_requests_total", count, ("route", route), ("status", status.ToString(CultureInfo.InvariantCulture)));
        }

        text.Family("cryptoscalp_http_failures_total", "counter", "Answers that failed by a fault of the host.");
        text.Sample("cryptoscalp_http_failures_total", services.Counters.Failures);
        text.Family("cryptoscalp_event_listeners", "gauge", "Listeners of /events.");
        text.Sample("cryptoscalp_event_listeners", services.Events.Listeners);
        text.Family("cryptoscalp_event_listeners_dropped_total", "counter", "Listeners sent away, by reason.");
        foreach ((string reason, long count) in services.Counters.DroppedListeners.OrderBy(static d => d.Key, StringComparer.Ordinal))
        {
            text.Sample("cryptoscalp_event_listeners_dropped_total", count, ("reason", reason));
        }

        text.Family("cryptoscalp_readers_behind_changes", "gauge", "Changes of given facts that the readers' copy of the state has not taken yet.");
        text.Sample("cryptoscalp_readers_behind_changes", services.Run.Keeper?.Behind ?? 0);
    }
}
