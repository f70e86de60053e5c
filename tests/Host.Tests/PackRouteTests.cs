using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Rules are changed over HTTP while the run goes on.</summary>
public sealed class PackRouteTests : IAsyncLifetime
{
    private const string Key = "0123456789abcdef-key";

    private volatile bool _isOver;
    private ServedRun _run = null!;
    private Task _running = Task.CompletedTask;

    private static string Rules => TestRules.BuyAboveHundred + "\nparam test_limit = 10.0 in [0.0, 100.0].\n";

    public async Task InitializeAsync()
    {
        _run = await ServedRun.Start(TestRules.Bind(Rules), new ListFeed(Runs.Cycles(10_000)), ServedRun.Options with { ApiKey = Key });
        _run.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        _running = Task.Factory.StartNew(() => _run.RunToEnd(_ => Pause()), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public async Task DisposeAsync()
    {
        await End();
        await _run.DisposeAsync();
    }

    [Fact]
    public async Task A_good_pack_is_staged_shadowed_activated_and_rolled_back()
    {
        string first = (await _run.Get("/packs")).IsFine().GetProperty("active").GetString()!;

        JsonElement staged = (await Stage(Above("1000.0"))).IsFine();
        string version = staged.GetProperty("version").GetString()!;
        Assert.Equal("ready", staged.GetProperty("state").GetString());
        Assert.True(staged.GetProperty("report").GetProperty("passed").GetBoolean());
        Assert.Equal(["buy"], staged.GetProperty("report").GetProperty("rules").GetProperty("rulesChanged").Texts());
        Assert.Equal(first, await Active());

        JsonElement shadow = (await _run.Post($"/packs/{version[..12]}/shadow", "")).IsFine();
        Assert.Equal("shadowing", shadow.GetProperty("state").GetString());

        JsonElement active = (await _run.Post($"/packs/{version[..12]}/activate?by=test", "")).IsFine();
        Assert.Equal("active", active.GetProperty("state").GetString());
        Assert.Equal(version, await Active());
        Assert.Equal(version, (await _run.Get("/status")).IsFine().GetProperty("program").GetString());

        JsonElement back = (await _run.Post("/packs/rollback", """{"cause":"a test"}""")).IsFine();
        Assert.Equal(first, back.GetProperty("version").GetString());
        Assert.Equal(first, await Active());
        JsonElement left = (await _run.Get($"/packs/{version}")).IsFine();
        Assert.Equal(("previous", "a test", "http"), (left.GetProperty("state").GetString(), left.GetProperty("cause").GetString(), left.GetProperty("by").GetString()));
    }

    /// <summary>In the order of the document: what is staged first follows, parameters are set, and their setting is taken back.</summary>
    [Fact]
    public async Task Every_example_that_needs_the_key_is_taken_as_it_stands()
    {
        JsonElement paths = (await _run.Get("/openapi.json")).IsFine().GetProperty("paths");
        HostRoute[] examples = [.. RouteTable.All.Where(static r => r.Writes && r.BodyExample is not null)];

        Assert.Equal(["/packs", "/packs/params", "/packs/rollback"], examples.Select(static r => r.Path));
        foreach (HostRoute route in examples)
        {
            JsonElement body = paths.GetProperty(route.Path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
            (HttpStatusCode status, JsonElement answer) = await _run.Post(route.Path, body.GetRawText());
            Assert.True(status == HttpStatusCode.OK, $"{route.Path}: {status} {answer}");
        }
    }

    [Fact]
    public async Task Listeners_are_told_what_becomes_of_packs()
    {
        using HttpResponseMessage answer = await _run.Client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using StreamReader events = new(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("event: hello", await Next(events, static line => line.StartsWith("event: ", StringComparison.Ordinal)));

        string version = (await Stage(Above("1000.0"))).IsFine().GetProperty("version").GetString()!;
        await ToldOf(events, version, "ready");
        (await _run.Post($"/packs/{version}/shadow", "")).IsFine();
        await ToldOf(events, version, "shadowing");
        (await _run.Post($"/packs/{version}/activate", "")).IsFine();
        await ToldOf(events, version, "active");
        string first = (await _run.Post("/packs/rollback", """{"cause":"a test"}""")).IsFine().GetProperty("version").GetString()!;
        await ToldOf(events, first, "active");
        string changed = (await _run.Post("/packs/params", """{"set":{"test_limit":"20.0"}}""")).IsFine().GetProperty("version").GetString()!;
        await ToldOf(events, changed, "active");
    }

    /// <summary>Reads on to the event that says so.</summary>
    private static async Task ToldOf(StreamReader events, string version, string state)
    {
        while (true)
        {
            await Next(events, static line => line == "event: pack");
            JsonElement pack = JsonDocument.Parse((await Next(events, static line => line.StartsWith("data: ", StringComparison.Ordinal)))[6..]).RootElement;
            if (pack.GetProperty("version").GetString() == version && pack.GetProperty("state").GetString() == state)
            {
                return;
            }
        }
    }

    private static async Task<string> Next(StreamReader events, Func<string, bool> fits)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(120));
        while (await events.ReadLineAsync(patience.Token) is { } line)
        {
            if (fits(line))
            {
                return line;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }

    [Theory]
    [InlineData("parse", "propose(Sym")]
    [InlineData("types", "p(X) :- qoute(X).")]
    public async Task A_bad_pack_is_refused_with_its_report_and_the_rules_in_force_go_on(string step, string text)
    {
        string before = await Active();

        (HttpStatusCode Status, JsonElement Body) answer = await Stage(text);

        Assert.Contains($"'{step}'", answer.IsProblem(422, PackDiagnostics.GateRefused), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Body.GetProperty("diagnostics").EnumerateArray());
        JsonElement last = answer.Body.GetProperty("pack").GetProperty("report").GetProperty("steps").EnumerateArray().Last();
        Assert.Equal((step, "failed"), (last.GetProperty("step").GetString(), last.GetProperty("outcome").GetString()));
        Assert.Contains("pack.rules:1:", last.GetProperty("diagnostics")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await Active());
    }

    [Fact]
    public async Task Parameters_are_set_and_taken_back()
    {
        string before = await Active();

        JsonElement set = (await _run.Post("/packs/params", """{"set":{"test_limit":"20.0"},"by":"somebody"}""")).IsFine();

        Assert.Equal("http: somebody", set.GetProperty("by").GetString());
        Assert.Contains("test_limit", Assert.Single(set.GetProperty("report").GetProperty("rules").GetProperty("paramsChanged").Texts()), StringComparison.Ordinal);
        Assert.NotEqual(before, await Active());
        Assert.Contains("test_limit", (await _run.Post("/packs/params", """{"set":{"test_limit":"2000.0"}}""")).IsProblem(422, PackDiagnostics.ParamsRefused), StringComparison.Ordinal);
        Assert.Contains("no_such", (await _run.Post("/packs/params", """{"set":{"no_such":"1"}}""")).IsProblem(422, PackDiagnostics.ParamsRefused), StringComparison.Ordinal);
        (await _run.Post("/packs/params", """{"set":{"test_limit":"20.0"}}""")).IsProblem(409, PackDiagnostics.AlreadyActive);
        (await _run.Post("/packs/rollback", "{}")).IsFine();
        Assert.Equal(before, await Active());
    }

    [Fact]
    public async Task A_difference_is_shown_without_staging_anything()
    {
        JsonElement report = (await _run.Post("/packs/diff", Files(Above("1000.0")))).IsFine();

        Assert.True(report.GetProperty("passed").GetBoolean());
        Assert.Equal(["buy"], report.GetProperty("rules").GetProperty("rulesChanged").Texts());
        Assert.False((await _run.Post("/packs/diff", Files("p(")))
            .IsFine().GetProperty("passed").GetBoolean());
        Assert.Equal(1, (await _run.Get("/packs")).IsFine().GetProperty("packs").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_with_its_code()
    {
        string first = await Active();

        (await _run.Get("/packs/ffff")).IsProblem(404, PackDiagnostics.NoSuchVersion);
        (await _run.Post("/packs/ffff/shadow", "")).IsProblem(404, PackDiagnostics.NoSuchVersion);
        (await _run.Post("/packs/ffff/activate", "")).IsProblem(404, PackDiagnostics.NoSuchVersion);
        (await _run.Post($"/packs/{first}/activate", "")).IsProblem(409, PackDiagnostics.AlreadyActive);
        (await _run.Post("/packs/rollback", "{}")).IsProblem(409, PackDiagnostics.NothingBefore);
        Assert.Contains("files", (await _run.Post("/packs", "{}")).IsProblem(400, HostDiagnostics.FieldWrong), StringComparison.Ordinal);
        (await _run.Post("/packs", """{"files":{"a":1}}""")).IsProblem(400, HostDiagnostics.FieldWrong);
        (await _run.Post("/packs", """{"files":{"a":"","a":""}}""")).IsProblem(400, HostDiagnostics.FieldWrong);
        (await _run.Post("/packs/params", """{"set":{}}""")).IsProblem(400, HostDiagnostics.FieldWrong);
        Assert.Equal(first, await Active());
    }

    [Fact]
    public async Task After_its_end_the_rules_of_a_run_stay()
    {
        await End();

        (await Stage(Above("1000.0"))).IsProblem(409, PackDiagnostics.RunIsOver);
        (await _run.Post("/packs/params", """{"set":{"test_limit":"20.0"}}""")).IsProblem(409, PackDiagnostics.RunIsOver);
        (await _run.Get("/packs")).IsFine();
    }

    [Fact]
    public async Task Whatever_writes_needs_the_key_and_a_pack_is_bounded()
    {
        _run.Client.DefaultRequestHeaders.Remove("X-Api-Key");

        (await Stage(Rules)).IsProblem(401, HostDiagnostics.KeyRequired);
        foreach (string path in new[] { "/packs/params", "/packs/rollback", "/packs/ffff/shadow", "/packs/ffff/activate" })
        {
            (await _run.Post(path, "{}")).IsProblem(401, HostDiagnostics.KeyRequired);
        }

        (await _run.Get("/packs")).IsFine();
        (await _run.Post("/packs/diff", Files(new string('/', ServedRun.Options.MaxBodyBytes)))).IsProblem(413, HostDiagnostics.BodyTooLarge);
    }

    private static string Above(string price) => Rules.Replace("Bid > 100.0", $"Bid > {price}", StringComparison.Ordinal);

    private static string Files(string text) => new JsonObject { ["files"] = new JsonObject { ["pack.rules"] = text } }.ToJsonString();

    private Task<(HttpStatusCode Status, JsonElement Body)> Stage(string text) => _run.Post("/packs", Files(text));

    private async Task<string> Active() => (await _run.Get("/packs")).IsFine().GetProperty("active").GetString()!;

    private void Pause()
    {
        if (!_isOver)
        {
            Thread.Sleep(2);
        }
    }

    private async Task End()
    {
        _isOver = true;
        await _running;
    }
}
