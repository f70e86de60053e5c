using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>
/// Reloads rules again and again while a market runs at full speed: pauses, tick latencies beside two runs of the same events that keep their rules (alone, and beside a thread that is as busy
/// as one that stages), what made the slow ones slow, and whether the journal is right.
/// </summary>
internal static class ReloadReport
{
    private const int Events = 400_000;
    private const int WarmUp = 20;
    private const double PauseUs = 100;

    /// <param name="options">Feeds, merged by event time and parted by commas, and the number of reloads.</param>
    /// <param name="output">Takes the figures.</param>
    public static bool Print(string[] options, TextWriter output)
    {
        int reloads = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 200;
        List<MarketEvent> events = EventsOf(options.Length > 0 ? options[0] : "sim:7");
        string folder = Directory.CreateTempSubdirectory("scalp-reloads").FullName;
        try
        {
            MeasuredRun.Of(events, long.MaxValue, Path.Combine(folder, "warm"), (desk, _) => Reload(desk, WarmUp, []));
            List<PackView> switched = [];
            MeasuredRun reloaded = MeasuredRun.Of(events, long.MaxValue, Path.Combine(folder, "reloaded"), (desk, _) => Reload(desk, reloads, switched));
            double bytesPerSecond = (reloaded.Collector.Bytes - reloaded.TickBytes) / reloaded.Took.TotalSeconds;
            MeasuredRun alone = MeasuredRun.Of(events, reloaded.Ticks, Path.Combine(folder, "alone"), null);
            MeasuredRun beside = MeasuredRun.Of(events, reloaded.Ticks, Path.Combine(folder, "beside"), (_, stop) => Task.Run(() => BackgroundLoad.Run(bytesPerSecond, stop), CancellationToken.None));
            output.WriteLine(Line($"{switched.Count} reloads in {reloaded.Ticks} ticks, {events.Count} events again and again"));
            PrintPauses(switched, reloaded, output);
            PrintTicks("with reloads", reloaded, output);
            PrintTicks("without reloads", alone, output);
            PrintTicks(Line($"without reloads, beside a thread that allocates {bytesPerSecond / 1e6:F0} MB/s"), beside, output);
            return PrintJournal(Path.Combine(folder, "reloaded"), reloaded.Ticks, output) && switched.Count == reloads;
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

    private static async Task Reload(PackDesk desk, int reloads, List<PackView> switched)
    {
        for (int i = 1; i <= reloads; i++)
        {
            PackView staged = await desk.Stage(ReloadedRules.Sources(i), "benchmark");
            switched.Add(await desk.Activate(staged.Version, "benchmark"));
        }
    }

    private static void PrintPauses(List<PackView> switched, MeasuredRun run, TextWriter output)
    {
        PrintPause("switch pause, the longer of its two", switched, static p => p.LongestNs, output);
        PrintPause("one tick before: following what was behind", switched, static p => p.AheadNs, output);
        PrintPause("the switch", switched, static p => p.SwitchNs, output);
        PrintPause("  following the last transactions", switched, static p => p.CatchUpNs, output);
        PrintPause("  handing over the memory", switched, static p => p.MemoryNs, output);
        PrintPause("  appending the record", switched, static p => p.RecordNs, output);
        PrintPause("  handing over the journal", switched, static p => p.FlushNs, output);
        PrintPause("  exchanging the rules", switched, static p => p.ExchangeNs, output);
        run.Slow.Around.Print(output);
        run.Slow.Print(Line($"ticks with a switch before them that took more than {PauseUs:F0} us together"), static s => s.IsSwitch && s.TookNs > PauseUs * 1e3, output);
    }

    private static void PrintPause(string what, List<PackView> switched, Func<SwitchPause, long> part, TextWriter output)
    {
        List<double> pauses = [.. switched.Select(p => part(p.Pause) / 1e3).Order()];
        double At(double share) => pauses[Math.Min(pauses.Count - 1, (int)(pauses.Count * share))];
        output.WriteLine(Line($"{what} p50 {At(0.5):F1} us, p90 {At(0.9):F1} us, p99 {At(0.99):F1} us, max {pauses[^1]:F1} us"));
    }

    private static void PrintTicks(string what, MeasuredRun run, TextWriter output)
    {
        LatencyHistogram ticks = run.Latency;
        long slow = run.Slow.All.PercentileNs(0.999);
        output.WriteLine(Line($"ticks {what}: p50 {ticks.PercentileNs(0.5) / 1e3:F1} us, p99 {ticks.PercentileNs(0.99) / 1e3:F1}, p99.9 {ticks.PercentileNs(0.999) / 1e3:F1}, max {ticks.MaxNs / 1e3:F0}; {run.Took.TotalSeconds:F1} s, others had {run.Others:P0} of the processors; {run.Collector}, the tick thread allocated {run.TickBytes / 1e6:F0} MB"));
        run.Slow.PrintMedians(output);
        run.Slow.Print(Line($"  at or above the p99.9 of {slow / 1e3:F1} us, feed included"), s => !s.IsSwitch && s.TookNs >= slow, output);
    }

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

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
