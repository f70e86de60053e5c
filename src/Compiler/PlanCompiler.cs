using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Turns a checked program into a plan: the passes below, in this order.</summary>
public static class PlanCompiler
{
    /// <summary>Every program that the binder accepts has a plan; the same program has the same plan.</summary>
    public static RulePlan Compile(BoundProgram program)
    {
        RulePlan plan = NormaliseRules.Run(program);
        plan = OrderJoinsByBoundness.Run(plan, program);
        plan = ScheduleClocks.Run(plan, program);
        plan = DropUnreadColumns.Run(plan, program);
        plan = ChooseIndexes.Run(plan);
        plan = ChooseCells.Run(plan, program);
        plan = SplitStrata.Run(plan, program);
        return ShareCommonParts.Run(plan);
    }

    /// <summary>Orders a query that was bound against <paramref name="program"/>.</summary>
    public static PlannedQuery CompileQuery(BoundProgram program, BoundQuery query) => new(
        new JoinOrder(program, query.Literals, query.Variables.Length, []).Order(null),
        [.. BodyBinding.Bindable(query.Literals, query.Variables.Length)],
        query.Literals.Length,
        query.Literals.Count(static l => l is BoundAtom { IsNegated: false }));
}
