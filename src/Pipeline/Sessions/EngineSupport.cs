using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The one place that knows what the incremental engine cannot run yet; such a program runs on the reference evaluator, and whoever starts it says so.</summary>
public static class EngineSupport
{
    /// <summary>What of the program only the reference evaluator can run, for a note; null when the incremental engine can run all of it.</summary>
    public static string? OnlyInReference(BoundProgram program)
    {
        string[] parts = [.. Parts(program)];
        return parts.Length == 0 ? null : string.Join(", and ", parts);
    }

    /// <summary>The evaluator that will run the program when <paramref name="wanted"/> is asked for.</summary>
    public static RuleEngineKind Choose(BoundProgram program, RuleEngineKind wanted) =>
        OnlyInReference(program) is null ? wanted : RuleEngineKind.Reference;

    /// <summary>What to tell the user when another evaluator runs than was asked for; null when it is the one asked for.</summary>
    public static string? Note(BoundProgram program, RuleEngineKind wanted) =>
        Choose(program, wanted) == wanted
            ? null
            : $"note: the program uses {OnlyInReference(program)}, which the incremental engine cannot run yet; the reference evaluator runs it: the same results, more slowly";

    private static IEnumerable<string> Parts(BoundProgram program)
    {
        if (program.Predicates.FirstOrDefault(static p => p.Tag is not null || p.Merge is not null) is { } combined)
        {
            yield return $"{(combined.Tag is not null ? "certainty" : "merge")} ('{combined.Name}')";
        }
    }
}
