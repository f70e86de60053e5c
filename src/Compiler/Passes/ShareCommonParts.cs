using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Last pass: finds the joins of one layer that begin alike, so that the engine runs the common part once. Every rule keeps its own joins beside it.</summary>
/// <remarks>
/// Alike are a changed atom, the probe behind it and the comparisons behind that, up to one by size, where they differ in the names of variables alone. What is saved is the
/// work on rows that no rule wants; so a probe without a threshold is not shared: handing every row on costs what the shared walk saves (measured in ADR 59).
/// </remarks>
internal static class ShareCommonParts
{
    public static RulePlan Run(RulePlan plan) => plan with { Strata = [.. plan.Strata.Select(stratum => stratum with { Shared = Of(stratum, plan) })] };

    private static ImmutableArray<SharedJoin> Of(PlannedStratum stratum, RulePlan plan)
    {
        if (stratum.IsRecursive || stratum.Predicates.Any(id => plan.Predicates[id].IsCombined))
        {
            return [];
        }

        return [.. stratum.Rules.Select(index => plan.Rules[index]).Where(static rule => !rule.IsGrouped && rule.Hysteresis is null && rule.Clock is null)
            .SelectMany(static rule => rule.Deltas.Select((delta, number) => (Member: new SharedMember(rule.Index, number), delta.Predicate, Parts: PartsOf(delta))))
            .Where(static join => join.Parts.Length > 0)
            .GroupBy(static join => join.Parts[0])
            .Where(static group => group.Count() > 1)
            .Select(group => new SharedJoin(group.First().Predicate, StepsOf(group.First().Member, Common([.. group.Select(static join => join.Parts)]), plan), [.. group.Select(static join => join.Member)]))];
    }

    /// <summary>How many steps so many parts are: the first reaches up to the first threshold.</summary>
    private static int StepsOf(SharedMember member, int parts, RulePlan plan)
    {
        ImmutableArray<PlanStep> steps = plan.Rules[member.Rule].Deltas[member.Delta].Steps;
        int first = 0;
        while (steps[first] is not TestComparison { Comparison.Operator: not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) })
        {
            first++;
        }

        return first + parts;
    }

    /// <summary>How many parts are equal in all.</summary>
    private static int Common(ImmutableArray<string>[] all)
    {
        int common = 0;
        while (all.All(parts => parts.Length > common && parts[common] == all[0][common]))
        {
            common++;
        }

        return common;
    }

    /// <summary>The first steps of a join as texts, equal where the steps differ in the names of variables alone: all up to the first threshold, then each comparison. Empty when it begins otherwise.</summary>
    private static ImmutableArray<string> PartsOf(DeltaJoin delta)
    {
        if (delta.IsNegated || delta.Steps is not [MatchRows { Pattern: { IsComplete: false, Repeats.IsEmpty: true } } match, ..])
        {
            return [];
        }

        Dictionary<int, string> names = [];
        Name(delta.Pattern, "changed", names);
        string probe = $"{delta.Predicate}{Keys(delta.Pattern, names)}{string.Join(",", delta.Pattern.Repeats.Select(r => $"{r.Column}={names[r.Slot]}"))}"
            + $" {match.Predicate} by {match.Index} {Keys(match.Pattern, names)} {(match.Literal < delta.Literal ? "new" : "old")}";
        Name(match.Pattern, "found", names);
        BoundComparison[] tests = [.. delta.Steps.Skip(1).TakeWhile(static step => step is TestComparison).Select(static step => ((TestComparison)step).Comparison)];
        string[] texts = [.. tests.Select(test => Text(test, names))];
        int threshold = Array.FindIndex(tests, static test => test.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual));
        return threshold < 0 ? [] : [string.Join(", ", [probe, .. texts[..(threshold + 1)]]), .. texts[(threshold + 1)..]];
    }

    private static void Name(AtomPattern pattern, string atom, Dictionary<int, string> names)
    {
        foreach (ColumnSlot bind in pattern.Binds)
        {
            names[bind.Slot] = $"{atom}.{bind.Column}";
        }
    }

    private static string Keys(AtomPattern pattern, Dictionary<int, string> names) =>
        $"({string.Join(", ", pattern.KeyColumns.Select((column, i) => $"{column}={Text(pattern.Keys[i], names)}"))})";

    private static string Text(BoundComparison test, Dictionary<int, string> names) => $"{Text(test.Left, names)} {test.Operator} {Text(test.Right, names)}";

    private static string Text(BoundExpression expression, Dictionary<int, string> names) => expression switch
    {
        BoundVariable variable => names[variable.Slot],
        BoundConstant constant => $"{constant.Value.Kind} {constant.Value}",
        BoundParameter parameter => $"param {parameter.Index}",
        BoundNow => "now",
        BoundCall call => $"{call.Function.Name}({string.Join("; ", call.Arguments.Select(argument => Text(argument, names)))})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
