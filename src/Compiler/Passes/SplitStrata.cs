using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Last pass but one: the layers in order, each with what it reads and with what makes it start anew.</summary>
internal static class SplitStrata
{
    public static RulePlan Run(RulePlan plan, BoundProgram program) => plan with { Strata = [.. program.Strata.Select(stratum => Plan(stratum, plan))] };

    private static PlannedStratum Plan(Stratum stratum, RulePlan plan)
    {
        PlannedRule[] rules = [.. stratum.Rules.Select(index => plan.Rules[index])];
        return new PlannedStratum(
            stratum.Predicates,
            stratum.Rules,
            [.. rules.SelectMany(static r => r.Reads).Except(stratum.Predicates).Distinct().Order()],
            stratum.IsRecursive,
            rules.Any(static r => r.UsesNow),
            rules.Any(static r => r.UsesParams),
            rules.Any(rule => rule.NeedsTimes && !(rule.HasCountedMembers && rule.Positives.All(id => !plan.Predicates[id].IsDerived))));
    }
}
