using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Gives a bound comparison its second threshold.</summary>
internal sealed class HysteresisEmitter(DiagnosticBag diagnostics, ExpressionEmitter expressions)
{
    public BoundComparison Emit(BoundComparison comparison, DraftHysteresis draft, DraftRule rule, ImmutableArray<BoundExpression> head)
    {
        BoundExpression enter = draft.EnterOnRight ? comparison.Right : comparison.Left, exit = expressions.Emit(draft.Exit);
        if (enter is BoundConstant { Value: var from } && exit is BoundConstant { Value: var to } && from.Kind == to.Kind && IsStronger(comparison.Operator, draft.EnterOnRight, from, to))
        {
            diagnostics.Add(Diagnostic.Create(TimeDiagnostics.BadHysteresis, draft.Span, $"its exit {to} is harder to meet than its enter {from}") with
            {
                Help = "a condition that holds goes on down to an easier threshold; exchange the two",
            });
        }

        HashSet<int> varying = Varying(draft, rule);
        ImmutableArray<BoundExpression> key = [.. rule.HeadArguments.Zip(head).Where(p => !p.First.Variables().Any(v => varying.Contains(v.Slot))).Select(static p => p.Second)];
        return comparison with { Hysteresis = new BoundHysteresis(enter, exit, draft.EnterOnRight, key) };
    }

    private static bool IsStronger(ComparisonOperator op, bool onRight, Value enter, Value exit)
    {
        bool isLowerBound = op is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual == onRight;
        return isLowerBound ? exit.CompareTo(enter) > 0 : exit.CompareTo(enter) < 0;
    }

    /// <summary>Slots of the compared value and of what equations compute from it: they change while an episode lasts.</summary>
    private static HashSet<int> Varying(DraftHysteresis draft, DraftRule rule)
    {
        HashSet<int> varying = [.. draft.Compared.Variables().Select(static v => v.Slot)];
        int before;
        do
        {
            before = varying.Count;
            foreach (DraftComparison equation in rule.Body.OfType<DraftComparison>().Where(static c => c.Operator == ComparisonOperator.Equal))
            {
                varying.UnionWith(Computed(equation.Left, equation.Right, varying));
                varying.UnionWith(Computed(equation.Right, equation.Left, varying));
            }
        }
        while (varying.Count > before);
        return varying;
    }

    private static IEnumerable<int> Computed(DraftExpression result, DraftExpression from, HashSet<int> varying) =>
        result is DraftVariable variable && from.Variables().Any(v => varying.Contains(v.Slot)) ? [variable.Slot] : [];
}
