using System.Net;
using System.Text;
using System.Text.Json;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Every kind of request that cannot be answered is answered with what is wrong and what to do.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("{\"query\": quote}", "CSR7017")]
    [InlineData("", "CSR7017")]
    [InlineData("{\"query\":\"a\"} {}", "CSR7017")]
    [InlineData("[[[[[[[[[[]]]]]]]]]]", "CSR7018")]
    [InlineData("{\"query\":{\"a\":[[[[[[[[1]]]]]]]]}}", "CSR7018")]
    [InlineData("[]", "CSR7019")]
    [InlineData("null", "CSR7019")]
    [InlineData("{}", "CSR7019")]
    [InlineData("{\"query\":1}", "CSR7019")]
    [InlineData("{\"query\":\"\"}", "CSR7019")]
    [InlineData("{\"query\":\"position(S, Q)\",\"limit\":\"many\"}", "CSR7019")]
    [InlineData("{\"query\":\"position(S, Q)\",\"limit\":0}", "CSR7019")]
    [InlineData("{\"qery\":\"position(S, Q)\"}", "CSR7019")]
    public async Task A_bad_body_is_refused_with_its_code(string body, string code)
    {
        ServedRun run = await ServedRun.Shared;

        (HttpStatusCode status, JsonElement problem) = await run.Post("/query", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("/decisions?limt=3", "limt", "did you mean 'limit'?")]
    [InlineData("/non-decisions?symbl=BTCUSDT", "symbl", "did you mean 'symbol'?")]
    [InlineData("/decisions/1?x=1", "x", "this route has none")]
    public async Task A_parameter_that_a_route_does_not_have_is_refused(string path, string name, string help)
    {
        ServedRun run = await ServedRun.Shared;

        string detail = (await run.Get(path)).IsProblem(400, HostDiagnostics.FieldWrong);

        Assert.Contains(name, detail, StringComparison.Ordinal);
        Assert.Contains(help, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_field_is_not_ignored_but_corrected()
    {
        ServedRun run = await ServedRun.Shared;

        Assert.Equal("qery: there is no such field; did you mean 'query'?", (await run.Post("/query", """{"qery":"position(S, Q)"}""")).IsProblem(400, HostDiagnostics.FieldWrong));
    }

    [Theory]
    [InlineData("/events?nonDecisions=yes", "nonDecisions")]
    [InlineData("/non-decisions?recorded=on", "recorded")]
    [InlineData("/decisions/last/proof?colour=2", "colour")]
    [InlineData("/decisions/last/proof?format=html&prices=TRUE", "prices")]
    public async Task A_switch_that_is_neither_on_nor_off_is_not_taken_for_off(string path, string name) =>
        Assert.StartsWith($"{name}: true or false is needed", (await (await ServedRun.Shared).Get(path)).IsProblem(400, HostDiagnostics.FieldWrong), StringComparison.Ordinal);

    [Fact]
    public async Task Brackets_in_texts_are_not_depth()
    {
        ServedRun run = await ServedRun.Shared;

        (await run.Post("/query", """{"query":"[[[[[[[[[[[[ \" [[[["}""")).IsProblem(422, HostDiagnostics.QuestionWrong);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_it_says_its_length(bool saysLength)
    {
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { MaxBodyBytes = 1_000 });
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/query", UriKind.Relative)) { Content = new StringContent(new string(' ', 5_000), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = !saysLength;

        using HttpResponseMessage answer = await run.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(HostDiagnostics.BodyTooLarge.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_sent_as_json_is_refused()
    {
        ServedRun run = await ServedRun.Shared;
        using StringContent form = new("""{"query":"position(S, Q)"}""", Encoding.UTF8, "text/plain");

        using HttpResponseMessage answer = await run.Client.PostAsync(new Uri("/query", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains(HostDiagnostics.MediaTypeWrong.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_path_and_a_wrong_method_are_told_apart()
    {
        ServedRun run = await ServedRun.Shared;

        Assert.Contains("/openapi.json", (await run.Get("/decision")).IsProblem(404, HostDiagnostics.NoSuchRoute), StringComparison.Ordinal);
        Assert.Equal("/why takes POST, not GET", (await run.Get("/why")).IsProblem(405, HostDiagnostics.MethodNotAllowed));
        (await run.Post("/decisions", "{}")).IsProblem(405, HostDiagnostics.MethodNotAllowed);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_given_up()
    {
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { Clock = new HurriedClock() });

        (await run.Post("/why-not", """{"what":"BTCUSDT"}""")).IsProblem(504, HostDiagnostics.TimedOut);
    }

    [Fact]
    public async Task Requests_above_the_bound_are_refused_at_once_while_probes_are_answered()
    {
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { MaxConcurrentRequests = 0 });

        (await run.Get("/decisions")).IsProblem(503, HostDiagnostics.TooBusy);
        (await run.Get("/health")).IsFine();
        (await run.Get("/ready")).IsFine();
    }

    [Fact]
    public void A_fault_of_the_host_has_a_code_of_its_own()
    {
        RequestFault fault = new(500, HostDiagnostics.Internal, "NullReferenceException");

        using JsonDocument body = JsonDocument.Parse(ProblemDocument.Of(fault).Body);
        Assert.Equal("CSR7032", body.RootElement.GetProperty("code").GetString());
        Assert.Contains("the run goes on", body.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
