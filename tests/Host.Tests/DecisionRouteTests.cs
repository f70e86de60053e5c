using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Decisions, their proofs and non-decisions over HTTP.</summary>
public sealed class DecisionRouteTests
{
    [Fact]
    public async Task Decisions_are_listed_newest_first_in_pages_with_their_orders()
    {
        ServedRun run = await ServedRun.Shared;

        JsonElement all = (await run.Get("/decisions")).IsFine();
        JsonElement page = (await run.Get("/decisions?limit=2&before=5")).IsFine();
        JsonElement entries = (await run.Get("/decisions?rule=buy&symbol=BTCUSDT")).IsFine();

        Assert.Equal([6, 5, 4, 3, 2, 1], Numbers(all));
        Assert.Equal(6, all.GetProperty("total").GetInt32());
        Assert.Equal([4, 3], Numbers(page));
        Assert.Equal([5, 3, 1], Numbers(entries));
        JsonElement first = entries.GetProperty("decisions")[2];
        Assert.Equal("1970-01-01T00:00:01.2Z", first.GetProperty("time").GetString());
        Assert.Equal("1200000000", first.GetProperty("at").GetString());
        Assert.Equal("100.02", first.GetProperty("orders")[0].GetProperty("price").GetString());
        Assert.Empty(Numbers((await run.Get("/decisions?symbol=NONE")).IsFine()));
    }

    [Fact]
    public async Task A_recorded_non_decision_names_its_proof_which_memory_and_journal_tell_alike()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(journal: folder["journal"]);
        JsonElement row = (await run.Get("/non-decisions?limit=1")).IsFine().GetProperty("nonDecisions")[0];
        string id = row.GetProperty("id").GetString()!;

        JsonElement told = (await run.Get($"/decisions/{id}/proof")).IsFine(), recorded = (await run.Get($"/decisions/{id[..12]}/proof")).IsFine();
        string text = await run.Text($"/decisions/{id}/proof?format=text"), page = await run.Text($"/decisions/{id}/proof?format=html");

        Assert.Equal("decision", row.GetProperty("name").GetString());
        Assert.Equal(recorded.ToString(), told.ToString());
        Assert.Equal(row.GetProperty("at").GetString(), told.GetProperty("at").GetString());
        Assert.StartsWith("no decision for \"BTCUSDT\"", text, StringComparison.Ordinal);
        Assert.Contains("vetoed by veto(&quot;BTCUSDT&quot;, /wide_spread)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_run_that_is_not_recorded_non_decisions_have_no_proof()
    {
        ServedRun run = await ServedRun.Shared;

        Assert.All((await run.Get("/non-decisions")).IsFine().GetProperty("nonDecisions").EnumerateArray(), static row => Assert.False(row.TryGetProperty("id", out _)));
        Assert.False((await run.Get("/status")).IsFine().GetProperty("recorded").GetBoolean());
    }

    [Fact]
    public async Task Alerts_are_remembered_whatever_is_decided_after_them()
    {
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), Runs.Simulated(3));
        run.RunToEnd();

        JsonElement all = (await run.Get("/alerts?limit=500")).IsFine();
        JsonElement[] alerts = [.. all.GetProperty("alerts").EnumerateArray()];

        Assert.Equal(all.GetProperty("total").GetInt32(), alerts.Length);
        Assert.Contains(alerts, static a => a.GetProperty("event").GetString() == "status" && a.GetProperty("data").GetProperty("status").GetString() == "Outage");
        Assert.Equal(alerts.Select(static a => long.Parse(a.GetProperty("data").GetProperty("at").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).OrderDescending(), alerts.Select(static a => long.Parse(a.GetProperty("data").GetProperty("at").GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Single((await run.Get("/alerts?limit=1")).IsFine().GetProperty("alerts").EnumerateArray());
        (await run.Get("/alerts?limit=0")).IsProblem(400, HostDiagnostics.FieldWrong);
    }

    [Theory]
    [InlineData("last", 6)]
    [InlineData("2", 2)]
    [InlineData("%233", 3)]
    public async Task A_decision_is_found_by_last_or_number(string id, int number)
    {
        ServedRun run = await ServedRun.Shared;

        Assert.Equal(number, (await run.Get($"/decisions/{id}")).IsFine().GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Before_the_first_decision_the_last_is_said_not_to_be_there_yet(bool isRecorded)
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed([.. Runs.Cycles(1).Take(2)]), journal: isRecorded ? folder["journal"] : null);
        run.RunToEnd();

        Assert.Contains("there is no decision 'last' yet: nothing has been decided so far", (await run.Get("/decisions/last/proof")).IsProblem(404, HostDiagnostics.NoSuchDecision), StringComparison.Ordinal);
        Assert.DoesNotContain("yet", (await run.Get("/decisions/1")).IsProblem(404, HostDiagnostics.NoSuchDecision), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_found_by_its_id_or_the_beginning_of_it()
    {
        ServedRun run = await ServedRun.Shared;
        string[] ids = [.. (await run.Get("/decisions")).IsFine().GetProperty("decisions").EnumerateArray().Select(static d => d.GetProperty("id").GetString()!)];

        foreach (string id in ids)
        {
            Assert.Equal(id, (await run.Get($"/decisions/{id}")).IsFine().GetProperty("id").GetString());
            Assert.Equal(id, (await run.Get($"/decisions/{id[..12]}")).IsFine().GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task The_beginning_of_several_ids_is_ambiguous_and_says_which()
    {
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed(Runs.Cycles(40)));
        run.RunToEnd();
        string[] ids = [.. (await run.Get("/decisions?limit=500")).IsFine().GetProperty("decisions").EnumerateArray().Select(static d => d.GetProperty("id").GetString()!)];
        string shared = ids.GroupBy(static id => id[..1]).First(static g => g.Count() > 1 && !char.IsDigit(g.Key[0])).Key;

        Assert.Contains(shared, (await run.Get($"/decisions/{shared}/proof")).IsProblem(409, HostDiagnostics.IdAmbiguous), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_decision_is_told_with_where_to_look()
    {
        ServedRun run = await ServedRun.Shared;

        Assert.Contains("GET /decisions", (await run.Get("/decisions/ffffffffffffffff")).IsProblem(404, HostDiagnostics.NoSuchDecision), StringComparison.Ordinal);
        (await run.Get("/decisions/99")).IsProblem(404, HostDiagnostics.NoSuchDecision);
        (await run.Get("/decisions/zz%20zz/proof")).IsProblem(404, HostDiagnostics.NoSuchDecision);
    }

    [Fact]
    public async Task A_decision_that_memory_has_let_go_comes_from_the_journal()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { DecisionsKept = 1 }, folder["journal"]);

        JsonElement record = (await run.Get("/decisions/1")).IsFine();
        Assert.Equal("cryptoscalp-decision/1", record.GetProperty("format").GetString());
        Assert.Equal("buy", record.GetProperty("rule").GetString());
        Assert.Contains("Bid > 100.0", await run.Text("/decisions/1/proof?format=text"), StringComparison.Ordinal);
        Assert.Contains("<svg", await run.Text("/decisions/1/proof?format=html&prices=1"), StringComparison.Ordinal);
        (await run.Get("/decisions/77")).IsProblem(404, HostDiagnostics.NoSuchDecision);
    }

    [Theory]
    [InlineData("application/json", "application/json", "{")]
    [InlineData("text/plain", "text/plain", "decision(")]
    [InlineData("text/vnd.mermaid", "text/vnd.mermaid", "flowchart")]
    [InlineData("text/html", "text/html", "<!doctype html>")]
    [InlineData("text/html;q=0.5, text/plain", "text/plain", "decision(")]
    [InlineData("*/*", "application/json", "{")]
    public async Task A_proof_has_the_form_that_is_accepted(string accept, string type, string beginning)
    {
        ServedRun run = await ServedRun.Shared;
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/decisions/1/proof", UriKind.Relative));
        foreach (string one in accept.Split(", "))
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(one));
        }

        using HttpResponseMessage answer = await run.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(beginning, await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_that_there_is_not_names_those_that_there_are()
    {
        ServedRun run = await ServedRun.Shared;

        Assert.Contains("mermaid", (await run.Get("/decisions/1/proof?format=pdf")).IsProblem(406, HostDiagnostics.NotAcceptable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Non_decisions_are_listed_by_reason()
    {
        ServedRun run = await ServedRun.Shared;

        JsonElement all = (await run.Get("/non-decisions")).IsFine();
        JsonElement vetoed = (await run.Get("/non-decisions?reason=vetoed&rule=buy&symbol=BTCUSDT&limit=1")).IsFine();

        Assert.Equal(3, all.GetProperty("total").GetInt32());
        Assert.Equal([3], Numbers(vetoed, "nonDecisions"));
        Assert.Contains("/wide_spread", vetoed.GetProperty("nonDecisions")[0].GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(Numbers((await run.Get("/non-decisions?reason=cap")).IsFine(), "nonDecisions"));
        (await run.Get("/non-decisions?reason=moon")).IsProblem(400, HostDiagnostics.FieldWrong);
    }

    [Theory]
    [InlineData("/decisions?limit=0")]
    [InlineData("/decisions?limit=501")]
    [InlineData("/decisions?limit=ten")]
    [InlineData("/non-decisions?before=-1")]
    public async Task A_parameter_out_of_its_range_is_named(string path)
    {
        ServedRun run = await ServedRun.Shared;

        string name = path.Split('?', '=')[1];
        Assert.StartsWith(name + ": a whole number from 1", (await run.Get(path)).IsProblem(400, HostDiagnostics.FieldWrong), StringComparison.Ordinal);
    }

    private static int[] Numbers(JsonElement page, string list = "decisions") => [.. page.GetProperty(list).EnumerateArray().Select(static d => d.GetProperty("number").GetInt32())];
}
