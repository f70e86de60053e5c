using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary><c>GET /why-not/summary</c>: why nothing was decided over a span of the recorded run, counted.</summary>
internal static class WhyNotSummaryRoute
{
    public static HostRoute Route { get; } = new("GET", "/why-not/summary", "Why nothing was decided over a span, counted: what struck candidates, what kept rules from proposing, and how far it was.", Answered)
    {
        Parameters =
        [
            .. ViewFormat.Parameters, new("symbol", "string", "Of one symbol; default: of all."),
            new("from", "string", "The start of the span: 10:31, 2024-01-15T10:30:00.25Z, 90s since the start, -15m before the end; default: the start of the run."),
            new("to", "string", "Its end; default: now."),
            new("moments", "integer", $"At how many moments, evenly spread, the rules are asked, 1 to {SummaryRequest.MostMoments}; default {new SummaryRequest().Moments}."),
        ],
        Forms = ViewFormat.MediaTypes,
        Faults = [(400, "a parameter is wrong"), (422, "the run is not recorded, or no fact names the symbol")],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        ViewFormat format = ViewFormat.Of(call);
        string journal = call.Services.Options.Journal ?? throw new RequestFault(422, HostDiagnostics.NotRecorded, "");
        (EventTime? from, EventTime? to) = ListRequest.Span(call);
        SummaryRequest request = new()
        {
            Symbol = call.Parameter("symbol"),
            From = from,
            To = to,
            Moments = (int)call.Number("moments", new SummaryRequest().Moments, 1, SummaryRequest.MostMoments),
        };
        return format.Render(Explanation.Of(await HeavyWork.OnJournal(call, _ => Count(call, journal, request)).ConfigureAwait(false)));
    }

    private static WhyNotSummary Count(HostCall call, string journal, SummaryRequest request)
    {
        DiagnosticBag diagnostics = new();
        try
        {
            WhyNotSummary? summary = NonDecisionSummary.Of(journal, request, diagnostics, call.Stop);
            return summary ?? (diagnostics.HasErrors
                ? throw RequestFault.OfQuestion(diagnostics)
                : throw new RequestFault(422, HostDiagnostics.MomentUnknown, "there is no event in that time, or the rules decide nothing"));
        }
        catch (JournalException e)
        {
            throw new RequestFault(422, HostDiagnostics.MomentUnknown, e.Message);
        }
    }
}
