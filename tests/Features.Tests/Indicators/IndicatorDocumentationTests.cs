using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>The page of indicators is written from the table; SCALP_UPDATE=1 writes it anew.</summary>
public class IndicatorDocumentationTests
{
    [Fact]
    public void The_page_of_indicators_says_what_the_table_says()
    {
        string path = Path.Combine(Repository(), "docs", "indicators.md");
        string expected = Page();
        if (Environment.GetEnvironmentVariable("SCALP_UPDATE") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Technical indicators

            All {IndicatorTable.All.Length} functions of TA-Lib, by its names and with its defaults: streaming (`Update`, a bar at a time) and batch (`Compute`, columns at a time), which give
            the same numbers. Before `lookback` bars there is no value (NaN), and none where the formula has none (a division by zero, an overflow). A bar with a
            field that is not finite is skipped. Functions of one series read the close; functions of two read the close and `second`. In functions marked
            *unstable* the first values still depend on where the series began.

            The numbers are those of TA-Lib 0.4 to 1e-9 relative, except where it compares with a fixed number, which fails cheap assets: TA-Lib calls a variance or
            a sum of movements below 1e-8 zero, and a turnover below 1; here only zero is zero. Its sums also drift; these do not. `MAVP` takes periods up to 500.
            Hikkake patterns give 100 or -100, and 200 or -200 where confirmed; other candle patterns 100 or -100.

            This page is written from the table of the code.

            """);
        foreach (IGrouping<IndicatorGroup, IndicatorDefinition> group in IndicatorTable.All.GroupBy(static d => d.Group).OrderBy(static g => g.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Title(group.Key)}\n\n| function | measures | reads | parameters | outputs | lookback |\n|---|---|---|---|---|---|\n");
            foreach (IndicatorDefinition definition in group)
            {
                page.Append(Row(definition)).Append('\n');
            }
        }

        page.Append("\n## Beyond TA-Lib\n\nVolatility, jumps, memory, disorder, change and regime; sources are in the code.\n\n| function | measures | reads | parameters | outputs | lookback |\n|---|---|---|---|---|---|\n");
        foreach (IndicatorDefinition definition in MarketTable.All)
        {
            page.Append(Row(definition)).Append('\n');
        }

        page.Append("\n## Combinators\n\nMake features from features, bar by bar; see [feature calls](feature-calls.md).\n\n| name | gives | window | example |\n|---|---|---|---|\n");
        foreach (Combinator combinator in CombinatorTable.All)
        {
            string window = combinator.Standard == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{combinator.Standard} ({combinator.Minimum} to {IndicatorParameter.LongestPeriod})");
            page.Append(CultureInfo.InvariantCulture, $"| `{combinator.Name}` | {combinator.Summary} | {window} | `{combinator.Example}` |\n");
        }

        return page.ToString();
    }

    private static string Row(IndicatorDefinition d) =>
        $"| `{d.Name}` | {d.Summary} | {d.Inputs.ToString().ToLowerInvariant()} | {Parameters(d)} | {string.Join(", ", d.Outputs)} | {d.Lookback()}{(d.HasUnstablePeriod ? ", unstable" : "")} |";

    private static string Parameters(IndicatorDefinition definition) =>
        string.Join(", ", definition.Parameters.Select(static p => string.Create(CultureInfo.InvariantCulture, $"`{p.Name}` = {p.Default} ({p.Minimum} to {p.Maximum})")));

    private static string Title(IndicatorGroup group) => group switch
    {
        IndicatorGroup.MathTransform => "Math transforms",
        IndicatorGroup.MathOperator => "Math operators",
        IndicatorGroup.PriceTransform => "Price transforms",
        IndicatorGroup.Overlap => "Overlap studies",
        IndicatorGroup.Momentum => "Momentum",
        IndicatorGroup.Volatility => "Volatility",
        IndicatorGroup.Volume => "Volume",
        IndicatorGroup.Statistic => "Statistics",
        IndicatorGroup.Pattern => "Candle patterns",
        _ => "Cycles",
    };

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
