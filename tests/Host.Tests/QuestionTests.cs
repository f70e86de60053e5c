using System.Net;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Query, why, why-not and what-if over HTTP.</summary>
public sealed class QuestionTests
{
    [Fact]
    public async Task A_query_lists_the_facts_of_the_last_transaction()
    {
        ServedRun run = await ServedRun.Shared;

        JsonElement all = (await run.Post("/query", """{"query":"quote(V, S, B, A, _, _)"}""")).IsFine();
        JsonElement none = (await run.Post("/query", """{"query":"quote(_, _, Bid, _, _, _), Bid > 100.0"}""")).IsFine();

        Assert.Equal(["quote(/binance_usdm, \"BTCUSDT\", 99.5, 99.51, 9.0, 9.0)"], all.GetProperty("facts").Texts());
        Assert.Equal(["Venue", "Sym", "Bid", "Ask", "BidQty", "AskQty"], all.GetProperty("columns").Texts());
        Assert.Equal("9300000000", all.GetProperty("at").GetString());
        Assert.Equal(0, none.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Why_gives_the_proof_with_the_frame_that_a_fact_came_from()
    {
        ServedRun run = await ServedRun.Shared;

        JsonElement answer = (await run.Post("/why", """{"fact":"quote(_, \"BTCUSDT\", _, _, _, _)"}""")).IsFine();

        Assert.Equal(1, answer.GetProperty("count").GetInt32());
        Assert.Contains("frame 12 of list", answer.ToString(), StringComparison.Ordinal);
        using HttpResponseMessage page = await run.Send("/why?format=html", """{"fact":"quote(_, \"BTCUSDT\", _, _, _, _)"}""");
        Assert.Contains("frame 12 of list", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_of_what_does_not_hold_says_so_and_points_to_why_not()
    {
        ServedRun run = await ServedRun.Shared;

        string detail = (await run.Post("/why", """{"fact":"veto(\"BTCUSDT\", /wide_spread)"}""")).IsProblem(404, HostDiagnostics.DoesNotHold);

        Assert.Contains("does not hold at 1970-01-01T00:00:09.3Z", detail, StringComparison.Ordinal);
        Assert.Contains("/why-not", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_not_names_the_first_cause_with_its_distance()
    {
        ServedRun run = await ServedRun.Shared;

        JsonElement report = (await run.Post("/why-not", """{"what":"BTCUSDT"}""")).IsFine();

        Assert.Equal("Bid > 100.0", report.GetProperty("cause").GetProperty("text").GetString());
        Assert.Equal("0.5", report.GetProperty("cause").GetProperty("shortfall").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task What_if_compares_the_present_state_with_a_changed_one_and_changes_nothing()
    {
        ServedRun run = await ServedRun.Shared;
        string before = await (await run.Send("/query", """{"query":"propose(S, A, Q, C)"}""")).Content.ReadAsStringAsync();

        JsonElement report = (await run.Post("/what-if", """{"assert":["quote(/binance_usdm, \"BTCUSDT\", 100.5, 100.51, 9.0, 9.0)."]}""")).IsFine();

        Assert.Contains("propose(\\\"BTCUSDT\\\", {/kind: /long, /venue: /binance_usdm}, 0.5, 1.0)", report.GetRawText().Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        string after = await (await run.Send("/query", """{"query":"propose(S, A, Q, C)"}""")).Content.ReadAsStringAsync();
        Assert.Equal(before, after);
    }

    private const string Storing = """
        Use decisions!

        assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.0.
        retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.0.
        steady(Sym) :- armed(Sym), !wide(Sym).
        wide(Sym) :- quote(_, Sym, Bid, Ask, _, _), Ask - Bid > 0.4.
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0, !wide(Sym).
        """;

    [Theory]
    [InlineData("")]
    [InlineData(",\"at\":\"9300000000\"")]
    public async Task Why_goes_back_for_the_grounds_of_stored_rows_and_for_the_last_time_of_what_is_absent_when_asked(string at)
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(Storing), new ListFeed(Runs.Cycles(3)), journal: folder["journal"]);
        run.RunToEnd();
        string question = $$"""{"fact":"steady(\"BTCUSDT\")"{{at}}}""";

        JsonElement plain = Assert.Single((await run.Post("/why", question)).IsFine().GetProperty("proofs").EnumerateArray());
        JsonElement told = Assert.Single((await run.Post("/why?history=1", question)).IsFine().GetProperty("proofs").EnumerateArray());

        Assert.False(plain.TryGetProperty("earlier", out _) || plain.TryGetProperty("absences", out _));
        Assert.StartsWith("quote(", Assert.Single(told.GetProperty("earlier").EnumerateArray()).GetProperty("proof").GetProperty("nodes")[0].GetProperty("fact").GetString(), StringComparison.Ordinal);
        JsonElement absence = Assert.Single(told.GetProperty("absences").EnumerateArray());
        Assert.Equal("wide(\"BTCUSDT\")", absence.GetProperty("absent").GetString());
        string page = await (await run.Send("/why?history=1&format=html", question)).Content.ReadAsStringAsync();
        Assert.Contains("what stored rows rested on, as it was then", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proof_of_a_decision_says_since_when_what_is_absent_was_so_when_asked()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(journal: folder["journal"]);

        string plain = await run.Text("/decisions/1/proof?format=text"), told = await run.Text("/decisions/1/proof?format=text&history=1");

        Assert.EndsWith("absent veto(\"BTCUSDT\", _)\n", plain, StringComparison.Ordinal);
        Assert.EndsWith("absent veto(\"BTCUSDT\", _)   from this moment on: veto(\"BTCUSDT\", /wide_spread) went\n", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_a_moment_ago_can_be_gone_back_from_while_the_run_goes_on()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(Storing), new ListFeed(Runs.Cycles(3)), journal: folder["journal"]);
        List<string> absences = [], reached = [];
        int events = 0;
        run.RunToEnd(_ =>
        {
            if (++events is 4 or 10) // behind a decision, with which the journal is handed over; and behind a quote
            {
                Task<JsonElement[]> asked = Task.Run(() => AskBehindTheRun(run));
                while (!asked.Wait(1))
                {
                    run.Pipeline.ServeNow(); // as a run does that waits for its feeds
                }

                absences.AddRange(asked.Result.Select(static a => a.GetProperty("absences").ToString()));
                reached.AddRange(asked.Result.Select(static a => $"{a.GetProperty("journal").GetProperty("reaches").GetBoolean()} {a.GetProperty("journal").GetProperty("at").GetString()}"));
            }
        });

        Assert.All(absences, static a => Assert.Contains("wide(", a, StringComparison.Ordinal));
        Assert.Equal(["True 1200000000", "True 1200000000", "True 9000000000", "True 9000000000"], reached);
    }

    /// <summary>The last entry, and a fact of the present state.</summary>
    private static async Task<JsonElement[]> AskBehindTheRun(ServedRun run)
    {
        string last = (await run.Get("/decisions?rule=buy&limit=1")).IsFine().GetProperty("decisions")[0].GetProperty("id").GetString()!;
        return
        [
            (await run.Get($"/decisions/{last}/proof?history=1")).IsFine(),
            (await run.Post("/why?history=1", """{"fact":"steady(\"BTCUSDT\")"}""")).IsFine().GetProperty("proofs")[0],
        ];
    }

    [Fact]
    public async Task An_answer_says_when_the_journal_could_not_be_read_up_to_it()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(Storing), new ListFeed(Runs.Cycles(3)), journal: folder["journal"]);
        JsonElement told = default;
        string text = "";
        int events = 0;
        run.RunToEnd(_ =>
        {
            if (++events == 10)
            {
                // Nobody serves the request to hand the journal over: the run is in the middle of an event for longer than anybody waits.
                told = Task.Run(() => run.Post("/why?history=1", """{"fact":"steady(\"BTCUSDT\")"}""")).Result.IsFine().GetProperty("proofs")[0];
                text = Task.Run(async () => await (await run.Send("/why?history=1&format=text", """{"fact":"steady(\"BTCUSDT\")"}""")).Content.ReadAsStringAsync()).Result;
            }
        });

        Assert.False(told.TryGetProperty("absences", out _));
        Assert.False(told.GetProperty("journal").GetProperty("reaches").GetBoolean());
        Assert.Contains("since when anything is absent is not known: the journal ends before this proof; ask again", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_a_group_are_paged_through_below_the_proof()
    {
        ServedRun run = await ServedRun.Shared;
        const string Question = """{"fact":"dearest(\"BTCUSDT\", Price)"}""";

        JsonElement first = (await run.Post("/why?members=5&from=1", Question)).IsFine().GetProperty("proofs")[0].GetProperty("page");
        string beyond = await (await run.Send("/why?from=2&format=text", Question)).Content.ReadAsStringAsync();

        Assert.StartsWith("dearest(", first.GetProperty("of").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), (first.GetProperty("from").GetInt32(), first.GetProperty("to").GetInt32(), first.GetProperty("total").GetInt32()));
        Assert.Single(first.GetProperty("members").EnumerateArray());
        Assert.NotEmpty(first.GetProperty("nodes").EnumerateArray());
        Assert.Contains("no members from 2 on: there are 1", beyond, StringComparison.Ordinal);
        foreach (string wrong in new[] { "0", "-1", "x", "2147483648" })
        {
            Assert.Contains("a whole number from 1 to 2147483647 is needed", (await run.Post($"/why?from={wrong}", Question)).IsProblem(400, HostDiagnostics.FieldWrong), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_journal_nobody_can_go_back()
    {
        ServedRun run = await ServedRun.Shared;

        string why = (await run.Post("/why?history=1", """{"fact":"quote(_, S, _, _, _, _)"}""")).IsProblem(422, HostDiagnostics.NotRecorded);
        (await run.Get("/decisions/last/proof?history=1")).IsProblem(422, HostDiagnostics.NotRecorded);

        Assert.Contains("--journal", why, StringComparison.Ordinal);
        Assert.Contains("or leave 'history' out", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_moment_is_answered_from_the_journal_as_the_command_line_answers_it()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(journal: folder["journal"]);

        JsonElement then = (await run.Post("/why", """{"fact":"quote(V, S, Bid, _, _, _)","at":"1970-01-01T00:00:01.2Z"}""")).IsFine();
        JsonElement decided = (await run.Post("/why-not", """{"what":"veto(\"BTCUSDT\", R)","at":"1"}""")).IsFine();

        Assert.Contains("100.01, 100.02", then.ToString(), StringComparison.Ordinal);
        Assert.Equal("1200000000", decided.GetProperty("at").GetString());
        Assert.Contains("the run, which goes from 1970-01-01T00:00:01Z to 1970-01-01T00:00:09.3Z", (await run.Post("/why", """{"fact":"position(S, Q)","at":"1999-01-01T00:00:00Z"}""")).IsProblem(422, HostDiagnostics.MomentUnknown), StringComparison.Ordinal);
        (await run.Post("/why-not", """{"what":"BTCUSDT","at":"yesterday"}""")).IsProblem(422, HostDiagnostics.MomentUnknown);
    }

    [Fact]
    public async Task Without_a_journal_only_now_can_be_asked_about()
    {
        ServedRun run = await ServedRun.Shared;

        (await run.Post("/why-not", """{"what":"BTCUSDT","at":1200000000}""")).IsProblem(422, HostDiagnostics.NotRecorded);
    }

    [Fact]
    public async Task A_what_if_of_rules_with_a_past_points_to_the_journal()
    {
        await using ServedRun run = await ServedRun.Start(
            TestRules.Bind(TestRules.BuyAboveHundred + "\nDecl seen(Sym) descr [ttl(1s)] bound [/string].\nlately(S) :- seen(S), <-[0s, 1s] seen(S)."), new ListFeed(Runs.Cycles(1)));
        run.RunToEnd();

        Assert.Contains("scalp what-if", (await run.Post("/what-if", """{"retract":["seen(\"X\")"]}""")).IsProblem(422, HostDiagnostics.PastNotTold), StringComparison.Ordinal);
        (await run.Post("/why-not", """{"what":"BTCUSDT"}""")).IsFine();
    }

    [Theory]
    [InlineData("/query", """{"query":"qoute(V, S, B, A, _, _)"}""", "did you mean 'quote'?")]
    [InlineData("/query", """{"query":"quote(V, S)"}""", "quote")]
    [InlineData("/query", """{"query":"quote(V, S, B, A, _, _), position(S, Q)"}""", "one atom")]
    [InlineData("/query", """{"query":"!quote(/a, \"X\", 1.0, 1.0, 1.0, 1.0)"}""", "one atom")]
    [InlineData("/query", """{"query":"quote(V, S,"}""", "")]
    [InlineData("/why", """{"fact":"nothing_like_it(1)"}""", "nothing_like_it")]
    [InlineData("/why", """{"fact":"quote(V, S, B, A, _, _), B > 1.0"}""", "why takes one fact")]
    [InlineData("/why-not", """{"what":"decision(1, 2, 3, 4, 5)"}""", "columns")]
    [InlineData("/why-not", """{"what":"quote(S, S, _, _, _, _)"}""", "")]
    [InlineData("/what-if", """{"set":["no_such_param = 1"]}""", "no_such_param")]
    [InlineData("/what-if", """{"assert":["no_such_fact(1)"]}""", "no_such_fact")]
    [InlineData("/what-if", """{"rules":"p(X) :- q(Y)."}""", "")]
    public async Task A_question_that_does_not_fit_the_rules_is_answered_with_what_would(string path, string body, string word)
    {
        ServedRun run = await ServedRun.Shared;

        string detail = (await run.Post(path, body)).IsProblem(422, HostDiagnostics.QuestionWrong);

        Assert.Contains(word, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_were_asked_for_are_an_error_not_a_part()
    {
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(ManyPairs), new ListFeed(Runs.Cycles(1)), ServedRun.Options with { MaxRows = 5_000 });
        run.RunToEnd();

        Assert.Contains("more than 5000 rows of pair", (await run.Post("/query", """{"query":"pair(X, Y)", "limit": 5000}""")).IsProblem(422, HostDiagnostics.TooManyRows), StringComparison.Ordinal);
        Assert.Contains("more than 10 rows", (await run.Post("/query", """{"query":"pair(1, Y)", "limit": 10}""")).IsProblem(422, HostDiagnostics.TooManyRows), StringComparison.Ordinal);
        (await run.Post("/why", """{"fact":"pair(X, Y)"}""")).IsProblem(422, HostDiagnostics.TooManyRows);
        Assert.Equal(300, (await run.Post("/query", """{"query":"pair(1, Y)"}""")).IsFine().GetProperty("count").GetInt32());
        (await run.Post("/query", """{"query":"pair(1, Y)", "limit": 5001}""")).IsProblem(400, HostDiagnostics.FieldWrong);
    }

    [Fact]
    public async Task Before_the_first_event_the_state_is_not_known_and_ready_says_so()
    {
        BlockingFeed feed = new();
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), feed);

        (HttpStatusCode status, JsonElement body) = await run.Get("/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.False(body.GetProperty("ready").GetBoolean());
        feed.Dispose();
    }

    [Fact]
    public async Task Without_a_run_questions_are_refused_and_the_rest_answers()
    {
        await using RuleHost host = await RuleHost.StartAsync(TestRules.Bind(TestRules.BuyAboveHundred), ServedRun.Options);
        using HttpClient client = new() { BaseAddress = host.Address };

        using HttpResponseMessage query = await client.PostAsync(new Uri("/query", UriKind.Relative), new StringContent("""{"query":"position(S, Q)"}""", null, "application/json"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, query.StatusCode);
        Assert.Contains(HostDiagnostics.StateUnknown.Code, await query.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"total\":0", await client.GetStringAsync(new Uri("/decisions", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("cryptoscalp_events_total 0", await client.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static string ManyPairs => TestRules.BuyAboveHundred + "\n" + string.Join('\n', Enumerable.Range(1, 300).Select(static i => $"one({i}).")) + "\npair(X, Y) :- one(X), one(Y).\n";
}
