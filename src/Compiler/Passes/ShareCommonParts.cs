using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Last pass: finds the joins of one layer that begin alike, so that the engine runs the common part once. Every rule keeps its own joins beside it.</summary>
/// <remarks>
/// Alike are a changed atom and the probe behind it that differ in the names of variables alone, with at least one comparison behind the probe that is common as well: what is
/// saved is the work on rows which no rule wants. Fewer than <see cref="LeastMembers"/> rules, or a probe without a comparison, do not pay (ADR 59).
/// </remarks>
internal static class ShareCommonParts
{
    /// <summary>Measured: below this many, handing a found row on costs what the shared walk saves.</summary>
    public const int LeastMembers = 2;

    public static RulePlan Run(RulePlan plan) => plan with { Strata = [.. plan.Strata.Select(stratum => stratum with { Shared = Of(stratum, plan) })] };

    private static ImmutableArray<SharedJoin> Of(PlannedStratum stratum, RulePlan plan)
    {
        if (stratum.IsRecursive || stratum.Predicates.Any(id => plan.Predicates[id].IsCombined))
        {
            return [];
        }

        return [.. stratum.Rules.Select(index => plan.Rules[index]).Where(static rule => !rule.IsGrouped && rule.Hysteresis is null && rule.Clock is null)
            .SelectMany(static rule => rule.Deltas.Select((delta, number) => (Member: new SharedMember(rule.Index, number), delta.Predicate, Parts: PartsOf(delta))))
            .Where(static join => join.Parts.Length > 1)
            .GroupBy(static join => (join.Parts[0], join.Parts[1]))
            .Where(static group => group.Count() >= LeastMembers)
            .Select(static group => new SharedJoin(group.First().Predicate, Common([.. group.Select(static join => join.Parts)]), [.. group.Select(static join => join.Member)]))];
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

    /// <summary>The first steps of a join as texts, equal where the steps differ in the names of variables alone: the changed atom with its probe, then each comparison. Empty when it begins otherwise.</summary>
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
        IEnumerable<string> tests = delta.Steps.Skip(1).TakeWhile(static step => step is TestComparison).Select(step => Text(((TestComparison)step).Comparison, names));
        return [probe, .. tests];
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
