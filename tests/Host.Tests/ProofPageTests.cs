using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>The HTML pages of proofs and why-nots of the shipped rules in a real browser. Screenshots are left in <c>artifacts/screenshots</c>.</summary>
public sealed class ProofPageTests
{
    [BrowserFact]
    public async Task Pages_of_what_was_decided_and_what_was_not_fit_wide_and_narrow_windows()
    {
        using TempFolder folder = new();
        BoundProgram program = LoadedRules.Load([Checkout.PathOf("rules", "arbitrage"), Checkout.PathOf("rules", "scalping")], MarketCatalogue.Relations, strict: true).Program!;
        await using ServedRun run = await ServedRun.Start(program, Runs.Simulated(3), journal: folder["journal"]);
        run.RunToEnd();
        string not = (await run.Get("/non-decisions?recorded=1&limit=1")).IsFine().GetProperty("nonDecisions")[0].GetProperty("id").GetString()!;

        await Shoot(run, "decisions/last/proof?format=html&prices=1", "proof-decision");
        await Shoot(run, $"decisions/{not}/proof?format=html&prices=1", "proof-non-decision");
    }

    private static async Task Shoot(ServedRun run, string path, string name)
    {
        string folder = Checkout.PathOf("artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        await using Page page = await Page.Open(await run.Text(path));
        await page.Evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        foreach ((string form, int width, bool isDark) in new[] { ("light", 1100, false), ("dark", 1100, true), ("narrow", 390, false) })
        {
            await page.Shoot(Path.Combine(folder, $"{name}-{form}.png"), width, isDark);
            Assert.True((await page.Evaluate("document.documentElement.scrollWidth <= innerWidth"))!.GetValue<bool>(), $"{name} is wider than a {form} window");
        }

        Assert.Empty(page.Errors);
    }
}
