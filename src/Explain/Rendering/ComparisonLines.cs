using System.Globalization;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes the comparison of two proofs as lines: what both are, then rule by rule what is not the same.</summary>
internal static class ComparisonLines
{
    public static List<TextLine> Of(ProofComparison comparison)
    {
        (ComparedCandidate first, ComparedCandidate second) = (comparison.First, comparison.Second);
        List<TextLine> lines = [Side("-", first, LineStyle.Failed), Fate(first), Side("+", second, LineStyle.Condition), Fate(second)];
        lines.Add(new TextLine(0, Apart(first, second), first.ProgramVersion == second.ProgramVersion ? "by the same rules" : "by other rules", LineStyle.Heading));
        foreach (RuleDifference rule in comparison.Rules)
        {
            Rule(lines, rule);
        }

        Facts(lines, "only the first rests on", comparison.OnlyFirst, "-", LineStyle.Failed);
        Facts(lines, "only the second rests on", comparison.OnlySecond, "+", LineStyle.Condition);
        if (comparison.IsSame)
        {
            lines.Add(new TextLine(0, "both proofs say the same", "", LineStyle.Heading));
        }

        return lines;
    }

    /// <summary><c>+0.22%</c>; empty where one is no number, or the first is 0.</summary>
    internal static string Change(string? first, string? second)
    {
        if (!TryNumber(first, out double from) || !TryNumber(second, out double to) || from == 0)
        {
            return "";
        }

        double percent = (to - from) / Math.Abs(from) * 100;
        return string.Create(CultureInfo.InvariantCulture, $"{(percent < 0 ? "-" : "+")}{SummaryLines.Short(Math.Abs(percent).ToString("R", CultureInfo.InvariantCulture))}%");
    }

    private static TextLine Side(string sign, ComparedCandidate side, LineStyle style) => new(0, $"{sign} {side.Text}", $"{ReadableTime.At(side.At)}, {side.Id}", style);

    private static TextLine Fate(ComparedCandidate side) => new(1, side.RuleId.Length == 0 ? "given" : $"rule {side.RuleId}", side.Fate, LineStyle.Rule);

    private static string Apart(ComparedCandidate first, ComparedCandidate second)
    {
        long distance = second.At.Nanoseconds - first.At.Nanoseconds;
        return distance == 0 ? "at the same moment" : $"the second {ReadableTime.Ago(Math.Abs(distance))} {(distance > 0 ? "later" : "earlier")}";
    }

    private static void Rule(List<TextLine> lines, RuleDifference rule)
    {
        string name = rule.OtherRuleId is { } other ? $"{Named(rule.RuleId)}, in the second {Named(other)}" : Named(rule.RuleId);
        lines.Add(new TextLine(rule.Depth + 1, name, rule.Location, LineStyle.Rule));
        int width = rule.Values.Select(static v => v.Name.Length).DefaultIfEmpty(0).Max();
        foreach (ValueDifference value in rule.Values)
        {
            string kind = value.Kind == "param" ? "param " : "";
            lines.Add(new TextLine(rule.Depth + 2, $"{kind}{value.Name.PadRight(width)}  {value.First ?? "none"} -> {value.Second ?? "none"}", Change(value.First, value.Second), LineStyle.Fact));
        }
    }

    private static string Named(string ruleId) => ruleId == "given" ? ruleId : $"rule {ruleId}";

    private static void Facts(List<TextLine> lines, string heading, IReadOnlyCollection<string> facts, string sign, LineStyle style)
    {
        if (facts.Count > 0)
        {
            lines.Add(new TextLine(0, heading, "", LineStyle.Heading));
            lines.AddRange(facts.Select(fact => new TextLine(1, $"{sign} {fact}", "", style)));
        }
    }

    private static bool TryNumber(string? text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
