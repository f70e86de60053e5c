using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>One request, as endpoints see it: its parameters read and checked, its body read within bounds.</summary>
internal sealed class HostCall(HttpContext context, HostServices services, CancellationToken stop)
{
    public HttpContext Context => context;

    public HostServices Services => services;

    /// <summary>Falls when the client goes, the time is over or the host stops.</summary>
    public CancellationToken Stop => stop;

    /// <summary>A part of the path.</summary>
    public string Part(string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>A query parameter; null when it is not given or empty.</summary>
    public string? Parameter(string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>A whole number within bounds.</summary>
    public long Number(string name, long missing, long low, long high)
    {
        if (Parameter(name) is not { } text)
        {
            return missing;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= low && number <= high
            ? number
            : throw new RequestFault(400, HostDiagnostics.FieldWrong, name, $"a whole number from {low} to {high} is needed, not '{Short(text)}'");
    }

    /// <summary>A switch of the query: true or 1, false or 0; false when it is not given.</summary>
    public bool Flag(string name) => Parameter(name) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        { } other => throw new RequestFault(400, HostDiagnostics.FieldWrong, name, $"true or false is needed, not '{Short(other)}'"),
    };

    /// <summary>One of some words; null when it is not given.</summary>
    public string? OneOf(string name, IReadOnlyList<string> words) => Parameter(name) is not { } text || words.Contains(text, StringComparer.Ordinal)
        ? Parameter(name)
        : throw new RequestFault(400, HostDiagnostics.FieldWrong, name, $"there are {string.Join(", ", words)}");

    /// <summary>The body as one JSON object with no other fields than those named.</summary>
    public async ValueTask<RequestBody> ReadBody(params string[] fields) => new(await BodyReader.Read(context.Request, services.Options, stop).ConfigureAwait(false), fields);

    /// <summary>What a client sent, cut to what a message may repeat.</summary>
    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
