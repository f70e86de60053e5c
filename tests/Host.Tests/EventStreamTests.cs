using System.Net;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Server-sent events: what comes, how one goes on, and how one is let go.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task A_listener_that_says_what_it_has_seen_gets_the_rest_in_order()
    {
        await using ServedRun run = await ServedRun.OfCycles();

        List<string> all = await Read(run, "/events?nonDecisions=true", after: 0, count: 10);
        List<string> rest = await Read(run, "/events", after: 8, count: 2);

        Assert.Equal("event: hello", all[0]);
        Assert.Equal(["non-decision", "decision", "decision", "non-decision", "decision", "decision", "non-decision", "decision", "decision"], all.Skip(1).Select(static l => l[7..]));
        Assert.Equal(["event: hello", "event: decision"], rest);
    }

    [Fact]
    public async Task What_happens_while_listening_arrives()
    {
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed(Runs.Cycles(3)));
        Task<List<string>> listening = Read(run, "/events", after: null, count: 7);
        await WaitFor(() => run.Text("/metrics"), "cryptoscalp_event_listeners 1");

        run.RunToEnd();

        Assert.Equal(6, (await listening).Count(static l => l == "event: decision"));
    }

    [Fact]
    public async Task What_is_noticed_of_a_model_is_an_event_with_its_figures()
    {
        RunBoard board = new(new HostOptions());
        board.OnModelNotice(new ModelNotice(new EventTime(5), ModelNoticeKind.FeatureDrift, "/x", "rsi(10,1s)", 0.31, 0.1, IsOver: false));
        board.OnModelNotice(new ModelNotice(new EventTime(6), ModelNoticeKind.FeatureDrift, "/x", "rsi(10,1s)", 0.07, 0.1, IsOver: true));

        string text = await Stream(board, after: 0, until: "\"over\":true");

        Assert.Contains("event: model\ndata: {\"at\":\"5\"", text, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"feature_drift\",\"severity\":\"warning\",\"model\":\"/x\",\"detail\":\"rsi(10,1s)\",\"value\":0.31,\"threshold\":0.1,\"over\":false", text, StringComparison.Ordinal);
        Assert.Contains("Performance anomaly detected: feature_drift = 0.3100 (threshold: 0.1000), /x, most in rsi(10,1s)", text, StringComparison.Ordinal);
        Assert.Contains("\"severity\":\"info\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_are_no_longer_there_are_a_gap_that_is_told()
    {
        RunBoard board = new(new HostOptions());
        for (int i = 0; i < 5_000; i++)
        {
            board.OnRollback(RolledBack(i));
        }

        string text = await Stream(board, after: 3, until: "event: rollback");

        Assert.Contains("event: gap\ndata: {\"missed\":901}", text, StringComparison.Ordinal);
        Assert.Contains("id: 905\nevent: rollback\ndata: {\"at\":\"904\",", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_that_is_overtaken_is_dropped_and_counted()
    {
        HostOptions options = new();
        RunBoard board = new(options);
        HostCounters counters = new();
        DefaultHttpContext context = new();
        using SlowBody body = new(onWrite: () =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                board.OnRollback(RolledBack(i)); // while the listener takes its time
            }
        });
        context.Response.Body = body;

        await new EventHub(options, board, counters).Stream(context.Response, null, true, CancellationToken.None);

        Assert.Contains("event: dropped\ndata: {\"reason\":\"slow\"}", body.Text, StringComparison.Ordinal);
        Assert.Equal([KeyValuePair.Create("slow", 1L)], counters.DroppedListeners);
    }

    [Fact]
    public async Task More_listeners_than_the_bound_are_refused()
    {
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { MaxEventClients = 1 });
        using HttpResponseMessage first = await run.Client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await WaitFor(() => run.Text("/metrics"), "cryptoscalp_event_listeners 1");

        using HttpResponseMessage second = await run.Client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Contains(HostDiagnostics.TooManyListeners.Code, await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listeners_are_told_when_the_host_stops()
    {
        ServedRun run = await ServedRun.OfCycles();
        using HttpResponseMessage answer = await run.Client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using StreamReader reader = new(await answer.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync();

        await run.Host.StopAsync();

        Assert.Contains("event: bye", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        await run.DisposeAsync();
    }

    private static TransactionResult RolledBack(int i) => new()
    {
        Sequence = i,
        At = new EventTime(i),
        Outcome = TransactionOutcome.BudgetExceeded,
        Derived = [],
        Given = [],
        FailedLiterals = [],
        AbsentRetractions = 0,
        OverriddenChanges = 0,
    };

    /// <summary>The event lines until there are so many.</summary>
    private static async Task<List<string>> Read(ServedRun run, string path, long? after, int count)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after.ToString());
        }

        using HttpResponseMessage answer = await run.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using StreamReader reader = new(await answer.Content.ReadAsStreamAsync());
        List<string> lines = [];
        while (lines.Count < count && await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static async Task<string> Stream(RunBoard board, long after, string until)
    {
        using CancellationTokenSource stop = new();
        DefaultHttpContext context = new();
        using SlowBody body = new(static () => { });
        context.Response.Body = body;
        Task streaming = new EventHub(new HostOptions(), board, new HostCounters()).Stream(context.Response, after, true, stop.Token);
        await WaitFor(() => Task.FromResult(body.Text), until);
        await stop.CancelAsync();
        await streaming;
        return body.Text;
    }

    private static async Task WaitFor(Func<Task<string>> look, string word)
    {
        for (int i = 0; i < 2_400 && !(await look()).Contains(word, StringComparison.Ordinal); i++)
        {
            await Task.Delay(50);
        }

        Assert.Contains(word, await look(), StringComparison.Ordinal);
    }
}
