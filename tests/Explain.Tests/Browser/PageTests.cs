using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Pages and charts as a reader gets them. Screenshots are left in <c>artifacts/screenshots</c>.</summary>
public sealed class PageTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\\\"'&\\x07 `]--> end %% #quot; 漢😀";

    [BrowserFact]
    public async Task A_decision_folds_by_mouse_and_key_without_an_error_in_dark_light_and_narrow()
    {
        await using Page page = await Page.Open(Decision().ToHtml(Prices()));

        Assert.Equal(1, (await page.Evaluate("document.querySelectorAll('svg path').length / 4"))!.GetValue<double>());
        Assert.True((await page.Evaluate("document.querySelectorAll('details').length"))!.GetValue<int>() >= 3);
        await page.Evaluate("document.querySelector('summary').click()");
        Assert.False((await page.Evaluate("document.querySelector('details').open"))!.GetValue<bool>());
        await page.Evaluate("document.querySelector('summary').focus()");
        await page.PressEnter();
        Assert.True((await page.Evaluate("document.querySelector('details').open"))!.GetValue<bool>());
        foreach ((string name, int width, bool isDark) in new[] { ("light", 1100, false), ("dark", 1100, true), ("narrow", 420, true) })
        {
            await page.Shoot(Screenshot($"decision-{name}.png"), width, isDark);
            Assert.True((await page.Evaluate("document.documentElement.scrollWidth <= innerWidth"))!.GetValue<bool>(), $"the page is wider than a {name} window");
        }

        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task A_why_not_and_hostile_text_stay_text()
    {
        await using Page page = await Page.Open(WhyNotOfHostile().ToHtml());

        Assert.Equal(0, (await page.Evaluate("document.querySelectorAll('script, img').length"))!.GetValue<int>());
        Assert.Contains("<img src=x onerror=alert(2)>", (await page.Evaluate("document.body.innerText"))!.GetValue<string>(), StringComparison.Ordinal);
        await page.Shoot(Screenshot("why-not-light.png"), 1100, false);
        Assert.Empty(page.Errors);
    }

    [Fact]
    public void A_rule_that_says_nothing_of_itself_is_named_with_its_place_and_not_taken_for_a_fact_from_outside()
    {
        string page = Decision().ToHtml();

        Assert.DoesNotContain("The candidate was given from outside", page, StringComparison.Ordinal);
        Assert.Contains("strategies/arb.rules:21</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_hold_no_text_of_others_as_markup_and_nothing_from_elsewhere()
    {
        string page = WhyNotOfHostile().ToHtml();

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    private static Explanation Decision()
    {
        Desk desk = new(Desk.Trading);
        AgendaResult result = desk.Decide();
        return Explanation.Of(DecisionProofBuilder.Explain(desk.Session, desk.Program, result.Emitted.First(), result));
    }

    private static Explanation WhyNotOfHostile()
    {
        Desk desk = new($"param least = 0.5.\n/// {Hostile.Replace("\\x07", "", StringComparison.Ordinal)}\n#[id(\"odd\")]\ngood(S) :- seen(S), !bad(S, _), v(S, X), X > least.\nseen(\"{Hostile}\").\nbad(\"{Hostile}\", /x).\nv(\"{Hostile}\", 0.25).");
        Fact seen = desk.One("seen");
        return Explanation.Of(WhyNotTests.OfFact(desk, new Fact("good", seen.Arguments)));
    }

    private static PriceTrail Prices() => new("BTCUSDT", new EventTime(1_704_067_200_000_000_000),
    [
        .. Enumerable.Range(0, 200).Select(static i => new PricePoint(
            new EventTime(1_704_067_180_000_000_000 + (i * 150_000_000L)), i % 2 == 0 ? "/binance" : "/kraken", 100 + (i % 17 * 0.01), 100.02 + (i % 17 * 0.01))),
    ]);

    private static string Screenshot(string name)
    {
        string folder = Checkout.PathOf("artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }
}
