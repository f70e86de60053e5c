using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Makes the operators of a plan runnable on the relations of a state.</summary>
internal static class StepChain
{
    public static Step Of(ImmutableArray<PlanStep> steps, EngineState state)
    {
        Step chain = new AcceptStep();
        for (int i = steps.Length - 1; i >= 0; i--)
        {
            chain = Of(steps[i], state, chain);
        }

        return chain;
    }

    private static Step Of(PlanStep step, EngineState state, Step next) => step switch
    {
        MatchRows match => new MatchStep(match, state, next),
        RequireAbsent absent => new AbsentStep(absent, state, next),
        TestComparison test => new TestStep(test, next),
        AssignSlot assign => new AssignStep(assign, next),
        SolveBuiltin solve => new SolveStep(solve, next),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
