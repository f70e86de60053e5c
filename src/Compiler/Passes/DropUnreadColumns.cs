using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Third pass: leaves out of delta joins the columns whose variables nothing reads. Groups count substitutions by all variables, so their rules keep them.</summary>
internal static class DropUnreadColumns
{
    public static RulePlan Run(RulePlan plan, BoundProgram program) => plan with
    {
        Rules = [.. plan.Rules.Select(rule => rule.IsGrouped ? rule : Drop(rule, program.Rules[rule.Index]))],
    };

    private static PlannedRule Drop(PlannedRule rule, BoundRule bound)
    {
        int[] uses = new int[rule.Variables.Length];
        foreach (BoundVariable variable in BoundWalk.ExpressionsOf(bound).OfType<BoundVariable>())
        {
            uses[variable.Slot]++;
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
