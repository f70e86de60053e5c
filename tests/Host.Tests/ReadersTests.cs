namespace CryptoScalp.Rules.Host.Tests;

/// <summary>A run under many readers is the run that it would be without any.</summary>
public sealed class ReadersTests
{
    private static readonly string[] _gets = ["/decisions?limit=20", "/decisions/last/proof", "/non-decisions?reason=vetoed", "/status", "/metrics", "/health", "/decisions/1/proof?format=html"];
    private static readonly (string Path, string Body)[] _posts =
    [
        ("/why-not", """{"what":"BTCUSDT"}"""), ("/query", """{"query":"quote(V, S, B, A, _, _)"}"""), ("/why", """{"fact":"quote(V, \"BTCUSDT\", B, A, _, _)"}"""),
        ("/what-if", """{"set":["max_spread_bps = 9.0"]}"""), ("/query", """{"query":"no_such(X)"}"""),
    ];

    [Fact]
    public async Task Its_ticks_its_decisions_and_the_hash_of_its_journal_are_the_same()
    {
        using TempFolder folder = new();
        Semantics.BoundProgram program = TestRules.Bind(TestRules.Eager);
        await using ServedRun alone = await ServedRun.Start(program, Runs.Simulated(3), journal: folder["alone"]);
        alone.RunToEnd();
        await using ServedRun run = await ServedRun.Start(program, Runs.Simulated(3), ServedRun.Options with { DecisionsKept = 10, MaxConcurrentRequests = 4 }, folder["asked"]);
        using CancellationTokenSource over = new();
        Task<int>[] readers = [.. Enumerable.Range(0, 8).Select(i => Task.Run(() => Read(run, i, over.Token)))];

        await Task.Factory.StartNew(() => run.RunToEnd(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await over.CancelAsync();
        int answers = (await Task.WhenAll(readers)).Sum();

        Assert.True(answers > 20, $"only {answers} answers");
        Assert.True(alone.Pipeline.Counters.Decisions > 10);
        Assert.Equal(alone.Pipeline.Counters.Ticks, run.Pipeline.Counters.Ticks);
        Assert.Equal(alone.Pipeline.Counters.Decisions, run.Pipeline.Counters.Decisions);
        Assert.Equal(alone.Pipeline.JournalHash, run.Pipeline.JournalHash);
    }

    private static async Task<int> Read(ServedRun run, int reader, CancellationToken over)
    {
        int answers = 0;
        for (int i = reader; !over.IsCancellationRequested || answers < 5; i++)
        {
            (string path, string body) = _posts[i % _posts.Length];
            using HttpResponseMessage answer = i % 2 == 0 ? await run.Client.GetAsync(new Uri(_gets[i / 2 % _gets.Length], UriKind.Relative), CancellationToken.None) : await run.Send(path, body);
            Assert.True((int)answer.StatusCode is 200 or 404 or 422 or 503, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
            answers++;
        }

        return answers;
    }
}
