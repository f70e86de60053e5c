using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>What every request passes: headers, the checks of host and key, the bounds on number and time, and the one place where faults become answers.</summary>
internal sealed class Gate(HostServices services, CancellationToken stopping)
{
    private readonly HostCheck _host = new(services.Options);
    private readonly ApiKeyCheck _key = new(services.Options);

    /// <summary>The request delegate of a route.</summary>
    public RequestDelegate Of(HostRoute route) => context => Pass(context, route);

    /// <summary>Nothing is at this path, or not by this method.</summary>
    public async Task Refuse(HttpContext context, RequestFault fault)
    {
        SecurityHeaders.Set(context.Response);
        try
        {
            _host.Check(context.Request);
        }
        catch (RequestFault refused)
        {
            fault = refused;
        }

        services.Counters.Answered("none", fault.Status);
        await Write(context, ProblemDocument.Of(fault), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task Pass(HttpContext context, HostRoute route)
    {
        ShortSlices.Take();
        SecurityHeaders.Set(context.Response);
        using CancellationTokenSource time = new(route.IsStream ? Timeout.InfiniteTimeSpan : TimeOf(route), services.Options.Clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, time.Token);

        Answer? answer = await Answered(context, route, stop.Token).ConfigureAwait(false);
        services.Counters.Answered(route.Path, answer?.Status ?? context.Response.StatusCode);
        if (answer is not null && !context.RequestAborted.IsCancellationRequested)
        {
            await Write(context, answer, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async ValueTask<Answer?> Answered(HttpContext context, HostRoute route, CancellationToken stop)
    {
        int answering = route.IsStream ? 0 : services.Counters.Enter();
        try
        {
            _host.Check(context.Request);
            _key.Check(context.Request, route);
            if (answering > services.Options.MaxConcurrentRequests && !route.IsProbe)
            {
                context.Response.Headers.RetryAfter = "1";
                throw new RequestFault(503, HostDiagnostics.TooBusy, services.Options.MaxConcurrentRequests);
            }

            ParameterCheck.Check(context.Request, route);
            return await route.Handler(new HostCall(context, services, stop)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The edge: a fault of one request must not reach another, nor the run.
        catch (Exception e)
        {
            return context.Response.HasStarted ? null : ProblemDocument.Of(FaultOf(e, context, route));
        }
#pragma warning restore CA1031
        finally
        {
            if (!route.IsStream)
            {
                services.Counters.Leave();
            }
        }
    }

    private TimeSpan TimeOf(HostRoute route) => route.Patience ?? services.Options.RequestTimeout;

    private RequestFault FaultOf(Exception e, HttpContext context, HostRoute route) => e switch
    {
        RequestFault fault => fault,
        PackException refused => PackFaults.Of(refused),
        OperationCanceledException when stopping.IsCancellationRequested => new RequestFault(503, HostDiagnostics.StateUnknown, "the host is stopping"),
        OperationCanceledException => new RequestFault(504, HostDiagnostics.TimedOut, TimeOf(route).TotalSeconds),
        BadHttpRequestException { StatusCode: 413 } => new RequestFault(413, HostDiagnostics.BodyTooLarge, services.Options.MaxBodyBytes),
        BadHttpRequestException bad => new RequestFault(bad.StatusCode, HostDiagnostics.BodyNotJson, bad.Message),
        _ => Failed(e, context),
    };

    private RequestFault Failed(Exception e, HttpContext context)
    {
        services.Counters.Failed($"{context.Request.Method} {context.Request.Path}", e);
        return new RequestFault(500, HostDiagnostics.Internal, e.GetType().Name);
    }

    private static async Task Write(HttpContext context, Answer answer, CancellationToken stop)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (answer.ContentPolicy is not null)
        {
            response.Headers.ContentSecurityPolicy = answer.ContentPolicy;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(answer.Body, stop).ConfigureAwait(false);
        }
    }
}
