using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The one place that knows what the incremental engine cannot run yet: such programs run on the reference evaluator, with a note.</summary>
public static class EngineSupport
{
    /// <summary>What of the program the incremental engine cannot run, as a phrase; null when it can run all of it.</summary>
    public static string? Missing(BoundProgram program)
    {
        if (program.Rules.FirstOrDefault(static r => r.Effect is RuleEffect.Assert or RuleEffect.Retract) is { } rule)
        {
            return $"rules that change state ('{rule.Id}')";
        }

        return program.Predicates.FirstOrDefault(static p => p.Tag is not null || p.Merge is not null) is { } predicate
            ? $"{(predicate.Tag is not null ? "confidence tags" : "merge")} ('{predicate.Name}')"
            : null;
    }

    /// <summary>The engine that will run the program when <paramref name="asked"/> is wanted.</summary>
    public static RuleEngineKind Choose(BoundProgram program, RuleEngineKind asked) => Missing(program) is null ? asked : RuleEngineKind.Reference;

    /// <summary>What to tell the user when another engine runs than the one asked for; null when it is the same.</summary>
    public static string? Note(BoundProgram program, RuleEngineKind asked) =>
        asked == RuleEngineKind.Incremental && Missing(program) is { } missing
            ? $"the incremental engine cannot run {missing} yet; the reference evaluator runs this program, with equal results and slower"
            : null;
}
