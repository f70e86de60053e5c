using System.Globalization;
using System.Text.RegularExpressions;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary><c>/metrics</c> is Prometheus' text format, with the names that the founding document gives.</summary>
public sealed partial class MetricsTests
{
    private static readonly string[] _founding =
    [
        "trading_trades_total", "trading_execution_latency_seconds", "trading_portfolio_value_usd", "trading_active_positions", "ml_model_inference_seconds", "feature_processing_seconds",
        "signal_generation_per_minute", "system_health_gauge",
    ];

    [Fact]
    public async Task Every_line_is_a_help_a_type_or_a_sample_of_the_family_before_it()
    {
        ServedRun run = await ServedRun.Shared;
        HashSet<string> families = [], samples = [];
        string family = "", type = "";
        foreach (string line in (await run.Text("/metrics")).TrimEnd('\n').Split('\n'))
        {
            if (HelpLine().Match(line) is { Success: true } help)
            {
                family = help.Groups[1].Value;
                Assert.True(families.Add(family), $"{family} stands twice");
            }
            else if (TypeLine().Match(line) is { Success: true } typed)
            {
                Assert.Equal(family, typed.Groups[1].Value);
                type = typed.Groups[2].Value;
            }
            else
            {
                Match sample = SampleLine().Match(line);
                Assert.True(sample.Success, $"not a line of the format: {line}");
                string ending = sample.Groups[1].Value[family.Length..];
                Assert.StartsWith(family, sample.Groups[1].Value, StringComparison.Ordinal);
                Assert.Contains(ending, type switch { "histogram" => ["_bucket", "_sum", "_count"], "summary" => ["", "_sum", "_count"], _ => new[] { "" } });
                Assert.True(samples.Add(sample.Groups[1].Value + sample.Groups[2].Value), $"the sample stands twice: {line}");
                Assert.False(type != "gauge" && Number(line) < 0, $"a count below zero: {line}");
            }
        }

        Assert.Empty(_founding.Except(families));
    }

    [Theory]
    [InlineData("cryptoscalp_decisions_total{rule=\"buy\"}", 3)]
    [InlineData("cryptoscalp_decisions_total{rule=\"exit.stop_long\"}", 3)]
    [InlineData("cryptoscalp_non_decisions_total{rule=\"buy\",reason=\"vetoed\"}", 3)]
    [InlineData("cryptoscalp_non_decisions_total{rule=\"buy\",reason=\"lost\"}", 0)]
    [InlineData("trading_trades_total{strategy=\"buy\",symbol=\"BTCUSDT\",result=\"filled\"}", 3)]
    [InlineData("cryptoscalp_events_total", 12)]
    [InlineData("trading_execution_latency_seconds_count{strategy=\"all\",exchange=\"paper\"}", 12)]
    [InlineData("system_health_gauge", 1)]
    public async Task Counts_are_those_of_the_run(string sample, double value)
    {
        ServedRun run = await ServedRun.Shared;

        string line = Assert.Single((await run.Text("/metrics")).Split('\n'), l => l.StartsWith(sample + " ", StringComparison.Ordinal));
        Assert.Equal(value, Number(line));
    }

    [Fact]
    public async Task Buckets_grow_to_the_count()
    {
        ServedRun run = await ServedRun.Shared;

        double[] buckets = [.. (await run.Text("/metrics")).Split('\n').Where(static l => l.StartsWith("feature_processing_seconds_bucket", StringComparison.Ordinal)).Select(Number)];

        Assert.True(buckets.Length > 5);
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(12, buckets[^1]);
    }

    private static double Number(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex("^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) \\S.*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*",?)+\})? (?:NaN|[+-]?(?:Inf|[0-9.]+(?:E[+-]?[0-9]+)?))$""")]
    private static partial Regex SampleLine();
}
