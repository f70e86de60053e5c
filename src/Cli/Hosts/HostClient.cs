using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Host;

namespace CryptoScalp.Rules.Cli;

/// <summary>Asks a running host; whatever is not an answer becomes a <see cref="HostFaultException"/> with a code.</summary>
/// <remarks>Follows no redirection, so that the key goes to the address that was named and nowhere else. Answers beyond 64 MiB are refused.</remarks>
internal sealed class HostClient : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024 * 1024;
    private const string ProblemType = "application/problem+json", KeyHeader = "X-Api-Key";

    /// <summary>Longer than a host takes for any answer but that of a pack's gate.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Uri _address;
    private readonly HttpClient _http;

    /// <param name="address">Of the host.</param>
    /// <param name="key">For <c>X-Api-Key</c>; null for none.</param>
    public HostClient(Uri address, string? key)
    {
        _address = address;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan, // each request has its own
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation(KeyHeader, key);
        }
    }

    /// <exception cref="HostFaultException">There is no answer, or it says what is wrong.</exception>
    public HostAnswer Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), _patience);

    /// <param name="path">Below the host's address.</param>
    /// <param name="body">What is asked.</param>
    /// <param name="patience">How long to wait for the answer; 30 s unless told.</param>
    /// <exception cref="HostFaultException">There is no answer, or it says what is wrong.</exception>
    public HostAnswer Post(string path, JsonObject body, TimeSpan? patience = null) => Send(
        new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") },
        patience ?? _patience);

    public void Dispose() => _http.Dispose();

    private HostAnswer Send(HttpRequestMessage request, TimeSpan patience)
    {
        using CancellationTokenSource stop = new(patience);
        using (request)
        {
            try
            {
                using HttpResponseMessage response = _http.Send(request, stop.Token);
                using StreamReader body = new(response.Content.ReadAsStream(), Encoding.UTF8);
                string text = body.ReadToEnd();
                return response.IsSuccessStatusCode ? new HostAnswer(text, MatchesOf(response)) : throw ProblemOf(response, text);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                throw new HostFaultException(ExitCode.Failed, HostDiagnostics.NotReachable, _address, Words(e, patience));
            }
        }
    }

    private HostFaultException ProblemOf(HttpResponseMessage response, string text)
    {
        if (response.Content.Headers.ContentType?.MediaType != ProblemType)
        {
            return NotAHost($"{(int)response.StatusCode} {response.ReasonPhrase}");
        }

        try
        {
            using JsonDocument problem = JsonDocument.Parse(text);
            string code = problem.RootElement.GetProperty("code").GetString()!, detail = problem.RootElement.GetProperty("detail").GetString()!;
            return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? new HostFaultException(ExitCode.WrongCall, code, $"{detail}; give the host's key with --api-key-file FILE or the variable {HostInputs.KeyVariable}")
                : new HostFaultException((int)response.StatusCode < 500 ? ExitCode.WrongInput : ExitCode.Failed, code, detail) { Answer = text };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return NotAHost(e.Message);
        }
    }

    private HostFaultException NotAHost(string what) => new(ExitCode.Failed, HostDiagnostics.NotAHost, _address, what);

    private static int MatchesOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Matches", out IEnumerable<string>? values) && int.TryParse(values.First(), System.Globalization.CultureInfo.InvariantCulture, out int matches) ? matches : 1;

    private static string Words(Exception e, TimeSpan patience) => e switch
    {
        OperationCanceledException => $"no answer within {patience.TotalSeconds} s",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "the connection was refused",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => "there is no machine of that name",
        { InnerException: { } inner } => inner.Message,
        _ => e.Message,
    };
}

/// <summary>What a host answered.</summary>
/// <param name="Text">The body.</param>
/// <param name="Matches">How many facts match, of a why.</param>
internal sealed record HostAnswer(string Text, int Matches);
