using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>What the premises of a step must say: each literal as written, and with values put in.</summary>
internal sealed partial class LiteralText(BoundRule rule, BoundProgram program, Expressions expressions)
{
    /// <summary>The body's premises in source order; <paramref name="idOf"/> names the node of the n-th premise, which is to be a fact's.</summary>
    public IEnumerable<JsonNode> Body(ImmutableArray<Value?> slots, ImmutableArray<Fact> premises, Func<int, Fact, string> idOf)
    {
        int next = 0;
        for (int i = 0; i < rule.Body.Length; i++)
        {
            yield return rule.Body[i] switch
            {
                BoundAtom { IsNegated: false } => new JsonObject { ["fact"] = idOf(i, premises[next++]) },
                BoundAtom absent => new JsonObject { ["absent"] = Pattern(program.Predicates[absent.Predicate], Values(absent.Arguments, slots)) },
                BoundComparison { Hysteresis: not null } comparison => WithHysteresis(comparison, slots),
                BoundComparison comparison => Comparison(comparison, slots),
                BoundBuiltinLiteral b => Condition($"{Not(b)}{b.Predicate.Name}({Sources(b.Arguments)})", $"{Not(b)}{b.Predicate.Name}({Values(b.Arguments, slots)})"),
                _ => throw Expressions.Unknown(rule.Body[i]),
            };
        }
    }

    /// <summary>The values that a rule computes after its body: those before its group (they stand with the members), or its aggregates and all that follow.</summary>
    public IEnumerable<JsonNode> Transforms(ImmutableArray<Value?> slots, bool beforeGroup)
    {
        int group = rule.Transforms.Select(static t => t is BoundGroup).ToList().IndexOf(true);
        IEnumerable<BoundTransform> transforms = beforeGroup ? rule.Transforms.Take(Math.Max(0, group)) : rule.Transforms.Skip(Math.Max(0, group));
        return transforms.SelectMany<BoundTransform, JsonNode>(t => t switch
        {
            BoundLet let => [Condition($"{rule.Variables[let.Slot]} = {Source(let.Value)}", $"= {Text(let.Value, slots)}")],
            BoundGroup g => g.Aggregates.Select(a =>
                Json.Object(("aggregate", $"{a.Function.Name}({Sources(a.Arguments)})"), ("variable", rule.Variables[a.Slot]), ("value", slots[a.Slot]?.ToString() ?? "_"))),
            _ => throw Expressions.Unknown(t),
        });
    }

    /// <summary>What was looked for, and, of the past, when.</summary>
    private string Pattern(BoundPredicate absent, string values) => $"{absent.Name}({values}){(absent.View is { } view ? Looked(view) : "")}";

    private string Looked(BoundView view) => view.Kind switch
    {
        ViewKind.Rows => $" among the last {view.Count} at {expressions.Now}",
        ViewKind.Tumbling => $" in the last finished bucket at {expressions.Now}",
        ViewKind.Held => $" throughout {expressions.Now.Nanoseconds - view.Far} to {expressions.Now.Nanoseconds - view.Near}",
        _ => $" from {expressions.Now.Nanoseconds - view.Far} to {expressions.Now.Nanoseconds - view.Near}",
    };

    /// <summary>The threshold that was used: the one to exit only where the other is not reached.</summary>
    private JsonObject WithHysteresis(BoundComparison comparison, ImmutableArray<Value?> slots)
    {
        if (expressions.Evaluate(comparison.Left, slots) is { } left && expressions.Evaluate(comparison.Right, slots) is { } right && left.Kind == right.Kind && comparison.Operator.Admits(left.CompareTo(right)))
        {
            return Comparison(comparison, slots);
        }

        BoundExpression threshold = comparison.Hysteresis!.Exit;
        JsonObject exit = Comparison(comparison.Hysteresis.EnterOnRight ? comparison with { Right = threshold } : comparison with { Left = threshold }, slots);
        return Condition(Json.Text(exit["condition"]), $"{exit["values"]}, the threshold to exit: the rule held before");
    }

    /// <summary>Of a row that several derivations make: what this one gave.</summary>
    public static IEnumerable<JsonNode> Part(Derivation row) => row.Part is { } part
        ? [Condition($"{part.How} over {part.Of.ToString(System.Globalization.CultureInfo.InvariantCulture)}", $"this one gives {part.Value}")]
        : [];

    private static JsonObject Condition(string text, string values) => Json.Object(("condition", text), ("values", values));

    /// <summary>An equality with a variable on one side only gives it a value. An argument that was an expression has no name of its own and stands for both sides.</summary>
    private JsonObject Comparison(BoundComparison comparison, ImmutableArray<Value?> slots)
    {
        string symbol = comparison.Operator.Symbol();
        string left = Source(comparison.Left), right = Source(comparison.Right);
        bool gives = comparison.Operator == ComparisonOperator.Equal && comparison.Left is BoundVariable != comparison.Right is BoundVariable;
        string values = gives ? $"= {Text(comparison.Left, slots)}" : $"{Text(comparison.Left, slots)} {symbol} {Text(comparison.Right, slots)}";
        return Condition(left == right ? left : $"{left} {symbol} {right}", values);
    }

    private static string Not(BoundBuiltinLiteral literal) => literal.IsNegated ? "!" : "";

    private string Values(IEnumerable<BoundExpression> arguments, ImmutableArray<Value?> slots) => string.Join(", ", arguments.Select(a => Text(a, slots)));

    private string Sources(IEnumerable<BoundExpression> arguments) => string.Join(", ", arguments.Select(Source));

    private string Text(BoundExpression expression, ImmutableArray<Value?> slots) => expressions.Evaluate(expression, slots)?.ToString() ?? "_";

    private string Source(BoundExpression expression) => expression switch
    {
        BoundVariable variable when !rule.Variables[variable.Slot].StartsWith('_') => rule.Variables[variable.Slot],
        BoundConstant { Span.Span.Length: 0 } constant => constant.Value.ToString(),
        BoundParameter parameter => program.Params[parameter.Index].Name,
        _ => WhiteSpace().Replace(expression.Span.Text.Trim(), " "),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
