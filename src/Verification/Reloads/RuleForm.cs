using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>A rule as text in which names of variables, the order of literals, their repetition and the sides of comparisons do not show: rules of one form derive the same rows.</summary>
/// <remarks>Rules of two forms may still mean the same; that is for the solver to say. Neither id, class nor priority are part of it: they change no row.</remarks>
internal sealed class RuleForm
{
    private readonly BoundProgram _program;
    private readonly Func<string, string> _name;
    private readonly Dictionary<int, int> _numbers = [];

    private RuleForm(BoundProgram program, Func<string, string> name) => (_program, _name) = (program, name);

    /// <param name="program">The rule's.</param>
    /// <param name="rule">Any rule.</param>
    /// <param name="name">What a predicate is called, so that what means something else in another version has another name.</param>
    public static string Of(BoundProgram program, BoundRule rule, Func<string, string> name) => new RuleForm(program, name).Rule(rule);

    private string Rule(BoundRule rule)
    {
        string head = Join(rule.Head, numbers: true);
        List<BoundLiteral> left = [.. rule.Body.Select(Oriented)];
        SortedSet<string> body = new(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            // The least of what is left, as far as its variables have numbers, comes next and numbers the others.
            BoundLiteral next = left.MinBy(l => Literal(l, numbers: false), StringComparer.Ordinal)!;
            left.Remove(next);
            body.Add(Literal(Oriented(next), numbers: true));
        }

        return $"{rule.Effect} {_name(_program.Predicates[rule.HeadPredicate].Name)}({head}) :- {string.Join(", ", body)}{string.Concat(rule.Transforms.Select(Transform))}";
    }

    /// <summary>The smaller side first; of an equation or its opposite the one that is the lesser text.</summary>
    private BoundLiteral Oriented(BoundLiteral literal)
    {
        if (literal is not BoundComparison { Hysteresis: null } comparison)
        {
            return literal;
        }

        bool turns = comparison.Operator switch
        {
            ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => true,
            ComparisonOperator.Equal or ComparisonOperator.NotEqual => string.CompareOrdinal(Expression(comparison.Left, false), Expression(comparison.Right, false)) > 0,
            _ => false,
        };
        return turns ? comparison with { Left = comparison.Right, Right = comparison.Left, Operator = Turned(comparison.Operator) } : comparison;
    }

    private static ComparisonOperator Turned(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };

    private string Literal(BoundLiteral literal, bool numbers) => literal switch
    {
        BoundAtom atom => $"{(atom.IsNegated ? "!" : "")}{_name(_program.Predicates[atom.Predicate].Name)}({Join(atom.Arguments, numbers)})",
        BoundComparison comparison => $"{Expression(comparison.Left, numbers)} {comparison.Operator} {Expression(comparison.Right, numbers)}{Hysteresis(comparison.Hysteresis, numbers)}",
        BoundBuiltinLiteral builtin => $"{(builtin.IsNegated ? "!" : "")}{builtin.Predicate.Name}({Join(builtin.Arguments, numbers)})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Hysteresis(BoundHysteresis? hysteresis, bool numbers) => hysteresis is null ? ""
        : $" enter {Expression(hysteresis.Enter, numbers)} {hysteresis.EnterOnRight} exit {Expression(hysteresis.Exit, numbers)} key [{Join(hysteresis.Key, numbers)}]";

    private string Transform(BoundTransform transform) => transform switch
    {
        BoundLet let => $" |> let {Slot(let.Slot, numbers: true)} = {Expression(let.Value, numbers: true)}",
        BoundGroup group => $" |> group [{string.Join(", ", group.Keys.Select(k => Slot(k, numbers: true)))}] "
            + string.Join("; ", group.Aggregates.Select(a => $"{Slot(a.Slot, numbers: true)} = {a.Function.Name}({Join(a.Arguments, numbers: true)})").Order(StringComparer.Ordinal)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Join(ImmutableArray<BoundExpression> expressions, bool numbers) => string.Join(", ", expressions.Select(e => Expression(e, numbers)));

    private string Expression(BoundExpression expression, bool numbers) => expression switch
    {
        BoundConstant constant => $"{constant.Value}:{constant.Value.Kind}",
        BoundVariable variable => Slot(variable.Slot, numbers),
        BoundParameter parameter => Param(_program.Params[parameter.Index]),
        BoundNow => "now",
        BoundCall call => $"{call.Function.Name}({Join(call.Arguments, numbers)})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Param(BoundParam param) => $"param {param.Name} {param.Type} = {param.Value} in [{param.Low}, {param.High}]";

    private string Slot(int slot, bool numbers)
    {
        if (numbers)
        {
            _numbers.TryAdd(slot, _numbers.Count);
        }

        return _numbers.TryGetValue(slot, out int number) ? $"v{number}" : "?";
    }
}
