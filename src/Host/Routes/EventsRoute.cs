using System.Globalization;

namespace CryptoScalp.Rules.Host;

/// <summary><c>GET /events</c>: what the run tells, as it happens.</summary>
internal static class EventsRoute
{
    public static HostRoute Route { get; } = new("GET", "/events", "Server-sent events: decision, status, rollback, pack and, when asked for, non-decision. Goes on after Last-Event-ID.", Answered)
    {
        Parameters = [new("nonDecisions", "boolean", "With true non-decisions are sent too; they are many.")],
        Forms = ["text/event-stream"],
        IsStream = true,
        Faults = [(503, "too many listeners")],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        string last = call.Context.Request.Headers["Last-Event-ID"].ToString();
        long? after = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
        await call.Services.Events.Stream(call.Context.Response, after, call.Parameter("nonDecisions") is "true" or "1", call.Stop).ConfigureAwait(false);
        return null;
    }
}
