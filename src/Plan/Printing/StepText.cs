using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>One line per operator.</summary>
internal sealed class StepText(RulePlan plan, PlannedRule rule)
{
    public string Of(DeltaJoin delta) =>
        $"{(delta.IsNegated ? "a denial by " : "")}{Atom(delta.Predicate, delta.Pattern)} changes  @{Place(delta.Span)}";

    public string Of(PlanStep step) => step switch
    {
        MatchRows match => $"{How(match.Pattern, match.Index)} {Atom(match.Predicate, match.Pattern)}  @{Place(step.Span)}",
        RequireAbsent absent => $"absent {Atom(absent.Predicate, absent.Pattern)}{(absent.Index is null ? "" : $" by {Columns(absent.Pattern)}")}  @{Place(step.Span)}",
        TestComparison test => $"test {Of(test.Comparison)}  @{Place(step.Span)}",
        AssignSlot assign => $"let {rule.Variables[assign.Slot]} = {Of(assign.Value)}  @{Place(step.Span)}",
        SolveBuiltin solve => $"{(solve.IsNegated ? "unless" : "solve")} {solve.Predicate.Name}({string.Join(", ", solve.Inputs.Select(Of))})  @{Place(step.Span)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What passing time changes.</summary>
    public IEnumerable<string> Of(PlannedClock clock)
    {
        foreach (ClockTest test in clock.Tests)
        {
            DeltaJoin anchor = rule.Deltas.First(delta => delta.Literal == clock.Anchor);
            yield return $"when time changes {Of(test.Comparison)} for {Atom(anchor.Predicate, anchor.Pattern)}";
        }

        foreach (string what in clock.Gates.Select(Of).Concat(clock.Readings.Select(Of)))
        {
            yield return $"anew when time changes {what}";
        }
    }

    private string Of(BoundComparison comparison) => $"{Of(comparison.Left)} {comparison.Operator.Symbol()} {Of(comparison.Right)}";

    public string Of(BoundExpression expression) => expression switch
    {
        BoundVariable variable => rule.Variables[variable.Slot],
        BoundConstant constant => constant.Value.ToString(),
        BoundParameter parameter => plan.Params[parameter.Index].Name,
        BoundNow => "now",
        BoundCall call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Atom(int predicate, AtomPattern pattern)
    {
        string[] arguments = [.. Enumerable.Repeat("_", pattern.Arity)];
        for (int i = 0; i < pattern.KeyColumns.Length; i++)
        {
            arguments[pattern.KeyColumns[i]] = Of(pattern.Keys[i]);
        }

        foreach (ColumnSlot slot in pattern.Binds.Concat(pattern.Repeats))
        {
            arguments[slot.Column] = rule.Variables[slot.Slot];
        }

        return $"{plan.Predicates[predicate].Name}({string.Join(", ", arguments)})";
    }

    private static string How(AtomPattern pattern, int? index) =>
        pattern.IsComplete ? "look up" : index is null ? "scan" : $"probe {Columns(pattern)} of";

    private static string Columns(AtomPattern pattern) => $"[{string.Join(", ", pattern.KeyColumns)}]";

    private static string Place(SourceSpan span) => $"{span.Start.Line}:{span.Start.Column}";
}
