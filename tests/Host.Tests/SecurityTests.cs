using System.Net;
using System.Net.Sockets;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Who gets in, and what browsers are told.</summary>
public sealed class SecurityTests
{
    private const string Key = "0123456789abcdef-a-key";

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example:8080")]
    [InlineData("10.0.0.1")]
    public async Task Another_name_in_the_host_header_is_refused_on_every_path(string name)
    {
        ServedRun run = await ServedRun.Shared;

        foreach (string path in new[] { "/", "/decisions", "/health", "/nothing", "/events" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Host = name;
            using HttpResponseMessage answer = await run.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
            Assert.Contains(HostDiagnostics.HostRefused.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_that_was_given_is_answered()
    {
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { HostNames = ["desk.example"] });
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/decisions", UriKind.Relative));
        request.Headers.Host = "Desk.Example:9000";

        using HttpResponseMessage answer = await run.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_host_that_others_can_reach_does_not_start_without_a_key()
    {
        HostException none = await Assert.ThrowsAsync<HostException>(() => RuleHost.StartAsync(TestRules.Bind(TestRules.BuyAboveHundred), new HostOptions { Address = IPAddress.Any, Port = 0 }));
        HostException shorter = await Assert.ThrowsAsync<HostException>(() => RuleHost.StartAsync(TestRules.Bind(TestRules.BuyAboveHundred), new HostOptions { Address = IPAddress.Any, Port = 0, ApiKey = "short" }));

        Assert.Equal(HostDiagnostics.KeyNeeded, none.Diagnostic.Descriptor);
        Assert.Equal(HostDiagnostics.KeyNeeded, shorter.Diagnostic.Descriptor);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("0123456789abcdef-b-key", 401)]
    [InlineData("0123456789abcdef-a-ke", 401)]
    [InlineData(Key, 200)]
    public async Task Where_others_can_reach_it_everything_but_probes_needs_the_key(string? given, int expected)
    {
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { Address = IPAddress.Any, ApiKey = Key });
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{run.Host.Address.Port}") };
        if (given is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", given);
        }

        using HttpResponseMessage decisions = await client.GetAsync(new Uri("/decisions", UriKind.Relative));
        using HttpResponseMessage health = await client.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(expected, (int)decisions.StatusCode);
        Assert.Equal(expected == 401, (await decisions.Content.ReadAsStringAsync()).Contains(HostDiagnostics.KeyRequired.Code, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 403)]
    [InlineData(Key, null, 401)]
    [InlineData(Key, "wrong", 401)]
    [InlineData(Key, Key, 0)]
    public void A_route_that_writes_needs_the_key_on_loopback_too(string? key, string? given, int status)
    {
        ApiKeyCheck check = new(new HostOptions { ApiKey = key });
        Microsoft.AspNetCore.Http.DefaultHttpContext context = new();
        context.Request.Headers[ApiKeyCheck.Header] = given;
        HostRoute writing = new("POST", "/packs", "", static _ => default) { Writes = true };

        RequestFault? fault = (RequestFault?)Record.Exception(() => check.Check(context.Request, writing));

        Assert.Equal(status, fault?.Status ?? 0);
    }

    [Fact]
    public async Task No_answer_lets_another_origin_read_it_and_pages_may_load_only_what_is_theirs()
    {
        ServedRun run = await ServedRun.Shared;

        foreach (string path in new[] { "/", "/console.js", "/decisions", "/decisions/1/proof?format=html", "/metrics", "/nothing" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Add("Origin", "http://evil.example");
            using HttpResponseMessage answer = await run.Client.SendAsync(request);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        }
    }

    [Fact]
    public async Task A_port_in_use_is_told_as_such()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();

        HostException fault = await Assert.ThrowsAsync<HostException>(() => RuleHost.StartAsync(TestRules.Bind(TestRules.BuyAboveHundred), new HostOptions { Port = ((IPEndPoint)other.LocalEndpoint).Port }));

        Assert.Equal(HostDiagnostics.CannotListen, fault.Diagnostic.Descriptor);
        Assert.Contains("the port is in use", fault.Message, StringComparison.Ordinal);
    }
}
