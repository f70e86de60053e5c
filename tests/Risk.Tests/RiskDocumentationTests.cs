using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

public class RiskDocumentationTests
{
    [Fact]
    public void The_table_lists_every_code_once_in_the_order_of_the_enum()
    {
        Assert.Equal(Enum.GetValues<RiskCode>(), RiskCodes.All.Select(static info => info.Code));
        Assert.Equal("NOTIONAL_EXCEEDS_MAX_PER_ORDER", RiskCodes.Name(RiskCode.NotionalExceedsMaxPerOrder));
    }

    /// <summary>Set SCALP_REWRITE_DOCS to 1 to write the page anew.</summary>
    [Fact]
    public void The_page_of_risk_codes_is_generated_from_the_table()
    {
        string path = Path.Combine(Repository(), "docs", "risk-codes.md");
        if (Environment.GetEnvironmentVariable("SCALP_REWRITE_DOCS") == "1")
        {
            File.WriteAllText(path, RiskCodes.ToMarkdown());
        }

        Assert.Equal(RiskCodes.ToMarkdown(), File.ReadAllText(path));
    }

    [Fact]
    public void Every_diagnostic_has_a_page_with_its_title()
    {
        Assert.Equal(RiskDiagnostics.All.Length, RiskDiagnostics.All.Select(static d => d.Code).Distinct(StringComparer.Ordinal).Count());
        foreach (DiagnosticDescriptor diagnostic in RiskDiagnostics.All)
        {
            string page = File.ReadAllText(Path.Combine(Repository(), "docs", "diagnostics", diagnostic.Code + ".md"));
            Assert.StartsWith($"# {diagnostic.Code}: {diagnostic.Title}\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_of_limits_names_every_field_and_its_example_is_read_without_a_complaint()
    {
        string page = File.ReadAllText(Path.Combine(Repository(), "docs", "risk-limits.md"));
        string example = page.Split("```json\n")[1].Split("```")[0];

        RiskLimitsLoad load = RiskLimitsFile.Parse(new SourceText("docs/risk-limits.md", example));

        Assert.Empty(load.Diagnostics);
        string[] fields =
        [
            "max_notional_per_order", "max_position_notional", "max_gross_exposure", "max_orders", "max_orders_window_ms", "max_price_age_ms",
            "max_price_deviation", "kill_switches", "instruments", "baseline", "max_loss", "max_loss_fraction", "max_position_quantity",
        ];
        Assert.All(fields, field => Assert.Contains($"| `{field}`", page, StringComparison.Ordinal));
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CryptoScalp.Rules.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("the tests run outside the repository");
    }
}
