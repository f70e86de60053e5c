using System.Globalization;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes summaries of why-nots as lines: the counts first, then what stood in the way, most often first.</summary>
internal static class SummaryLines
{
    /// <summary>Causes written out for candidates and for each rule; JSON has all of them.</summary>
    private const int MostCauses = 5;

    /// <summary>Rules written out, the closest first.</summary>
    private const int MostRules = 4;

    public static List<TextLine> Of(WhyNotSummary summary)
    {
        List<TextLine> lines =
        [
            new(0, $"{Count(summary.Decisions, "decision")}, {Count(summary.NonDecisions, "candidate")} not decided", $"in {ReadableTime.Ago(summary.To.Nanoseconds - summary.From.Nanoseconds)} from {UtcText.Of(summary.From)}", LineStyle.Heading),
        ];
        if (summary.RulesSince is { } since)
        {
            lines.Add(new TextLine(0, "other rules were in force before", $"counted since {UtcText.Of(since)}", LineStyle.Open));
        }

        if (summary.NonDecisions > 0)
        {
            lines.Add(new TextLine(0, "candidates were struck by", "how often alone; to lift it, the median and the least", LineStyle.Heading));
            AddCauses(lines, 1, summary.Struck, summary.NonDecisions);
        }

        string keys = string.Join(", ", summary.Keys);
        lines.Add(new TextLine(0, "rules proposed nothing for want of", $"asked at {Count(summary.Moments, "moment")} about {keys}", LineStyle.Heading));
        foreach (RuleBlocks rule in summary.Rules.Take(MostRules))
        {
            string average = rule.UnmetOnAverage.ToString("0.0", CultureInfo.InvariantCulture);
            lines.Add(new TextLine(1, $"rule {rule.RuleId}", $"{rule.Location}, {Count(rule.Asked, "time")}, {average} unmet on average", LineStyle.Rule));
            AddCauses(lines, 2, rule.Causes, rule.Asked);
        }

        if (summary.Rules.IsEmpty)
        {
            lines.Add(new TextLine(1, "no rule of a class that vetoes strike was without a proposal when asked", "", LineStyle.Open));
        }

        AddMore(lines, 1, summary.Rules.Length - MostRules, "rule");
        return lines;
    }

    private static void AddCauses(List<TextLine> lines, int indent, IReadOnlyList<BlockingCause> causes, int all)
    {
        int width = causes.Count == 0 ? 1 : N(causes[0].Count).Length;
        foreach (BlockingCause cause in causes.Take(MostCauses))
        {
            string share = ((int)Math.Round(100.0 * cause.Count / Math.Max(1, all), MidpointRounding.AwayFromZero)).ToString(CultureInfo.InvariantCulture);
            string alone = cause.Alone == cause.Count ? "always alone" : cause.Alone == 0 ? "never alone" : $"{N(cause.Alone)} alone";
            lines.Add(new TextLine(indent, $"{N(cause.Count).PadLeft(width)} {share,3}%  {Word(cause)}{cause.Text}", $"{alone}{Far(cause)}{In(cause)}", LineStyle.Failed));
        }

        AddMore(lines, indent, causes.Count - MostCauses, "cause");
    }

    /// <summary>What a fact or an absence is to the rule: without it a literal alone says neither.</summary>
    internal static string Word(BlockingCause cause) => cause.Kind switch { "missing" => "missing ", "denied" => "denied ", _ => "" };

    /// <summary>A condition stands beside it and says what is measured; what would lift a veto does not.</summary>
    private static string Far(BlockingCause cause) => cause.Distance is not { } distance ? ""
        : $", {(cause.Kind == "condition" ? "short by" : distance.Words)} {Short(distance.Median)}{distance.Unit}, at best {Short(distance.Nearest)}{distance.Unit}";

    private static string In(BlockingCause cause) => cause.RuleId.Length == 0 || cause.Kind == "lost" ? "" : $", {cause.RuleId}";

    /// <summary>Three digits that count: what a person compares. JSON has all of them.</summary>
    internal static string Short(string amount)
    {
        double size = double.Parse(amount, CultureInfo.InvariantCulture);
        return size >= 1_000 ? size.ToString("F0", CultureInfo.InvariantCulture)
            : size is > 0 and < 1e-9 ? size.ToString("G3", CultureInfo.InvariantCulture)
            : decimal.Parse(size.ToString("E2", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture);
    }

    private static void AddMore(List<TextLine> lines, int indent, int more, string what)
    {
        if (more > 0)
        {
            lines.Add(new TextLine(indent, $"and {Count(more, $"more {what}")}", "in JSON", LineStyle.Open));
        }
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{N(count)} {what}s";

    private static string N(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
