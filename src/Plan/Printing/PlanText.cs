using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>Prints a plan for reading and for golden files: what the cells of each relation hold and its indexes, layers, and under each rule one join per changed literal.</summary>
public static class PlanText
{
    /// <summary>Lines end in <c>\n</c>; places are <c>line:column</c> of the rule's source.</summary>
    public static string Format(RulePlan plan)
    {
        StringBuilder text = new();
        foreach (PlannedPredicate predicate in plan.Predicates)
        {
            AppendPredicate(text, predicate);
        }

        for (int i = 0; i < plan.Strata.Length; i++)
        {
            AppendStratum(text, plan, i);
        }

        AppendStateRules(text, plan);

        return text.ToString();
    }

    private static void AppendPredicate(StringBuilder text, PlannedPredicate predicate)
    {
        text.Append($"relation {predicate.Name}/{predicate.Arity} cells [{string.Join(", ", Enumerable.Range(0, predicate.Arity).Select(column => Kind(predicate.KindOf(column))))}]");
        text.Append(predicate.Key.IsEmpty ? "" : $" key {Columns(predicate.Key)}");
        text.Append(predicate.Indexes.IsEmpty ? "" : $" index {string.Join(" ", predicate.Indexes.Select(static i => Columns(i)))}");
        text.Append(predicate.TtlNs is { } ttl ? $" ttl {ValueText.Duration(ttl)}" : "");
        text.Append(predicate.LatenessNs is { } lateness ? $" lateness {ValueText.Duration(lateness)}" : "");
        text.Append(predicate.View is null ? "" : " kept from the past");
        text.Append(predicate.Promises is { } promises ? Promises(promises) : "");
        text.Append('\n');
    }

    private static string Promises(PlannedPromises promises) =>
        string.Concat(promises.Fundeps.Select(static f => $" keeps {f.Fundep.Text}"))
        + string.Concat(promises.Inclusions.Select(static i => $" keeps inclusion [{i.Inclusion.Text}]"))
        + (promises.Limit is { } limit ? $" keeps limit({limit.Rows})" : "");

    private static void AppendStratum(StringBuilder text, RulePlan plan, int number)
    {
        PlannedStratum stratum = plan.Strata[number];
        string how = stratum.Predicates.Any(id => plan.Predicates[id].IsCombined) ? "combining rows, in rounds" : stratum.IsRecursive ? "recursive, as a set" : "counting derivations";
        text.Append($"\nlayer {number}: {string.Join(", ", stratum.Predicates.Select(id => plan.Predicates[id].Name))} ({how}{Anew(plan, stratum)})\n");
        foreach (SharedJoin shared in stratum.Shared)
        {
            AppendShared(text, plan, shared);
        }

        foreach (int rule in stratum.Rules)
        {
            AppendRule(text, plan, plan.Rules[rule]);
        }
    }

    /// <summary>Rules that belong to no layer: read after every fixpoint of a transaction.</summary>
    private static void AppendStateRules(StringBuilder text, RulePlan plan)
    {
        PlannedRule[] rules = [.. plan.Rules.Where(static r => r.Effect is RuleEffect.Assert or RuleEffect.Retract)];
        text.Append(rules.Length == 0 ? "" : "\nsteps, after the layers and until they change nothing\n");
        foreach (PlannedRule rule in rules)
        {
            StepText steps = new(plan, rule);
            text.Append($"  rule {rule.Id} at {rule.Span.ToLocation()}\n    once a step\n");
            AppendSteps(text, steps, rule.Whole);
            text.Append($"    {(rule.Effect == RuleEffect.Assert ? "store" : "remove")} {plan.Predicates[rule.HeadPredicate].Name}({string.Join(", ", rule.Head.Select(steps.Of))})\n");
        }
    }

    private static string Anew(RulePlan plan, PlannedStratum stratum)
    {
        bool usesTime = stratum.Rules.Any(index => plan.Rules[index].Clock is { IsAnew: true });
        string[] reasons = [.. new[] { usesTime ? "time" : "", stratum.UsesParams ? "parameters" : "", stratum.NeedsTimes ? "event times" : "" }.Where(static r => r.Length > 0)];
        return reasons.Length == 0 ? "" : $"; anew when {string.Join(" or ", reasons)} change";
    }

    private static void AppendRule(StringBuilder text, RulePlan plan, PlannedRule rule)
    {
        StepText steps = new(plan, rule);
        text.Append($"  rule {rule.Id} at {rule.Span.ToLocation()}\n");
        foreach (DeltaJoin delta in rule.Deltas)
        {
            text.Append($"    when {steps.Of(delta)}\n");
            AppendSteps(text, steps, delta.Steps);
        }

        if (rule.Deltas.IsEmpty)
        {
            text.Append("    once\n");
            AppendSteps(text, steps, rule.Whole);
        }

        foreach (string line in rule.Clock is { } clock ? steps.Of(clock) : [])
        {
            text.Append($"    {line}\n");
        }

        if (rule.IsGrouped)
        {
            text.Append($"    group by {(rule.GroupKey.IsEmpty ? "nothing" : string.Join(", ", rule.GroupKey.Select(slot => rule.Variables[slot])))}: members again from\n");
            AppendSteps(text, steps, rule.Group);
        }

        text.Append($"    derive {plan.Predicates[rule.HeadPredicate].Name}({string.Join(", ", rule.Head.Select(steps.Of))})\n");
    }

    /// <summary>The common part, in the words of the first rule.</summary>
    private static void AppendShared(StringBuilder text, RulePlan plan, SharedJoin shared)
    {
        PlannedRule first = plan.Rules[shared.Members[0].Rule];
        DeltaJoin delta = first.Deltas[shared.Members[0].Delta];
        StepText steps = new(plan, first);
        text.Append($"  shared by {string.Join(", ", shared.Members.Select(member => plan.Rules[member.Rule].Id))}\n    when {steps.Of(delta)}\n");
        AppendSteps(text, steps, delta.Steps.Take(shared.Steps));
    }

    private static void AppendSteps(StringBuilder text, StepText steps, IEnumerable<PlanStep> all)
    {
        foreach (PlanStep step in all)
        {
            text.Append($"      {steps.Of(step)}\n");
        }
    }

    /// <summary>As types are written; <c>interned</c> for a cell that holds the number of a value.</summary>
    private static string Kind(CellKind kind) => kind switch
    {
        CellKind.Number => "number",
        CellKind.Float64 => "float64",
        CellKind.Dec8 => "dec8",
        CellKind.Time => "time",
        CellKind.Duration => "duration",
        CellKind.Interned => "interned",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Columns(IEnumerable<int> columns) => $"[{string.Join(", ", columns)}]";
}
