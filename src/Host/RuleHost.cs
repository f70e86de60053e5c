using System.Net;
using System.Net.Sockets;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CryptoScalp.Rules.Host;

/// <summary>The HTTP side of a run: start it, give <see cref="Observer"/> to the run, attach the run, and stop it at the end.</summary>
/// <remarks>The run goes on whatever happens here. Thread-safe where it says so; the life cycle is: started, attached, ended, stopped.</remarks>
public sealed class RuleHost : IAsyncDisposable
{
    private const int MaxConnections = 256;

    private readonly WebApplication _app;
    private readonly HostServices _services;
    private readonly CancellationTokenSource _stopping;
    private bool _isStopped;

    private RuleHost(WebApplication app, HostServices services, CancellationTokenSource stopping)
    {
        _app = app;
        _services = services;
        _stopping = stopping;
    }

    /// <summary>Puts up for readers what the run tells; give it to the run, beside whoever else watches.</summary>
    public IRunObserver Observer => _services.Board;

    /// <summary>Where it answers; with the port that was taken when any was allowed.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts to answer; what needs the run says that it is not ready.</summary>
    /// <param name="program">The rules that the run will run.</param>
    /// <param name="options">Where to listen, and bounds.</param>
    /// <param name="stop">Ends the start.</param>
    /// <exception cref="HostException">The address cannot be listened on, or needs a key that is not there.</exception>
    public static async Task<RuleHost> StartAsync(BoundProgram program, HostOptions options, CancellationToken stop = default)
    {
        if (!options.IsLoopback && (options.ApiKey?.Length ?? 0) < ApiKeyCheck.MinLength)
        {
            throw new HostException(HostDiagnostics.KeyNeeded, options.Address);
        }

        CancellationTokenSource stopping = new();
        RunBoard board = new(options);
        RunLink run = new(options);
        HostCounters counters = new();
        HostServices services = new(program, options, board, run, counters) { Events = new EventHub(options, board, counters) { Packs = () => run.Desk?.Packs ?? [] } };
        WebApplication app = Build(options);
        Map(app, new Gate(services, stopping.Token));
        RuleHost host = new(app, services, stopping);
        try
        {
            await Listen(app, stop).ConfigureAwait(false);
            WarmUp.Run(program);
            return host;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw new HostException(HostDiagnostics.CannotListen, new IPEndPoint(options.Address, options.Port), Words(e));
        }
    }

    /// <summary>Lets questions be asked about a run that keeps a mirror (<see cref="TickPipelineOptions.MirrorCapacity"/>). Once.</summary>
    /// <param name="run">The run.</param>
    /// <param name="desk">Where its rules are changed; the caller closes it before the run. Null for a run whose rules stay.</param>
    public void Attach(MarketRun run, PackDesk? desk = null) => _services.Run.Attach(run, desk);

    /// <summary>The run is over; its last state can still be asked about.</summary>
    /// <param name="failure">Why it had to stop; null when it came to its end.</param>
    public void RunEnded(string? failure) => _services.Run.End(failure);

    /// <summary>Tells listeners, lets requests end, and stops answering.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token).ConfigureAwait(false);
        _services.Run.Dispose();
        _services.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>Begins on a worker: the thread that watches the sockets is started here, and has the slices of the one that starts it; the caller's is the tick thread.</summary>
    private static Task Listen(WebApplication app, CancellationToken stop) => Task.Run(
        () =>
        {
            ShortSlices.Take();
            return app.StartAsync(stop);
        },
        stop);

    private static WebApplication Build(HostOptions options)
    {
        // Empty: no files, environment or console of the framework's own; what is said is said by the command line.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore()
            .UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true) // on the worker that read the request: another one is woken for nothing
            .ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes + 1; // our own bound, with our own message, comes first
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            kestrel.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    private static void Map(WebApplication app, Gate gate)
    {
        app.UseRouting();
        foreach (HostRoute route in RouteTable.All)
        {
            string[] methods = route.Method == "GET" ? ["GET", "HEAD"] : [route.Method];
            app.MapMethods(route.Path, methods, gate.Of(route));
        }

        foreach (IGrouping<string, HostRoute> path in RouteTable.All.GroupBy(static r => r.Path))
        {
            string taken = string.Join(" and ", path.Select(static r => r.Method));
            app.Map(path.Key, context => gate.Refuse(context, new RequestFault(405, HostDiagnostics.MethodNotAllowed, context.Request.Path.Value!, taken, HostCall.Short(context.Request.Method))))
                .WithOrder(1);
        }

        app.MapFallback(context => gate.Refuse(context, new RequestFault(404, HostDiagnostics.NoSuchRoute, HostCall.Short(context.Request.Path.Value ?? "/"))));
    }

    private static string Words(Exception e) => e switch
    {
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "the port is in use",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "it is not allowed (ports below 1024 need a right of their own)",
        { InnerException: { } inner } when e is IOException => inner.InnerException is SocketException socket ? Words(socket) : e.Message.Contains("in use", StringComparison.Ordinal) ? "the port is in use" : e.Message,
        _ => e.Message,
    };

    /// <summary>Signals are the command's business.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
