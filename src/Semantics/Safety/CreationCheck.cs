using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Warns of recursion that creates values from its own results where nothing visibly bounds it.</summary>
/// <remarks>A bound is a comparison on one of the created values or on what it is made of (a bounded count of steps ends the recursion whatever else it creates), structural descent by a <c>:match_…</c> literal, or a declared <c>limit(…)</c>. The budget of created facts holds in any case.</remarks>
internal static class CreationCheck
{
    public static void Run(DraftRule rule, DependencyGraph graph, DiagnosticBag diagnostics)
    {
        HashSet<int> recursive = [.. rule.Body.OfType<DraftAtom>()
            .Where(a => !a.IsNegated && graph.ComponentOf[a.Predicate.Id] == graph.ComponentOf[rule.Head.Id])
            .SelectMany(static a => a.Arguments).OfType<DraftVariable>().Select(static v => v.Slot)];
        if (recursive.Count == 0 || rule.Head.Limit is not null || rule.Head.MergeColumn is not null || rule.IsGrouped || rule.Body.Any(static l => l is DraftBuiltin { Predicate.Name: var n } && n.StartsWith(":match_", StringComparison.Ordinal)))
        {
            return;
        }

        List<(DraftExpression Argument, DraftCall Call)> created = [];
        foreach (DraftExpression argument in rule.HeadArguments)
        {
            if (Creator(argument, rule) is { } call && call.Variables().Any(v => recursive.Contains(v.Slot)))
            {
                created.Add((argument, call));
            }
        }

        if (created.Count > 0 && !created.Exists(c => IsBounded(c.Argument, c.Call, rule)))
        {
            Report(rule, created[0].Call, diagnostics);
        }
    }

    private static void Report(DraftRule rule, DraftCall call, DiagnosticBag diagnostics) =>
        diagnostics.Add(Diagnostic.Create(SafetyDiagnostics.UnboundedCreation, rule.HeadSpan, rule.Head.Name, call.Span.Text) with
        {
            Related = call.Span == rule.HeadSpan ? [] : [new(call.Span, "a new value is made here")],
            Help = "compare the new value with a bound (N < 100), or declare limit(…) on the predicate; the budget of created facts stops it otherwise",
        });

    /// <summary>The call that makes a head argument: the argument itself, or what <c>=</c> or <c>let</c> gives its variable.</summary>
    private static DraftCall? Creator(DraftExpression argument, DraftRule rule)
    {
        if (argument is not DraftVariable variable)
        {
            return argument as DraftCall;
        }

        foreach (DraftComparison equal in rule.Body.OfType<DraftComparison>().Where(static c => c.Operator == ComparisonOperator.Equal))
        {
            if (IsVariable(equal.Left, variable.Slot) && equal.Right is DraftCall right)
            {
                return right;
            }

            if (IsVariable(equal.Right, variable.Slot) && equal.Left is DraftCall left)
            {
                return left;
            }
        }

        return rule.Transforms.OfType<DraftLet>().FirstOrDefault(l => l.Slot == variable.Slot)?.Value as DraftCall;
    }

    private static bool IsBounded(DraftExpression argument, DraftCall call, DraftRule rule)
    {
        HashSet<int> slots = [.. argument.Variables().Concat(call.Variables()).Select(static v => v.Slot)];
        return rule.Body.OfType<DraftComparison>()
            .Where(static c => c.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
            .Any(c => c.Left.Variables().Concat(c.Right.Variables()).Any(v => slots.Contains(v.Slot)));
    }

    private static bool IsVariable(DraftExpression expression, int slot) => expression is DraftVariable variable && variable.Slot == slot;
}
