using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Fourth pass: leaves out of delta joins the columns whose variables nothing reads: a row replaced in such columns alone is then no change.</summary>
/// <remarks>Members of a group differ in such columns too, but there are as many after the replacement as before. Groups that are not counted, and those that read event times, keep them.</remarks>
internal static class DropUnreadColumns
{
    public static RulePlan Run(RulePlan plan, BoundProgram program) => plan with
    {
        Rules = [.. plan.Rules.Select(rule => rule.IsGrouped && (!rule.HasCountedMembers || rule.NeedsTimes) ? rule : Drop(rule, program.Rules[rule.Index]))],
    };

    private static PlannedRule Drop(PlannedRule rule, BoundRule bound)
    {
        int[] uses = new int[rule.Variables.Length];
        foreach (BoundVariable variable in BoundWalk.ExpressionsOf(bound).OfType<BoundVariable>())
        {
            uses[variable.Slot]++;
        }

        foreach (int key in rule.GroupKey)
        {
            uses[key]++;
        }

        return rule with { Deltas = [.. rule.Deltas.Select(delta => Drop(delta, uses))] };
    }

    private static DeltaJoin Drop(DeltaJoin delta, int[] uses) => delta with
    {
        Pattern = Drop(delta.Pattern, uses),
        Steps = [.. delta.Steps.Select(step => step is MatchRows match ? match with { Pattern = Drop(match.Pattern, uses) } : step)],
    };

    private static AtomPattern Drop(AtomPattern pattern, int[] uses) => pattern with { Binds = [.. pattern.Binds.Where(bind => uses[bind.Slot] > 1)] };
}
