using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Cli;

/// <summary>What a run came to: counts, faults of the feeds, orders, account, latency, journal.</summary>
internal static class RunSummary
{
    public static void Print(Terminal terminal, MarketRun run, TimeSpan elapsed, RunRequest request, bool stopped)
    {
        if (request.Json)
        {
            PrintJson(terminal, run, elapsed, request, stopped);
            return;
        }

        TextWriter o = terminal.Out;
        RunCounters c = run.Pipeline.Counters;
        string marketTime = Elapsed.Rough(run.LastEvent.Nanoseconds - run.FirstEvent.Nanoseconds);
        o.WriteLine();
        o.WriteLine("Summary");
        Row(o, "events", $"{N(c.Ticks)} over {marketTime} of market time, in {F(elapsed.TotalSeconds, 1)} s: {N((long)(c.Ticks / Math.Max(1e-9, elapsed.TotalSeconds)))} events/s");
        Row(o, "transactions", $"{N(c.Transactions)} ({N(c.GivenChanges)} given and {N(c.DerivedChanges)} derived changes)");
        Row(o, "decisions", $"{N(c.Decisions)}{List(c.DecisionsByRule)}");
        Row(o, "not decided", $"{N(c.NonDecisions)}{List(c.NonDecisionsByReason)}");
        Row(o, "orders", $"{N(c.OrdersAccepted)} accepted, {N(c.OrdersRefused)} refused{List(c.Refusals)}; {N(c.Fills)} filled on paper");
        if (c.Refusals.ContainsKey(RiskCodes.Name(RiskCode.InstrumentUnknown)))
        {
            Row(o, "", "name the trading rules of unknown instruments with --filters VENUE=FILE, the venue's exchangeInfo");
        }

        if (c.Rollbacks + c.FailedLiterals > 0)
        {
            Row(o, "failures", $"{N(c.FailedLiterals)} literals failed on a value, {N(c.Rollbacks)} transactions rolled back");
        }

        PrintLatency(o, run.Pipeline.Latency);
        PrintModels(o, run.Pipeline.Models);
        PrintAccount(o, run.Pipeline.Positions);
        PrintFeeds(o, run);
        if (stopped)
        {
            Row(o, "journal", $"{request.Journal}, stopped: not all of this is in the journal");
        }
        else if (run.Pipeline.JournalHash is { } hash)
        {
            Row(o, "journal", $"{request.Journal}: {N(run.Pipeline.JournalRecords)} records, hash {hash}");
        }
        else
        {
            Row(o, "journal", "none: with --journal DIR this run could be asked why, why not and what if");
        }
    }

    private static void PrintLatency(TextWriter o, LatencyHistogram latency) =>
        Row(o, "latency", $"p50 {Micro(latency.PercentileNs(0.5))}, p99 {Micro(latency.PercentileNs(0.99))}, p99.9 {Micro(latency.PercentileNs(0.999))}, max {Micro(latency.MaxNs)} an event, in process, without network");

    private static void PrintModels(TextWriter o, RunModels models)
    {
        foreach (ScoringDesk desk in models.Desks)
        {
            Row(o, "model", $"{desk.Manifest.Name}, version {desk.Version}: {N(desk.Answers)} scores in {N(desk.Batches)} calls, mean {Micro(desk.TotalNs / Math.Max(1, desk.Batches))} a call, max {Micro(desk.SlowestNs)}, beside the tick thread{(desk.Gauges.Late > 0 ? $"; {N(desk.Gauges.Late)} late" : "")}{(desk.Device == desk.DeviceAsked ? "" : "; on the processor")}");
        }
    }

    private static void PrintAccount(TextWriter o, PositionBook book)
    {
        string open = string.Join(", ", book.Positions.Where(static p => !p.IsFlat).Select(static p => $"{p.Quantity} {p.Instrument}"));
        Row(o, "account", $"equity {Money(book.Equity)} (started with {Money(book.StartEquity)}), realised {Money(book.RealisedPnl)} after fees, open: {(open.Length == 0 ? "nothing" : open)}");
        Row(o, "", "paper fills at the touch: no queue, latency or size beyond the best price, so real results would be worse");
    }

    private static void PrintFeeds(TextWriter o, MarketRun run)
    {
        foreach (BookTracker feed in run.Feeds)
        {
            FeedStatistics s = feed.Statistics;
            Row(o, "feed", $"{feed.Name}: {Counts(s)}");
            foreach (Diagnostic diagnostic in FeedReport.Of(feed))
            {
                Row(o, "", $"{diagnostic.Code} {WithoutName(diagnostic.Message, feed.Name)}");
            }
        }
    }

    /// <summary>What came, by kind; what a feed has none of is not named.</summary>
    private static string Counts(FeedStatistics s)
    {
        (long Count, string One)[] kinds =
        [
            (s.Lines, "line"), (s.CountOf(MarketEventKind.Quote), "quote"), (s.CountOf(MarketEventKind.Trade), "trade"), (s.CountOf(MarketEventKind.Bar), "bar"),
            (s.CountOf(MarketEventKind.BookDelta), "book update"), (s.CountOf(MarketEventKind.BookSnapshot), "snapshot"), (s.CountOf(MarketEventKind.Funding), "funding update"), (s.Faults, "fault"),
        ];
        string named = string.Join(", ", kinds.Where(static k => k.Count > 0).Select(static k => $"{N(k.Count)} {k.One}{(k.Count == 1 ? "" : "s")}"));
        return s.Faults > 0 ? named : named.Length == 0 ? "nothing" : named + ", no faults";
    }

    /// <summary>The row above has named the feed.</summary>
    private static string WithoutName(string message, string name) =>
        message.StartsWith(name + ": ", StringComparison.Ordinal) ? message[(name.Length + 2)..] : message;

    private static void PrintJson(Terminal terminal, MarketRun run, TimeSpan elapsed, RunRequest request, bool stopped)
    {
        RunCounters c = run.Pipeline.Counters;
        LatencyHistogram l = run.Pipeline.Latency;
        terminal.Out.WriteLine(JsonSerializer.Serialize(new
        {
            type = "summary",
            events = c.Ticks,
            seconds = elapsed.TotalSeconds,
            eventsPerSecond = c.Ticks / Math.Max(1e-9, elapsed.TotalSeconds),
            transactions = c.Transactions,
            decisions = c.Decisions,
            decisionsByRule = c.DecisionsByRule,
            nonDecisions = c.NonDecisions,
            nonDecisionsByReason = c.NonDecisionsByReason,
            ordersAccepted = c.OrdersAccepted,
            ordersRefused = c.OrdersRefused,
            refusals = c.Refusals,
            fills = c.Fills,
            rollbacks = c.Rollbacks,
            failedLiterals = c.FailedLiterals,
            latencyNs = new { p50 = l.PercentileNs(0.5), p99 = l.PercentileNs(0.99), p999 = l.PercentileNs(0.999), max = l.MaxNs },
            models = run.Pipeline.Models.Desks.Select(static d => new { ensemble = d.Manifest.Name, version = d.Version, scores = d.Answers, calls = d.Batches, late = d.Gauges.Late, totalNs = d.TotalNs, slowestNs = d.SlowestNs, device = d.Device.ToString().ToLowerInvariant() }),
            equity = run.Pipeline.Positions.Equity.ToString(),
            realised = run.Pipeline.Positions.RealisedPnl.ToString(),
            feeds = run.Feeds.Select(static f => new
            {
                name = f.Name,
                lines = f.Statistics.Lines,
                events = f.Statistics.Events,
                faults = FeedReport.Of(f).Select(static d => new { code = d.Code, message = d.Message }),
            }),
            journal = request.Journal,
            journalRecords = run.Pipeline.JournalRecords,
            journalHash = stopped ? null : run.Pipeline.JournalHash,
            stopped,
        }));
    }

    private static void Row(TextWriter o, string label, string text) => o.WriteLine($"  {label,-13}{text}");

    private static string List(SortedDictionary<string, long> counts) =>
        counts.Count == 0 ? "" : ": " + string.Join(", ", counts.OrderByDescending(static e => e.Value).ThenBy(static e => e.Key, StringComparer.Ordinal).Take(8).Select(static e => $"{e.Key} {N(e.Value)}"));

    private static string Money(Amount amount) => amount.TryToDec8(out Dec8 value) ? Math.Round(value.ToDouble(), 2).ToString("N2", CultureInfo.InvariantCulture) : amount.ToString();

    private static string Micro(long nanoseconds) => nanoseconds < 1_000_000
        ? $"{F(nanoseconds / 1e3, nanoseconds < 10_000 ? 1 : 0)} µs"
        : $"{F(nanoseconds / 1e6, 1)} ms";

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string F(double value, int digits) => value.ToString("F" + digits, CultureInfo.InvariantCulture);
}
