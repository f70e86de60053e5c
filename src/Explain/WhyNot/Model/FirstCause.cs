namespace CryptoScalp.Rules.Explain;

/// <summary>The first thing that stands between the state and what was asked: the first failed literal of the closest rule, followed down through missing premises.</summary>
/// <param name="Kind"><c>vetoed</c>, <c>requirement</c>, <c>cap</c>, <c>cooldown</c> or <c>lost</c> for a candidate; <c>missing</c>, <c>condition</c>, <c>denied</c>, <c>group</c> or <c>no rule</c> for a rule.</param>
/// <param name="RuleId">The rule that it stands in; empty when no rule could derive it.</param>
/// <param name="Text">The literal with its values, or the pattern that no fact fits.</param>
/// <param name="Literal">The failed literal; null where there is none.</param>
public sealed record FirstCause(string Kind, string RuleId, string Text, LiteralVerdict? Literal)
{
    internal static FirstCause? Of(WhyNotReport report) =>
        report.Holding.Length > 0 ? null
        : report.Requirements is [{ } requirement, ..] && report.Struck is [{ Reasons: [{ Kind: "requirement" }, ..] }, ..] ? Of(requirement, "")
        : report.Struck is [{ } struck, ..] ? new FirstCause(struck.Reasons[0].Kind, struck.RuleId, Told(report, struck.Reasons[0]), null)
        : report.Absent is { } absent ? Of(absent, "") : null;

    /// <summary>Of each further class of rules that could have given it the closest rule's, in the order of closeness: what is in the way of an exit says nothing about entries.</summary>
    internal static IEnumerable<(string Class, FirstCause Cause)> OfOtherClasses(WhyNotReport report)
    {
        RuleAttempt[] fitting = [.. report.Absent?.Attempts.Where(static a => a is { HeadMismatch: null, Class: not null }) ?? []];
        return fitting.DistinctBy(static a => a.Class).Where(a => a.Class != report.Absent!.Attempts[0].Class)
            .Select(a => (a.Class!, Of(report.Absent! with { Attempts = [a] }, "")));
    }

    private static FirstCause Of(AbsentFact absent, string ruleId)
    {
        if (absent.Attempts is not [{ HeadMismatch: null } nearest, ..])
        {
            return new FirstCause(absent.IsGiven || absent.Cut is not null ? "missing" : "no rule", ruleId, absent.Pattern, null);
        }

        LiteralVerdict? failed = nearest.Failed.FirstOrDefault();
        return failed switch
        {
            null => new FirstCause("group", nearest.RuleId, nearest.GroupFault ?? "", null),
            { Missing: { Attempts.Length: > 0 } below } => Of(below, nearest.RuleId),
            { Kind: LiteralKind.Fact } => new FirstCause("missing", nearest.RuleId, failed.Missing!.Pattern, failed),
            { Kind: LiteralKind.Absence } => new FirstCause("denied", nearest.RuleId, failed.Values, failed),
            _ => new FirstCause("condition", nearest.RuleId, failed.Text, failed),
        };
    }

    private static string Told(WhyNotReport report, ContestReason reason) => reason.Nodes is [{ } node, ..] ? report.Graph[node].Fact : reason.ToString();
}
