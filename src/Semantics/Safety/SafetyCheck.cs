using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Every variable of a head, a negation, a comparison or a function must be bound by a positive literal.</summary>
internal sealed class SafetyCheck(DiagnosticBag diagnostics)
{
    private readonly HashSet<int> _reported = [];
    private IReadOnlyList<DraftLiteral> _body = [];

    public static void Rule(DraftRule rule, DiagnosticBag diagnostics) => new SafetyCheck(diagnostics).Check(rule);

    /// <summary>For a query: a body without a head.</summary>
    public static void Body(IReadOnlyList<DraftLiteral> body, DiagnosticBag diagnostics) => new SafetyCheck(diagnostics).CheckBody(body);

    private void Check(DraftRule rule)
    {
        IEnumerable<int> inputs = rule.Effect == RuleEffect.Compute ? rule.HeadArguments.Take(2).OfType<DraftVariable>().Select(static v => v.Slot) : [];
        HashSet<int> bound = CheckBody(rule.Body, inputs);
        HashSet<int>? grouped = null;
        foreach (DraftTransform transform in rule.Transforms)
        {
            switch (transform)
            {
                case DraftLet let:
                    Need(let.Value, bound, grouped, "this 'let'");
                    bound.Add(let.Slot);
                    break;
                case DraftGroup group:
                    CheckGroup(group, bound);
                    grouped = bound;
                    bound = [.. group.Keys.Select(static k => k.Slot), .. group.Aggregates.Select(static a => a.Slot)];
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        foreach (DraftExpression argument in rule.HeadArguments)
        {
            Need(argument, bound, grouped, "the head");
        }
    }

    /// <summary>Equations first: they say why a variable is unbound, and what they would bind is not told again.</summary>
    private HashSet<int> CheckBody(IReadOnlyList<DraftLiteral> body, params IEnumerable<int> inputs)
    {
        _body = body;
        HashSet<int> bound = [.. inputs];
        BoundSlots.Close(body, bound);
        foreach (DraftLiteral literal in body.OrderByDescending(static l => l is DraftComparison { Operator: ComparisonOperator.Equal }))
        {
            CheckLiteral(literal, bound);
        }

        return bound;
    }

    private void CheckLiteral(DraftLiteral literal, HashSet<int> bound)
    {
        string place = $"'{literal.Span.Text}'";
        switch (literal)
        {
            case DraftAtom { IsNegated: true } atom:
                foreach (DraftVariable variable in atom.Arguments.OfType<DraftVariable>().Where(static v => !v.IsWildcard))
                {
                    Need(variable, bound, null, place);
                }

                break;
            case DraftComparison comparison:
                CheckComparison(comparison, bound, place);
                break;
            case DraftBuiltin builtin:
                CheckBuiltin(builtin, bound, place);
                break;
            default:
                break;
        }
    }

    /// <summary>In <c>Z = Y + 1</c> the cause comes first: an unbound <c>Z</c> is the consequence of an unbound <c>Y</c>.</summary>
    private void CheckComparison(DraftComparison comparison, HashSet<int> bound, string place)
    {
        bool isAssigned = comparison.Operator == ComparisonOperator.Equal && comparison.Left is DraftVariable;
        Need(isAssigned ? comparison.Right : comparison.Left, bound, null, place);
        Need(isAssigned ? comparison.Left : comparison.Right, bound, null, place);
    }

    private void CheckBuiltin(DraftBuiltin builtin, HashSet<int> bound, string place)
    {
        for (int i = 0; i < builtin.Arguments.Length; i++)
        {
            bool isOpenWildcard = builtin.IsNegated && builtin.Arguments[i] is DraftVariable { IsWildcard: true };
            if ((builtin.Predicate.IsInput(i) || builtin.IsNegated) && !isOpenWildcard)
            {
                Need(builtin.Arguments[i], bound, null, place);
            }
        }
    }

    private void CheckGroup(DraftGroup group, HashSet<int> bound)
    {
        foreach (DraftVariable key in group.Keys)
        {
            Need(key, bound, null, "'group_by'");
        }

        foreach (DraftExpression argument in group.Aggregates.SelectMany(static a => a.Arguments))
        {
            Need(argument, bound, null, "this aggregate");
        }
    }

    private void Need(DraftExpression expression, HashSet<int> bound, HashSet<int>? grouped, string place)
    {
        foreach (DraftVariable variable in expression.Variables())
        {
            if (bound.Contains(variable.Slot) || !_reported.Add(variable.Slot))
            {
                continue;
            }

            diagnostics.Add(Describe(variable, grouped, place));
            Assume(variable, bound, grouped);
        }
    }

    /// <summary>What is reported once counts as bound, and so does what it would bind: one cause, one report.</summary>
    private void Assume(DraftVariable variable, HashSet<int> bound, HashSet<int>? grouped)
    {
        bound.Add(variable.Slot);
        if (grouped is null)
        {
            BoundSlots.Close(_body, bound);
        }
    }

    private Diagnostic Describe(DraftVariable variable, HashSet<int>? grouped, string place)
    {
        if (variable.IsWildcard)
        {
            return Diagnostic.Create(SafetyDiagnostics.WildcardValue, variable.Span, place) with { Help = "give it a name and bind it with a positive literal" };
        }

        if (grouped is not null && grouped.Contains(variable.Slot))
        {
            return Diagnostic.Create(SafetyDiagnostics.GroupedAway, variable.Span, variable.Name) with
            {
                Help = $"add it to group_by, or aggregate it: let One{variable.Name} = fn:max({variable.Name})",
            };
        }

        (RelatedSpan? related, string help) = UnboundAdvice.For(variable, _body);
        return Diagnostic.Create(SafetyDiagnostics.Unbound, variable.Span, variable.Name, place) with
        {
            Related = related is { } at ? [at] : [],
            Help = help,
        };
    }
}
