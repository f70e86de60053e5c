using System.Globalization;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Reloads rules again and again while a market runs at full speed, and compares tick latencies with a run that keeps its rules.</summary>
internal static class ReloadReport
{
    private const int Events = 400_000;

    /// <param name="options">Feed and number of reloads.</param>
    /// <param name="output">Takes the figures.</param>
    public static bool Print(string[] options, TextWriter output)
    {
        int reloads = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 200;
        DiagnosticBag faults = new();
        using IMarketFeed feed = FeedSpec.Parse(options.Length > 0 ? options[0] : "sim:7", faults)?.Open(faults) ?? throw new FormatException("the feed cannot be opened");
        List<MarketEvent> events = RecordedEvents.Take(feed, Events);
        Run(events, 0, new List<double>()); // warms the process up
        LatencyHistogram alone = Run(events, 0, []);
        List<double> pauses = [];
        LatencyHistogram reloaded = Run(events, reloads, pauses);
        pauses.Sort();
        output.WriteLine(Line($"{pauses.Count} reloads in {events.Count} events"));
        output.WriteLine(Line($"switch pause p50 {At(pauses, 0.5):F1} us, p99 {At(pauses, 0.99):F1} us, max {pauses[^1]:F1} us"));
        output.WriteLine(Line($"tick without reloads p50 {alone.PercentileNs(0.5) / 1e3:F1} us, p99 {alone.PercentileNs(0.99) / 1e3:F1}, p99.9 {alone.PercentileNs(0.999) / 1e3:F1}, max {alone.MaxNs / 1e3:F0}"));
        output.WriteLine(Line($"tick with reloads    p50 {reloaded.PercentileNs(0.5) / 1e3:F1} us, p99 {reloaded.PercentileNs(0.99) / 1e3:F1}, p99.9 {reloaded.PercentileNs(0.999) / 1e3:F1}, max {reloaded.MaxNs / 1e3:F0}"));
        return pauses.Count == reloads;
    }

    private static LatencyHistogram Run(List<MarketEvent> events, int reloads, List<double> pauses)
    {
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), KeepsTape = reloads > 0 };
        using MarketRun run = new(Bind(Text(0)), [new Looped(events, reloads == 0 ? 1 : int.MaxValue)], options, new NobodyWatches());
        if (reloads == 0)
        {
            run.Run(null, CancellationToken.None);
            return run.Pipeline.Latency;
        }

        using PackDesk desk = new(run.Pipeline, new PackPolicy { Proves = false, ReplayTransactions = 500 });
        using CancellationTokenSource stop = new();
        Task reloading = Task.Run(() => Reload(desk, reloads, pauses)).ContinueWith(done => { stop.Cancel(); done.GetAwaiter().GetResult(); }, TaskScheduler.Default);
        run.Run(null, stop.Token);
        reloading.GetAwaiter().GetResult();
        return run.Pipeline.Latency;
    }

    private static async Task Reload(PackDesk desk, int reloads, List<double> pauses)
    {
        for (int i = 1; i <= reloads; i++)
        {
            PackView staged = await desk.Stage(PackSources.Of([("bench.rules", Text(i))]), "benchmark");
            PackView active = await desk.Activate(staged.Version, "benchmark");
            pauses.Add(active.PauseNs / 1e3);
        }
    }

    /// <summary>Rules like those of the demo, with a threshold that moves.</summary>
    private static string Text(int version) => $$"""
        Use decisions!

        #[id("up"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :-
            return_1s(Venue, Sym, Move), Move > {{(0.0002 + (version % 50 * 0.00001)).ToString("F6", CultureInfo.InvariantCulture)}}, quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.
        version({{version}}).
        """;

    private static BoundProgram Bind(string text) =>
        RuleBinder.Bind([SyntaxTree.Parse("bench.rules", text)], new BindOptions { Libraries = RuleLibraries.All, External = MarketCatalogue.Relations, Strict = true }).Program!;

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same events again and again; their times go back then, which the run takes as the latest time seen.</summary>
    private sealed class Looped(List<MarketEvent> events, int rounds) : IMarketFeed
    {
        private int _next;
        private int _round;

        public string Name => "recorded";

        public FeedStatistics Statistics { get; } = new();

        public bool TryNext(out MarketEvent marketEvent)
        {
            if (_next == events.Count)
            {
                (_next, _round) = (0, _round + 1);
            }

            bool has = _round < rounds;
            marketEvent = has ? events[_next++] : default;
            return has;
        }

        public void Dispose()
        {
        }
    }
}
