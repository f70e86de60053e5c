using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>Pages of why-nots and what-ifs.</summary>
internal static class ReportPages
{
    public static PageModel Of(WhyNotReport report) => new()
    {
        Kicker = report.HoldingCount > 0 ? "it does hold" : "why not",
        Title = report.Question,
        Lead = report.Unheard is [var unheard, ..] ? (WhyNotLines.Words(unheard), WhyNotLines.Guess(unheard), true) : report.Cause is { } cause ? (cause.Text, WhyNotLines.Note(cause), true) : null,
        Facts = [("At", UtcText.Of(report.At))],
        Tables = [ProofPages.Contest(report.Graph, report.Struck), Ranking(report.Absent)],
        TreeTitle = "Rules, the closest first",
        Lines = WhyNotLines.Of(report),
        Footer = ProofPages.Footer(report.ProgramVersion),
    };

    public static PageModel Of(WhatIfReport report) => new()
    {
        Kicker = "what if",
        Title = string.Join("; ", report.Changes),
        Lead = report.IsEmpty ? ("nothing would differ", "", false) : null,
        Facts = [("At", UtcText.Of(report.At)), ("Decisions that differ", $"{report.Decisions.Length}"), ("Derived facts that differ", $"{report.FactCount}")],
        Tables = [Decisions(report.Decisions)],
        TreeTitle = "Differences",
        Lines = WhatIfLines.Of(report),
        Footer = report.ProgramBefore == report.ProgramAfter ? ProofPages.Footer(report.ProgramBefore) : $"Rules {report.ProgramBefore} and {report.ProgramAfter}",
    };

    public static PageModel Of(SpanReport report) => new()
    {
        Kicker = "what if",
        Title = string.Join("; ", report.Changes),
        Facts =
        [
            ("From", UtcText.Of(report.From)), ("To", UtcText.Of(report.To)), ("Decisions as it was", $"{report.CountBefore}"),
            ("Decisions with the change", $"{report.CountAfter}"), ("Differences", $"{report.DifferenceCount}"),
        ],
        Tables = [Decisions(report.Decisions)],
        TreeTitle = "Differences",
        Lines = WhatIfLines.Of(report),
    };

    public static PageModel Of(WhyNotSummary summary) => new()
    {
        Kicker = "why not, over a span",
        Title = $"{summary.Decisions} decisions, {summary.NonDecisions} candidates not decided",
        Facts = [("From", UtcText.Of(summary.From)), ("To", UtcText.Of(summary.To)), ("Asked about", string.Join(", ", summary.Keys)), ("Moments", $"{summary.Moments}")],
        Tables = [Causes("What struck candidates", summary.Struck), .. summary.Rules.Select(static r => Causes($"What kept {r.RuleId} from proposing, {r.Asked} times", r.Causes))],
        TreeTitle = "In short",
        Lines = SummaryLines.Of(summary),
        Footer = ProofPages.Footer(summary.ProgramVersion),
    };

    public static PageModel Of(ProofComparison comparison) => new()
    {
        Kicker = "two proofs",
        Title = comparison.First.Text,
        Lead = comparison.IsSame ? ("both proofs say the same", "", false) : ($"against {comparison.Second.Text}", comparison.Second.Fate, false),
        Facts = [("First", $"{UtcText.Of(comparison.First.At)}, {comparison.First.Id}"), ("Second", $"{UtcText.Of(comparison.Second.At)}, {comparison.Second.Id}")],
        TreeTitle = "Differences",
        Lines = ComparisonLines.Of(comparison),
        Footer = ProofPages.Footer(comparison.First.ProgramVersion),
    };

    private static PageTable Causes(string title, ImmutableArray<BlockingCause> causes) => new(title, ["Times", "Alone", "What", "Rule", "Median distance", "Nearest"],
        [.. causes.Select(static c => ImmutableArray.Create($"{c.Count}", $"{c.Alone}", SummaryLines.Word(c) + c.Text, c.RuleId, c.Distance is { } d ? d.Median + d.Unit : "", c.Distance is { } n ? n.Nearest + n.Unit : ""))]);

    private static PageTable Ranking(AbsentFact? absent) => new("Rules that could give it", ["Rule", "Unmet", "First in the way"],
        absent is null ? [] : [.. absent.Attempts.Select(static a => ImmutableArray.Create(
            a.RuleId, a.HeadMismatch is null ? $"{a.Unmet} of {a.Literals.Length}" : "", a.HeadMismatch ?? a.GroupFault ?? First(a)))]);

    private static string First(RuleAttempt attempt) => attempt.Failed.FirstOrDefault() switch
    {
        null => "",
        { Missing: { } missing } => $"no {missing.Pattern}",
        { Shortfall: { } shortfall } => shortfall.ToString(),
        { } other => other.Values,
    };

    private static PageTable Decisions(ImmutableArray<DecisionDifference> decisions) => new("Decisions", ["At", "As it was", "With the change"],
        [.. decisions.Select(static d => ImmutableArray.Create(UtcText.Of(d.At), Side(d.Before, d.BeforeRule), Side(d.After, d.AfterRule)))]);

    private static string Side(string? decision, string? rule) => decision is null ? "none" : $"{decision} by {rule}";
}
