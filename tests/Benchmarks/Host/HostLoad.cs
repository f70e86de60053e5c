using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.TestSupport;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Questions over loopback while a replay runs at full speed: their latency, and what they cost the replay. <c>host --events N --rate R --rounds N</c>.</summary>
/// <remarks>
/// Every round replays the same events three times: without a host, with a host that nobody asks, and with readers that send so many questions a second
/// each, one asking for proofs of the last decision and one why there is no decision. The client lives in the same process and is part of the load. The median
/// of the rounds' rates counts, and every request of every round.
/// </remarks>
internal static class HostLoad
{
    private const string Explain = "decisions/last/proof", WhyNot = "why-not";

    public static async Task<int> Run(string[] options, TextWriter output)
    {
        int events = BenchOptions.Number(options, "--events", 800_000, 1_000, 5_000_000), rate = BenchOptions.Number(options, "--rate", 100, 1, 5_000), rounds = BenchOptions.Number(options, "--rounds", 3, 1, 20);
        LoadedRules loaded = LoadedRules.Load([Checkout.PathOf("rules", "arbitrage"), Checkout.PathOf("rules", "scalping")], MarketCatalogue.Relations, strict: true);
        BoundProgram program = loaded.Program ?? throw new InvalidOperationException("the shipped packs do not load");
        using MarketSimulator simulator = new(new SimulatorOptions { Seed = 7, Seconds = 86_400 });
        List<MarketEvent> market = RecordedEvents.Take(simulator, events);
        List<double> alone = [], served = [], asked = [];
        List<double> explains = [], whyNots = [];
        Replay(program, market, null); // once for the compiler of the runtime
        for (int round = 0; round < rounds; round++)
        {
            alone.Add(Replay(program, market, null));
            served.Add(await Served(program, market, 0, explains, whyNots));
            asked.Add(await Served(program, market, rate, explains, whyNots));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{market.Count} events, {rounds} rounds, {rate} of each question a second; {Environment.ProcessorCount} processors"));
        output.WriteLine(Line("replay alone", alone, alone));
        output.WriteLine(Line("with a host", served, alone));
        output.WriteLine(Line("with readers", asked, alone));
        output.WriteLine(Latency.Line("explain", explains));
        output.WriteLine(Latency.Line("why-not", whyNots));
        return 0;
    }

    /// <summary>Events a second of a run with a host, and readers while it runs.</summary>
    private static async Task<double> Served(BoundProgram program, List<MarketEvent> market, int rate, List<double> explains, List<double> whyNots)
    {
        await using RuleHost host = await RuleHost.StartAsync(program, new HostOptions { Port = 0 });
        using HttpClient client = new() { BaseAddress = host.Address };
        using CancellationTokenSource over = new();
        TaskCompletionSource<double> replayed = new();
        Thread engine = new(() => replayed.SetResult(Replay(program, market, host))) { Name = "engine" };
        engine.Start();
        Task readers = rate == 0 ? Task.CompletedTask : Task.WhenAll(
            Task.Run(() => Ask(() => client.GetAsync(new Uri(Explain, UriKind.Relative)), rate, explains, over.Token)),
            Task.Run(() => Ask(() => client.PostAsync(new Uri(WhyNot, UriKind.Relative), new StringContent("""{"what":"BTCUSDT"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"))), rate, whyNots, over.Token)));
        double eventsPerSecond = await replayed.Task;
        await over.CancelAsync();
        await readers;
        return eventsPerSecond;
    }

    private static double Replay(BoundProgram program, List<MarketEvent> market, RuleHost? host)
    {
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MirrorCapacity = host is null ? 0 : RunMirror.DefaultCapacity };
        using MarketRun run = new(program, [new RecordedEvents(market)], options, host?.Observer ?? new NobodyWatches());
        host?.Attach(run);
        long started = Stopwatch.GetTimestamp();
        run.Run(null, CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        host?.RunEnded(null);
        return market.Count / seconds;
    }

    /// <summary>Asks at fixed moments, whether the answers come in time or not: a late answer makes the next ones late too, and all of that counts.</summary>
    private static async Task Ask(Func<Task<HttpResponseMessage>> ask, int rate, List<double> milliseconds, CancellationToken over)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; !over.IsCancellationRequested; i++)
        {
            long due = begun + (Stopwatch.Frequency * i / rate);
            TimeSpan left = TimeSpan.FromSeconds((double)(due - Stopwatch.GetTimestamp()) / Stopwatch.Frequency);
            if (left > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(left, CancellationToken.None);
            }

            long sent = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await ask();
            await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            if (answer.IsSuccessStatusCode)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds); // before the first decision there is none to explain
            }
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Line(string name, List<double> rates, List<double> alone) => string.Create(
        CultureInfo.InvariantCulture, $"{name,-14} {Median(rates),9:N0} events/s  {100 * ((Median(rates) / Median(alone)) - 1),6:0.0} %   ({string.Join(", ", rates.Select(static r => r.ToString("N0", CultureInfo.InvariantCulture)))})");
}
