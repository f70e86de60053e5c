using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Reloads rules again and again while a market runs at full speed: pauses, tick latencies beside a run of the same events that keeps its rules, and whether its journal is right.</summary>
internal static class ReloadReport
{
    private const int Events = 400_000;

    /// <summary>Of those that were seen: one look a reload.</summary>
    private static TimeSpan _longestCollection;

    /// <param name="options">Feeds, merged by event time and parted by commas, and the number of reloads.</param>
    /// <param name="output">Takes the figures.</param>
    public static bool Print(string[] options, TextWriter output)
    {
        int reloads = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 200;
        List<MarketEvent> events = EventsOf(options.Length > 0 ? options[0] : "sim:7");
        Run(events, long.MaxValue, 10, [], null); // warms the process up
        string folder = Directory.CreateTempSubdirectory("scalp-reloads").FullName;
        try
        {
            List<PackView> switched = [];
            _longestCollection = TimeSpan.Zero;
            int[] collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
            TimeSpan paused = GC.GetTotalPauseDuration();
            (LatencyHistogram reloaded, long ticks) = Run(events, long.MaxValue, reloads, switched, Path.Combine(folder, "reloaded"));
            (LatencyHistogram alone, _) = Run(events, ticks, 0, [], Path.Combine(folder, "alone"));
            output.WriteLine(Line($"{switched.Count} reloads in {ticks} ticks, {events.Count} events again and again"));
            PrintPauses(switched, output);
            output.WriteLine(Line($"collections of generation 0, 1, 2, alone and with reloads: {GC.CollectionCount(0) - collections[0]}, {GC.CollectionCount(1) - collections[1]}, {GC.CollectionCount(2) - collections[2]}; paused {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds:F0} ms in all, at most {_longestCollection.TotalMilliseconds:F1} ms at once while reloading"));
            PrintTicks("without reloads", alone, output);
            PrintTicks("with reloads   ", reloaded, output);
            return PrintJournal(Path.Combine(folder, "reloaded"), ticks, output) && switched.Count == reloads;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<MarketEvent> EventsOf(string specs)
    {
        DiagnosticBag faults = new();
        List<MarketEvent> events = [];
        string[] all = specs.Split(',');
        foreach (string spec in all)
        {
            using IMarketFeed feed = FeedSpec.Parse(spec, faults)?.Open(faults) ?? throw new FormatException($"the feed '{spec}' cannot be opened: {string.Join("; ", faults.ToSorted().Select(static d => d.Message))}");
            events.AddRange(RecordedEvents.Take(feed, Events / all.Length).Where(static e => e.Kind is MarketEventKind.Quote or MarketEventKind.Trade or MarketEventKind.Status));
        }

        return [.. events.OrderBy(static e => e.Time)];
    }

    private static (LatencyHistogram Latency, long Ticks) Run(List<MarketEvent> events, long most, int reloads, List<PackView> switched, string? journal)
    {
        TickPipelineOptions options = new()
        {
            Instruments = DefaultInstruments.Create(), KeepsTape = true, Journal = journal is null ? null : JournalWriter.Open(journal), RecordNonDecisionsEvery = 0,
        };
        using MarketRun run = new(Bind(Text(0)), [new LoopedEvents(events, most)], options, new NobodyWatches());
        using PackDesk desk = new(run.Pipeline, new PackPolicy { Proves = false, ReplayTransactions = 500, KeepsSpare = true });
        using CancellationTokenSource stop = new();
        Task reloading = reloads == 0 ? Task.CompletedTask : Task.Run(() => Reload(desk, reloads, switched)).ContinueWith(done => { stop.Cancel(); done.GetAwaiter().GetResult(); }, TaskScheduler.Default);
        run.Run(null, stop.Token);
        reloading.GetAwaiter().GetResult();
        return (run.Pipeline.Latency, run.Pipeline.Counters.Ticks);
    }

    private static async Task Reload(PackDesk desk, int reloads, List<PackView> switched)
    {
        for (int i = 1; i <= reloads; i++)
        {
            PackView staged = await desk.Stage(PackSources.Of([("bench.rules", Text(i))]), "benchmark");
            switched.Add(await desk.Activate(staged.Version, "benchmark"));
            foreach (GCKind kind in new[] { GCKind.Ephemeral, GCKind.Background, GCKind.FullBlocking })
            {
                foreach (TimeSpan pause in GC.GetGCMemoryInfo(kind).PauseDurations)
                {
                    _longestCollection = pause > _longestCollection ? pause : _longestCollection;
                }
            }
        }
    }

    private static void PrintPauses(List<PackView> switched, TextWriter output)
    {
        List<double> pauses = [.. switched.Select(static p => p.PauseNs / 1e3).Order()];
        double At(double share) => pauses[Math.Min(pauses.Count - 1, (int)(pauses.Count * share))];
        output.WriteLine(Line($"switch pause p50 {At(0.5):F1} us, p90 {At(0.9):F1} us, p99 {At(0.99):F1} us, max {pauses[^1]:F1} us"));
    }

    private static void PrintTicks(string what, LatencyHistogram ticks, TextWriter output) => output.WriteLine(Line(
        $"tick {what} p50 {ticks.PercentileNs(0.5) / 1e3:F1} us, p99 {ticks.PercentileNs(0.99) / 1e3:F1}, p99.9 {ticks.PercentileNs(0.999) / 1e3:F1}, max {ticks.MaxNs / 1e3:F0}"));

    /// <summary>No transaction lost or doubled, no decision twice, and the whole of it decided again from its inputs: the same.</summary>
    private static bool PrintJournal(string journal, long ticks, TextWriter output)
    {
        long expected = 1, gaps = 0, decisions = 0;
        HashSet<string> ids = [];
        foreach (JournalRecord record in new JournalReader(journal).ReadAll())
        {
            if (record.Type is JournalRecordType.FactChanges or JournalRecordType.Timer)
            {
                gaps += record.Sequence == expected ? 0 : 1;
                expected = record.Sequence + 1;
            }
            else if (record.Type == JournalRecordType.Decision)
            {
                decisions++;
                ids.Add(JsonDocument.Parse(record.Payload).RootElement.GetProperty("id").GetString()!);
            }
        }

        object? different = JournalReplay.Of(journal).FirstDifference;
        output.WriteLine(Line($"{ticks} ticks, {expected - 1} transactions, {gaps} gaps in their numbers; {decisions} decisions, {decisions - ids.Count} twice; decided again from the start of each version: {different ?? "the same"}"));
        return gaps == 0 && ids.Count == decisions && different is null;
    }

    /// <summary>Rules like those of the demo, with a threshold that moves.</summary>
    private static string Text(int version) => $$"""
        Use decisions!

        #[id("up"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :-
            return_1s(Venue, Sym, Move), Move > {{(0.0002 + (version % 50 * 0.00001)).ToString("F6", CultureInfo.InvariantCulture)}}, quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.
        version({{version}}).
        """;

    private static BoundProgram Bind(string text) => PackSources.Of([("bench.rules", text)]).Bind().Program!;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
