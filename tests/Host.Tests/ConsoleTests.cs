using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>The console page in a real browser, beside a run. Screenshots are left in <c>artifacts/screenshots</c>.</summary>
public sealed class ConsoleTests
{
    [BrowserFact]
    public async Task Decisions_appear_as_they_are_made_and_a_click_says_why_and_why_not()
    {
        LoadedRules loaded = LoadedRules.Load([Checkout.PathOf("rules", "arbitrage"), Checkout.PathOf("rules", "scalping")], MarketCatalogue.Relations, strict: true);
        BoundProgram program = loaded.Program!;
        await using ServedRun run = await ServedRun.Start(program, Runs.Simulated(3));
        await using Page page = await Page.Open(run.Host.Address);
        await Until(page, "document.getElementById('link').textContent === 'live'");
        using ManualResetEventSlim half = new(), goOn = new();
        int seen = 0;
        Task running = Task.Factory.StartNew(
            () => run.RunToEnd(_ =>
            {
                if (++seen == 1_500)
                {
                    half.Set();
                    goOn.Wait(TimeSpan.FromSeconds(300));
                }
            }),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(half.Wait(TimeSpan.FromSeconds(120)));

        long made = run.Pipeline.Counters.Decisions;
        await Until(page, $"document.getElementById('f-events').textContent === '{seen - 1:N0}'");
        await Until(page, $"document.querySelectorAll('#decision-rows li').length === {Math.Min(made, 200)}");
        goOn.Set();
        await running;
        Assert.True(run.Pipeline.Counters.Decisions > made, "nothing was decided while the page was looking");
        await Until(page, $"document.querySelectorAll('#decision-rows li').length === {Math.Min(run.Pipeline.Counters.Decisions, 200)}");
        await Until(page, $"document.getElementById('f-decisions').textContent === '{run.Pipeline.Counters.Decisions:N0}'");

        Assert.Matches("^[0-9.]+ (ns|µs|ms)$", await Text(page, "document.getElementById('f-p50').textContent"));
        await page.Evaluate("document.querySelector('#decision-rows button').click()");
        await Until(page, "document.querySelector('#answer iframe')?.src.includes('/proof')");
        Assert.StartsWith($"Why #{run.Pipeline.Counters.Decisions} ", await Text(page, "document.getElementById('title').textContent"), StringComparison.Ordinal);
        await Shoot(page, "decision");

        await page.Evaluate("document.getElementById('tab-not').click()");
        await Until(page, "document.querySelectorAll('#not-rows li').length > 0");
        await page.Evaluate("document.querySelector('#not-rows button').click()");
        await Until(page, "(document.querySelector('#answer iframe')?.srcdoc ?? '').includes('<!DOCTYPE html>')");
        await Shoot(page, "why-not");

        await page.Evaluate("document.getElementById('tab-rules').click()");
        int counted = (await page.Evaluate("[...document.querySelectorAll('#rule-rows tr')].reduce((n, r) => n + Number(r.children[1].textContent.replace(/,/g, '')), 0)"))!.GetValue<int>();
        Assert.Equal(run.Pipeline.Counters.Decisions, counted);
        await Shoot(page, "rules");

        await page.Evaluate("document.getElementById('tab-packs').click()");
        await Until(page, $"document.querySelector('#pack-rows tr')?.textContent.startsWith('{program.Version[..12]}active')");
        await page.Evaluate("document.getElementById('tab-health').click()");
        await Until(page, "document.querySelectorAll('#part-rows tr').length > 3");
        await Shoot(page, "health");

        await page.Evaluate("document.getElementById('what').value = 'no_such(X)'; document.querySelector('#ask button[value=\"query\"]').click()");
        await Until(page, "document.querySelector('#answer .fault') !== null");
        Assert.Contains("CSR7020", await Text(page, "document.querySelector('#answer .fault').textContent"), StringComparison.Ordinal);
        page.Errors.RemoveAll(static e => e.Contains("422", StringComparison.Ordinal)); // the browser's own note of the refused question
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Changes_of_rules_appear_as_they_are_made()
    {
        const string Key = "0123456789abcdef-key";
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed(Runs.Cycles(20_000)), ServedRun.Options with { ApiKey = Key });
        run.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await using Page page = await Page.Open(run.Host.Address);
        await Until(page, "document.getElementById('link').textContent === 'live'");
        bool isOver = false;
        Task running = Task.Factory.StartNew(() => run.RunToEnd(_ => Thread.Sleep(Volatile.Read(ref isOver) ? 0 : 3)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        string Files(string price) => JsonSerializer.Serialize(new { files = new Dictionary<string, string> { ["a.rules"] = TestRules.BuyAboveHundred.Replace("Bid > 100.0", $"Bid > {price}", StringComparison.Ordinal) } });

        await page.Evaluate("document.getElementById('tab-packs').click()");
        string version = (await run.Post("/packs", Files("1000.0"))).IsFine().GetProperty("version").GetString()!;
        await Until(page, $"document.querySelector('#pack-rows tr').textContent.startsWith('{version[..12]}ready')");
        (await run.Post($"/packs/{version}/activate", "")).IsFine();
        await Until(page, $"document.querySelector('#pack-rows tr').textContent.startsWith('{version[..12]}active')");
        (await run.Post("/packs/rollback", """{"cause":"it bought too little"}""")).IsFine();
        await Until(page, "document.querySelector('#pack-rows tr').textContent.includes('it bought too little')");
        await run.Post("/packs", Files("nothing"));
        await Until(page, "[...document.querySelectorAll('#pack-rows .tag')].some(t => t.textContent === 'refused')");
        await page.Evaluate("[...document.querySelectorAll('#pack-rows tr')].find(r => r.textContent.includes('refused')).querySelector('button').click()");
        await Until(page, "document.querySelector('#answer .report details[open] b')?.textContent === 'types' && document.querySelector('#answer .report pre').textContent.includes('CSR')");
        await page.Evaluate($"[...document.querySelectorAll('#pack-rows tr')].find(r => r.textContent.startsWith('{version[..12]}')).querySelector('button').click()");
        await Until(page, "[...document.querySelectorAll('#answer .report b')].some(b => b.textContent === 'replay')");
        Assert.Contains("In the replay of the recent past: ", await Text(page, "document.querySelector('#answer .report').textContent"), StringComparison.Ordinal);
        await Shoot(page, "packs");

        await page.Evaluate("document.getElementById('tab-health').click()");
        await Until(page, "[...document.querySelectorAll('#alert-rows .tag')].some(t => t.textContent === 'pack active')");
        JsonElement first = (await run.Get("/packs")).IsFine().GetProperty("packs")[1];
        string shown = await Text(page, "[...document.querySelectorAll('#alert-rows li')].filter(l => l.querySelector('.tag').textContent.startsWith('pack')).map(l => l.querySelector('time').textContent).join(' ')");
        Assert.All(shown.Split(' '), static time => Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3}$", time));
        Assert.Equal(first.GetProperty("at").GetString(), (Moment.TryParse(first.GetProperty("time").GetString()!, out Primitives.EventTime at) ? at : default).ToString());
        await Shoot(page, "alerts");
        Volatile.Write(ref isOver, true);
        await running;
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task A_click_on_a_non_decision_asks_about_its_own_moment_where_the_run_is_recorded()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(journal: folder["journal"]);
        await using Page page = await Page.Open(run.Host.Address);
        await Until(page, "document.querySelectorAll('#not-rows li').length > 1");
        JsonElement oldest = (await run.Get("/non-decisions")).IsFine().GetProperty("nonDecisions").EnumerateArray().Last();

        await page.Evaluate("document.getElementById('tab-not').click(); document.querySelector('#not-rows li:last-child button').click()");
        await Until(page, $"document.querySelector('#answer iframe')?.src.endsWith('/decisions/{oldest.GetProperty("id").GetString()}/proof?format=html')");
        Assert.StartsWith("Why no decision for BTCUSDT at 00:00:01.100", await Text(page, "document.getElementById('title').textContent"), StringComparison.Ordinal);
        await Shoot(page, "non-decision");

        await page.Evaluate("[...document.querySelectorAll('#title button')].find(b => b.textContent === 'what was missing then').click()");
        await Until(page, "(document.querySelector('#answer iframe')?.srcdoc ?? '').includes('1100000000 ns') || document.querySelector('#answer .fault')");
        Assert.Null(await page.Evaluate("document.querySelector('#answer .fault')?.textContent"));

        await page.Evaluate("document.querySelector('#not-rows li:last-child button').click(); [...document.querySelectorAll('#title button')].find(b => b.textContent === 'as of now').click()");
        await Until(page, "document.getElementById('title').textContent.includes('as of now (00:00:09.300)')");
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Where_the_run_is_not_recorded_the_answer_says_that_it_is_of_now_and_what_was_told_then()
    {
        await using ServedRun run = await ServedRun.OfCycles();
        await using Page page = await Page.Open(run.Host.Address);
        await Until(page, "document.querySelectorAll('#not-rows li').length > 1");

        await page.Evaluate("document.getElementById('tab-not').click(); document.querySelector('#not-rows li:last-child button').click()");
        await Until(page, "(document.querySelector('#answer iframe')?.srcdoc ?? '').includes('<!DOCTYPE html>')");

        Assert.Contains("as of now", await Text(page, "document.getElementById('title').textContent"), StringComparison.Ordinal);
        string note = await Text(page, "document.querySelector('#answer .notice').textContent");
        Assert.StartsWith("This run is not recorded, so it cannot be asked about 00:00:01.100. Then it was: vetoed by veto(\"BTCUSDT\", /wide_spread)", note, StringComparison.Ordinal);
        Assert.EndsWith("What follows is as of now; serve with --journal to go back.", note, StringComparison.Ordinal);
        await Shoot(page, "non-decision-unrecorded");
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Whatever_is_typed_gets_an_answer_or_says_what_to_do_next()
    {
        await using ServedRun run = await ServedRun.OfCycles();
        await using Page page = await Page.Open(run.Host.Address);
        await Until(page, "document.querySelectorAll('#decision-rows li').length === 6");

        await Ask(page, "why", "#3");
        await Until(page, "document.getElementById('title').textContent.startsWith('Why #3 ') && document.querySelector('#answer iframe')?.src.includes('/proof')");
        await Ask(page, "why", "BTCUSDT");
        await Until(page, "document.getElementById('title').textContent.startsWith('Why #6 ')");
        await Ask(page, "why", "decision(\"BTCUSDT\", A, S)");
        await Until(page, "document.getElementById('title').textContent.startsWith('Why #6 ')");
        await Ask(page, "why", "ETHUSDT");
        await Until(page, "document.querySelector('#answer .fault')?.textContent.startsWith('There is no decision of ETHUSDT yet.')");
        await Ask(page, "why", "position(\"NONE\", Q)");
        await Until(page, "document.querySelector('#title button')?.textContent === 'why not'");
        await page.Evaluate("document.querySelector('#title button').click()");
        await Until(page, "(document.querySelector('#answer iframe')?.srcdoc ?? '').includes('<!DOCTYPE html>')");
        await Ask(page, "why", "feed(V, S, State)");
        await Until(page, "document.querySelector('#answer iframe') !== null && document.getElementById('title').textContent === 'Why feed(V, S, State)'");
        await Ask(page, "query", "quote(_, S, Bid, _, _, _)");
        await Until(page, "document.getElementById('title').textContent.startsWith('1 fact of quote(_, S, Bid, _, _, _), as of ')");
        page.Errors.RemoveAll(static e => e.Contains("404", StringComparison.Ordinal)); // the browser's own note that the fact does not hold
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Rows_are_filtered_as_one_types_and_older_ones_come_when_asked_for()
    {
        await using ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), new ListFeed(Runs.Cycles(130)));
        run.RunToEnd();
        await using Page page = await Page.Open(run.Host.Address);
        await Until(page, "document.querySelectorAll('#decision-rows li').length === 100");

        await page.Evaluate("document.querySelector('#decisions .older').click()");
        await Until(page, "document.querySelectorAll('#decision-rows li').length === 200");
        await page.Evaluate("document.querySelector('#decisions .older').click()");
        await Until(page, "document.querySelectorAll('#decision-rows li').length === 260");
        Assert.True((await page.Evaluate("document.querySelector('#decisions .older').hidden"))!.GetValue<bool>());
        string numbers = await Text(page, "[...document.querySelectorAll('#decision-rows li')].map(r => r.dataset.number).join(' ')");
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 260).Reverse()), numbers);

        await page.Evaluate("document.getElementById('filter').value = 'btc exit'; document.getElementById('filter').dispatchEvent(new Event('input'))");
        await Until(page, "document.getElementById('filter-count').textContent === '130 of the 260 loaded'");
        await Shoot(page, "filter");
        await page.Evaluate("document.getElementById('tab-packs').click()");
        Assert.True((await page.Evaluate("document.getElementById('sift').hidden"))!.GetValue<bool>());
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task A_page_opened_late_tells_what_happened_before_and_one_whose_host_is_gone_shows_that_its_figures_are_old()
    {
        ServedRun run = await ServedRun.Start(TestRules.Bind(TestRules.BuyAboveHundred), Runs.Simulated(3));
        await using (run)
        {
            run.RunToEnd();
            await using Page page = await Page.Open(run.Host.Address);
            await page.Evaluate("document.getElementById('tab-health').click()");
            await Until(page, "[...document.querySelectorAll('#alert-rows .tag')].some(t => t.textContent === 'outage')");
            string phase = "[...document.querySelectorAll('#alert-rows li')].find(r => r.textContent.includes('gap') && r.textContent.includes('simulated phase'))";
            Assert.EndsWith(" instruments: gap", await Text(page, $"{phase}.textContent"), StringComparison.Ordinal);
            string named = await Text(page, $"{phase}.querySelector('.subject').title");
            Assert.Contains("/binance_usdm:ETHUSDT", named, StringComparison.Ordinal);
            Assert.Contains("/binance_spot:BTCUSDT", named, StringComparison.Ordinal);
            await Shoot(page, "happened");

            await run.Host.StopAsync();
            await Until(page, "document.body.classList.contains('stale')");
            Assert.Equal("no answer", await Text(page, "document.getElementById('health').textContent"));
        }
    }

    private static Task Ask(Page page, string kind, string what) =>
        page.Evaluate($"document.getElementById('what').value = {JsonSerializer.Serialize(what)}; document.querySelector('#ask button[value=\"{kind}\"]').click()");

    private static async Task Shoot(Page page, string name)
    {
        string folder = Checkout.PathOf("artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        await Task.Delay(300); // the frame paints
        foreach ((string form, int width, bool isDark) in new[] { ("light", 1280, false), ("dark", 1280, true), ("narrow", 390, false) })
        {
            await page.Shoot(Path.Combine(folder, $"console-{name}-{form}.png"), width, isDark);
            Assert.True((await page.Evaluate("document.documentElement.scrollWidth <= innerWidth"))!.GetValue<bool>(), $"the console is wider than a {form} window");
        }
    }

    private static async Task<string> Text(Page page, string script) => (await page.Evaluate(script))!.GetValue<string>();

    private static async Task Until(Page page, string condition)
    {
        for (int i = 0; i < 2_400; i++)
        {
            if (await page.Evaluate($"Boolean({condition})") is JsonValue value && value.GetValue<bool>())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"never: {condition}\n{await Text(page, "document.body.innerText")}");
    }
}
