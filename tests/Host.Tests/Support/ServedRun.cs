using System.Net;
using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>A host with a run behind it, and a client that asks it over loopback.</summary>
internal sealed class ServedRun : IAsyncDisposable
{
    private static readonly Lazy<Task<ServedRun>> _shared = new(static () => OfCycles());

    private readonly MarketRun _run;

    private readonly PackDesk _desk;

    private ServedRun(RuleHost host, MarketRun run, PackDesk desk)
    {
        _desk = desk;
        Host = host;
        _run = run;
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(120) };
    }

    public RuleHost Host { get; }

    public HttpClient Client { get; }

    public TickPipeline Pipeline => _run.Pipeline;

    /// <summary>Any free port, and room enough for tests that do not ask about bounds.</summary>
    public static HostOptions Options { get; } = new() { Port = 0, RequestTimeout = TimeSpan.FromSeconds(120) };

    public static async Task<ServedRun> Start(BoundProgram program, IMarketFeed feed, HostOptions? options = null, string? journal = null, int capacity = RunMirror.DefaultCapacity)
    {
        RuleHost host = await RuleHost.StartAsync(program, (options ?? Options) with { Journal = journal });
        TickPipelineOptions pipeline = new()
        {
            Instruments = DefaultInstruments.Create(),
            Journal = journal is null ? null : JournalWriter.Open(journal),
            MirrorCapacity = capacity,
            KeepsTape = true,
        };
        MarketRun run = new(program, [feed], pipeline, host.Observer);
        PackDesk desk = new(run.Pipeline, new PackPolicy { Proves = false });
        host.Attach(run, desk);
        return new ServedRun(host, run, desk);
    }

    /// <summary>A short market of three entries, three vetoed candidates and three stops, at its end.</summary>
    public static async Task<ServedRun> OfCycles(HostOptions? options = null, string? journal = null)
    {
        ServedRun served = await Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed(Runs.Cycles(3)), options, journal);
        served.RunToEnd();
        return served;
    }

    /// <summary>As <see cref="OfCycles"/>, one for all tests that only ask; it lives as long as the tests do.</summary>
    public static Task<ServedRun> Shared => _shared.Value;

    /// <summary>On the caller's thread.</summary>
    /// <param name="pace">Called before every event.</param>
    public void RunToEnd(Action<Primitives.EventTime>? pace = null)
    {
        _run.Run(pace, CancellationToken.None);
        Host.RunEnded(null);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> Get(string path) => await Read(await Client.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, string json) => await Read(await Send(path, json));

    public Task<HttpResponseMessage> Send(string path, string json) =>
        Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<string> Text(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        _desk.Dispose();
        _run.Dispose();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return (answer.StatusCode, body.RootElement.Clone());
        }
    }
}
