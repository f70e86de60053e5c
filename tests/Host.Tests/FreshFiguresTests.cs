using System.Text.Json;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Figures are of the last event, also while the market is quiet.</summary>
public sealed class FreshFiguresTests
{
    [Fact]
    public async Task A_run_that_waits_for_its_market_shows_what_it_has_done_up_to_now()
    {
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed(Runs.Cycles(3)));
        List<long?> shown = [], processed = [];

        run.RunToEnd(_ =>
        {
            if (processed.Count % 4 != 3) // now and then nobody looks: what is shown next must not be of the last look
            {
                JsonElement status = run.Get("/status").GetAwaiter().GetResult().IsFine();
                shown.Add(status.TryGetProperty("events", out JsonElement events) ? events.GetInt64() : null);
            }
            else
            {
                shown.Add(processed.Count);
            }

            processed.Add(processed.Count == 0 ? null : processed.Count);
        });

        Assert.Equal(processed.Skip(1), shown.Skip(1));
        Assert.Equal(12, (await run.Get("/status")).IsFine().GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task A_run_that_had_to_stop_shows_what_it_had_done_by_then()
    {
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new BreakingFeed(new ListFeed(Runs.Cycles(3)), goodEvents: 7));
        await run.Get("/status"); // a look at the beginning, and none since

        Assert.Throws<IOException>(() => run.RunToEnd());
        run.Host.RunEnded("the feed broke");

        JsonElement status = (await run.Get("/status")).IsFine();
        Assert.Equal("failed", status.GetProperty("run").GetString());
        Assert.Equal(7, status.GetProperty("events").GetInt64());
        Assert.Contains("the feed broke", (await run.Get("/health")).Body.ToString(), StringComparison.Ordinal);
    }
}
