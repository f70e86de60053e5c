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
        plan = ChooseIndexes.Run(plan);
        return SplitStrata.Run(plan, program);
    }
}
