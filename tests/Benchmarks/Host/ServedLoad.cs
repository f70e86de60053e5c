using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.TestSupport;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Questions to the published <c>scalp serve</c>, from another process, while it replays at full speed. <c>served [--rate R] [--seconds S] [--only explain|why-not]</c>.</summary>
/// <remarks>
/// Turns of one second with questions and without alternate in one run, so that what the market does falls on both alike. Two clients: one asks for the proof
/// of the last decision and of one before, in turns; one why there is no decision about a symbol. The client takes a core like everything else.
/// </remarks>
internal static class ServedLoad
{
    private const int TurnMs = 1_000;

    private static readonly string[] _symbols = ["BTCUSDT", "ETHUSDT"];

    public static int Run(string[] options, TextWriter output)
    {
        int rate = BenchOptions.Number(options, "--rate", 100, 0, 5_000), seconds = BenchOptions.Number(options, "--seconds", 100, 2, 600);
        using ServedScalp scalp = new("--rules", Checkout.PathOf("rules", "arbitrage"), "--rules", Checkout.PathOf("rules", "scalping"), "--feed", "sim:7?seconds=604800", "--port", "0");
        using HttpClient client = new() { BaseAddress = scalp.Address };
        WaitForDecisions(client);
        string[] ids = Ids(client);
        bool probes = BenchOptions.Number(options, "--probe", 0, 0, 1) == 1;
        Question[] whyNots = [.. _symbols.Select(symbol => Question.Post(scalp.Address, "why-not", $$"""{"what":"{{symbol}}"}"""))];
        using Asker explain = new(scalp.Address, i => Question.Get(scalp.Address, probes ? "ready" : $"decisions/{(i % 2 == 0 ? "last" : ids[i / 2 % ids.Length])}/proof"), rate, seed: 1);
        using Asker whyNot = new(scalp.Address, i => whyNots[i % whyNots.Length], rate, seed: 2);
        Asker[] askers = BenchOptions.OneOf(options, "--only", "explain", "why-not") switch { "explain" => [explain], "why-not" => [whyNot], _ => [explain, whyNot] };
        Array.ForEach(askers, static a => a.Rehearse());
        string[] metrics = Runtime(client);
        ProcessorShare share = new(scalp.Process);
        (double quiet, double asked) = TakeTurns(client, seconds, () => ids = Ids(client), askers);
        string figures = rate == 0 ? "as fast as answers come" : string.Create(CultureInfo.InvariantCulture, $"{rate} of each question a second");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures}, {seconds} s; {Environment.ProcessorCount} processors, of which others took {100 * share.Others:0} %"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"replay {quiet,9:N0} events/s unasked, {asked,9:N0} asked: {100 * ((asked / quiet) - 1):0.0} %"));
        output.WriteLine(string.Join("  ", metrics.Zip(Runtime(client), static (before, after) => Difference(before, after))));
        Show(output, "explain", explain);
        Show(output, "why-not", whyNot);
        return 0;
    }

    private static void Show(TextWriter output, string name, Asker asker)
    {
        if (asker.Milliseconds.Count > 0)
        {
            output.WriteLine(Latency.Line(name, asker.Milliseconds, asker.First.TotalMilliseconds) + $"  {asker.LastBytes} bytes, {asker.Faults} faults");
            output.WriteLine(Latency.Line("  host alone", asker.WithoutOwnWait));
        }
    }

    /// <summary>Medians of the turns of either kind: a simulated crash falls on one turn alone.</summary>
    private static (double Quiet, double Asked) TakeTurns(HttpClient client, int seconds, Action refresh, params Asker[] askers)
    {
        List<double>[] rates = [[], []];
        for (int turn = 0; turn < seconds * 1_000 / TurnMs; turn++)
        {
            int asks = turn % 2;
            refresh(); // the host lets old ones go
            long before = Events(client), started = Stopwatch.GetTimestamp();
            Array.ForEach(askers, a => a.IsAsking = asks == 1);
            Thread.Sleep(TurnMs);
            Array.ForEach(askers, static a => a.IsAsking = false);
            rates[asks].Add((Events(client) - before) / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return (Median(rates[0]), Median(rates[1]));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void WaitForDecisions(HttpClient client)
    {
        for (int i = 0; i < 600; i++)
        {
            using JsonDocument status = Read(client, "status");
            if (status.RootElement.TryGetProperty("decisions", out JsonElement decisions) && decisions.GetInt64() >= 50)
            {
                return;
            }

            Thread.Sleep(50);
        }

        throw new InvalidOperationException("there were no 50 decisions within 30 s");
    }

    private static string[] Ids(HttpClient client)
    {
        using JsonDocument list = Read(client, "decisions?limit=50");
        return [.. list.RootElement.GetProperty("decisions").EnumerateArray().Select(static d => d.GetProperty("id").GetString()!)];
    }

    private static long Events(HttpClient client)
    {
        using JsonDocument status = Read(client, "status");
        return status.RootElement.GetProperty("events").GetInt64();
    }

    /// <summary>The runtime's lines of <c>/metrics</c>.</summary>
    private static string[] Runtime(HttpClient client) =>
        [.. Text(client, "metrics").Split('\n').Where(static l => l.StartsWith("cryptoscalp_gc_", StringComparison.Ordinal) || l.StartsWith("cryptoscalp_allocated_", StringComparison.Ordinal) || l.StartsWith("cryptoscalp_processor_", StringComparison.Ordinal))];

    private static string Difference(string before, string after)
    {
        int space = after.LastIndexOf(' ');
        double gone = double.Parse(after[space..], CultureInfo.InvariantCulture) - double.Parse(before[before.LastIndexOf(' ')..], CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{after["cryptoscalp_".Length..space]} {gone:0.###}");
    }

    private static JsonDocument Read(HttpClient client, string path) => JsonDocument.Parse(Text(client, path));

    private static string Text(HttpClient client, string path) => client.GetStringAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
}
