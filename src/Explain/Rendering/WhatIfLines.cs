using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes what-ifs as lines: what was changed, then decisions, candidates and facts that differ, each with the proof of what would be.</summary>
internal static class WhatIfLines
{
    public static List<TextLine> Of(WhatIfReport report)
    {
        ProofLines before = new(report.Before, report.At), after = new(report.After, report.At);
        List<TextLine> lines = [new(0, "what if", ReadableTime.At(report.At), LineStyle.Heading), .. Changes(report.Changes)];
        if (report.IsEmpty)
        {
            lines.Add(new TextLine(0, "nothing would differ", "", LineStyle.Heading));
        }

        AddDecisions(lines, report.Decisions, report.Decisions.Length, withTime: false);
        if (!report.Candidates.IsEmpty)
        {
            lines.Add(new TextLine(0, Count(report.Candidates.Length, "candidate"), "", LineStyle.Heading));
        }

        foreach (CandidateDifference candidate in report.Candidates)
        {
            lines.Add(new TextLine(1, candidate.Candidate, candidate.RuleId.Length == 0 ? "given" : $"rule {candidate.RuleId}", LineStyle.Fact));
            lines.Add(new TextLine(2, $"- {candidate.Before ?? "not proposed"}", "", LineStyle.Failed));
            lines.Add(new TextLine(2, $"+ {candidate.After ?? "not proposed"}", "", LineStyle.Condition));
        }

        AddFacts(lines, report, before, after);
        return lines;
    }

    public static List<TextLine> Of(SpanReport report)
    {
        List<TextLine> lines = [new(0, "what if", $"from {(report.From > EventTime.Zero ? report.From : "the start")} to {report.To}", LineStyle.Heading), .. Changes(report.Changes)];
        lines.Add(new TextLine(0, $"{Count(report.CountBefore, "decision")} as it was, {report.CountAfter} with the change", $"{report.DifferenceCount} differ", LineStyle.Heading));
        lines.AddRange(report.Rules.Select(static r => new TextLine(1, $"rule {r.RuleId}: {r.Before} -> {r.After}", "", r.Before == r.After ? LineStyle.Fact : LineStyle.Condition)));
        AddDecisions(lines, report.Decisions, report.DifferenceCount, withTime: true);
        return lines;
    }

    private static IEnumerable<TextLine> Changes(ImmutableArray<string> changes) => changes.Select(static c => new TextLine(1, c, "", LineStyle.Rule));

    private static void AddDecisions(List<TextLine> lines, ImmutableArray<DecisionDifference> decisions, int count, bool withTime)
    {
        if (count > 0)
        {
            lines.Add(new TextLine(0, $"{Count(count, "decision")} would differ", "", LineStyle.Heading));
        }

        foreach (DecisionDifference difference in decisions)
        {
            string when = withTime ? $", {ReadableTime.At(difference.At)}" : "";
            if (difference.Before is not null)
            {
                lines.Add(new TextLine(1, $"- {difference.Before}", $"rule {difference.BeforeRule}{when}", LineStyle.Failed));
            }

            if (difference.After is not null)
            {
                lines.Add(new TextLine(1, $"+ {difference.After}", $"rule {difference.AfterRule}{when}", LineStyle.Condition));
            }
        }

        AddMore(lines, count - decisions.Length);
    }

    private static void AddFacts(List<TextLine> lines, WhatIfReport report, ProofLines before, ProofLines after)
    {
        if (report.FactCount > 0)
        {
            lines.Add(new TextLine(0, $"{Count(report.FactCount, "derived fact")} would differ", "", LineStyle.Heading));
        }

        foreach (FactDifference fact in report.Facts)
        {
            if (fact.Kind == DifferenceKind.Proof)
            {
                lines.Add(new TextLine(1, $"= {fact.After}", "the same fact, proved otherwise", LineStyle.Fact));
            }
            else if (fact.Before is not null)
            {
                lines.Add(new TextLine(1, $"- {fact.Before}", fact.After is null ? "no longer" : "", LineStyle.Failed));
            }

            if (fact.Kind != DifferenceKind.Proof && fact.After is not null)
            {
                lines.Add(new TextLine(1, $"+ {fact.After}", fact.Before is null ? "new" : "", LineStyle.Condition));
            }

            AddProof(lines, fact.AfterNode is null ? before : after, fact.AfterNode ?? fact.BeforeNode!);
        }

        AddMore(lines, report.FactCount - report.Facts.Length);
    }

    /// <summary>The rule and its premises; the fact itself stands above.</summary>
    private static void AddProof(List<TextLine> lines, ProofLines proofs, string id)
    {
        if (proofs.TryRule(2, id))
        {
            lines.AddRange(proofs.Lines);
            proofs.Lines.Clear();
        }
    }

    private static void AddMore(List<TextLine> lines, int more)
    {
        if (more > 0)
        {
            lines.Add(new TextLine(1, $"and {more} more", "", LineStyle.Heading));
        }
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
