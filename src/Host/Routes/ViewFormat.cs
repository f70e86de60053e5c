using CryptoScalp.Rules.Explain;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CryptoScalp.Rules.Host;

/// <summary>The forms of an explanation: chosen by <c>?format=</c>, else by the header <c>Accept</c>, else JSON.</summary>
internal static class ViewFormat
{
    public const string Json = "json", Text = "text", Mermaid = "mermaid", Html = "html";

    private static readonly string[] _all = [Json, Text, Mermaid, Html];

    public static RouteParameter Parameter { get; } = new("format", "string", "json, text, mermaid or html; without it the header Accept decides.");

    public static IReadOnlyList<string> MediaTypes { get; } = ["application/json", "text/plain", "text/vnd.mermaid", "text/html"];

    public static string Of(HostCall call)
    {
        if (call.Parameter("format") is { } named)
        {
            return _all.Contains(named, StringComparer.Ordinal) ? named : throw Unknown(call, named);
        }

        IList<MediaTypeHeaderValue> accepted = call.Context.Request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return Json;
        }

        foreach (MediaTypeHeaderValue wanted in accepted.OrderByDescending(static a => a.Quality ?? 1.0))
        {
            int found = MediaTypes.ToList().FindIndex(type => wanted.MatchesMediaType(type));
            if (found >= 0)
            {
                return _all[found];
            }
        }

        throw Unknown(call, string.Join(", ", accepted));
    }

    public static Answer Render(Explanation explanation, string format, PriceTrail? prices = null) => format switch
    {
        Json => Answer.Json(explanation.ToJson()),
        Text => Answer.Text(explanation.ToText()),
        Mermaid => Answer.Text(explanation.ToMermaid(), "text/vnd.mermaid; charset=utf-8"),
        Html => Answer.Text(explanation.ToHtml(prices), Answer.HtmlType) with { ContentPolicy = SecurityHeaders.ProofPolicy },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RequestFault Unknown(HostCall call, string form) =>
        new(406, HostDiagnostics.NotAcceptable, call.Context.Request.Path.Value!, HostCall.Short(form), string.Join(", ", _all));
}
