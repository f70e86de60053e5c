using CryptoScalp.Rules.Explain;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CryptoScalp.Rules.Host;

/// <summary>The form of an explanation: chosen by <c>?format=</c>, else by the header <c>Accept</c>, else JSON.</summary>
/// <param name="Name">One of the four.</param>
/// <param name="Width">Columns of the text.</param>
/// <param name="Colour">Whether the text has colours of a terminal.</param>
internal sealed record ViewFormat(string Name, int Width, bool Colour)
{
    public const string Json = "json", Text = "text", Mermaid = "mermaid", Html = "html";

    private static readonly string[] _all = [Json, Text, Mermaid, Html];

    public static IReadOnlyList<RouteParameter> Parameters { get; } =
    [
        new("format", "string", "json, text, mermaid or html; without it the header Accept decides."),
        new("width", "integer", "Columns of the text, 40 to 400; default 100."), new("colour", "boolean", "Colours the text for a terminal."),
    ];

    public static IReadOnlyList<string> MediaTypes { get; } = ["application/json", "text/plain", "text/vnd.mermaid", "text/html"];

    /// <exception cref="RequestFault">There is no such form.</exception>
    public static ViewFormat Of(HostCall call) => new(NameOf(call), (int)call.Number("width", 100, 40, 400), call.Flag("colour"));

    private static string NameOf(HostCall call)
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

    public Answer Render(Explanation explanation, PriceTrail? prices = null) => Name switch
    {
        Json => Answer.Json(explanation.ToJson()),
        Text => Answer.Text(TextOf(explanation)),
        Mermaid => Answer.Text(explanation.ToMermaid(), "text/vnd.mermaid; charset=utf-8"),
        Html => Answer.Text(explanation.ToHtml(prices), Answer.HtmlType) with { ContentPolicy = SecurityHeaders.ProofPolicy },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Several texts stand below each other.</summary>
    public string TextOf(params IEnumerable<Explanation> explanations) => string.Concat(explanations.Select(e => e.ToText(Width, Colour).TrimEnd() + "\n"));

    private static RequestFault Unknown(HostCall call, string form) =>
        new(406, HostDiagnostics.NotAcceptable, call.Context.Request.Path.Value!, HostCall.Short(form), string.Join(", ", _all));
}
