using System.Text.Json;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Lists reach back beyond memory where the run is recorded, and say how far where it is not.</summary>
public sealed class RecordedListTests
{
    private static readonly string[] _sharedByDecisions = ["at", "time", "number", "id", "name", "key", "action", "size", "rule", "class", "sequence", "status"];
    private static readonly string[] _sharedByNonDecisions = ["at", "time", "number", "candidate", "key", "rule", "class", "reason", "reasons"];

    [Theory]
    [InlineData("/decisions", "decisions", 1)]
    [InlineData("/decisions", "decisions", 4)]
    [InlineData("/non-decisions", "nonDecisions", 1)]
    [InlineData("/non-decisions", "nonDecisions", 2)]
    public async Task A_list_from_memory_and_journal_is_the_list_from_memory_alone(string path, string list, int kept)
    {
        using TempFolder folder = new();
        await using ServedRun whole = await ServedRun.OfCycles(ServedRun.Options);
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { DecisionsKept = kept, NonDecisionsKept = kept }, folder["journal"]);
        string[] shared = list == "decisions" ? _sharedByDecisions : _sharedByNonDecisions;

        foreach (string query in new[] { "", "?limit=3", "?before=3", "?limit=2&before=4", "?rule=buy", "?rule=none", "?symbol=BTCUSDT&limit=5", "?symbol=NONE", "?from=1970-01-01T00:00:05Z", "?to=1970-01-01T00:00:05Z&limit=1" })
        {
            JsonElement expected = (await whole.Get(path + query)).IsFine(), actual = (await run.Get(path + query)).IsFine();

            Assert.Equal(Rows(expected, list, shared), Rows(actual, list, shared));
            Assert.Equal(expected.GetProperty("total").GetInt64(), actual.GetProperty("total").GetInt64());
            Assert.Equal(1, actual.GetProperty("oldest").GetInt64());
        }
    }

    [Theory]
    [InlineData("/decisions?status=filled", "decisions", 6)]
    [InlineData("/decisions?status=refused", "decisions", 0)]
    [InlineData("/non-decisions?reason=vetoed", "nonDecisions", 3)]
    [InlineData("/non-decisions?reason=cap", "nonDecisions", 0)]
    public async Task What_became_of_it_is_asked_of_both(string path, string list, int count)
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { DecisionsKept = 2, NonDecisionsKept = 1 }, folder["journal"]);

        Assert.Equal(count, (await run.Get(path)).IsFine().GetProperty(list).GetArrayLength());
    }

    [Fact]
    public async Task A_run_that_is_not_recorded_says_where_its_memory_begins()
    {
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options with { DecisionsKept = 2 });

        JsonElement page = (await run.Get("/decisions")).IsFine();

        Assert.Equal((6, 5, 2), (page.GetProperty("total").GetInt32(), page.GetProperty("oldest").GetInt32(), page.GetProperty("decisions").GetArrayLength()));
    }

    [Fact]
    public async Task Pages_that_follow_each_other_hold_every_row_once()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed(Runs.Cycles(40)), ServedRun.Options with { DecisionsKept = 7 }, folder["journal"]);
        run.RunToEnd();
        List<int> seen = [];
        for (string query = "?limit=9"; ;)
        {
            int[] page = [.. (await run.Get("/decisions" + query)).IsFine().GetProperty("decisions").EnumerateArray().Select(static d => d.GetProperty("number").GetInt32())];
            seen.AddRange(page);
            if (page.Length < 9)
            {
                break;
            }

            query = $"?limit=9&before={page[^1]}";
        }

        Assert.Equal(Enumerable.Range(1, 80).Reverse(), seen);
    }

    [Theory]
    [InlineData("/decisions?status=moon", "status: there are decided")]
    [InlineData("/decisions?from=yesterday", "from: a time such as")]
    public async Task A_filter_that_means_nothing_is_named(string path, string words)
    {
        ServedRun run = await ServedRun.Shared;

        Assert.StartsWith(words, (await run.Get(path)).IsProblem(400, HostDiagnostics.FieldWrong), StringComparison.Ordinal);
    }

    private static string[] Rows(JsonElement page, string list, string[] fields) =>
        [.. page.GetProperty(list).EnumerateArray().Select(row => string.Join(" | ", fields.Select(f => row.GetProperty(f).GetRawText())))];
}
