using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Turns the literals of a body into premises under one substitution.</summary>
internal sealed class LiteralExplainer(BoundProgram program, BoundRule rule, ExpressionReader expressions)
{
    /// <summary>One premise per literal in source order.</summary>
    /// <param name="bindings">The substitution.</param>
    /// <param name="facts">The facts that matched the positive literals, in source order.</param>
    /// <param name="nodeOf">The node of a fact.</param>
    public ImmutableArray<ProofPremise> Explain(ImmutableArray<Value?> bindings, ImmutableArray<Fact> facts, Func<Fact, string> nodeOf)
    {
        ImmutableArray<ProofPremise>.Builder premises = ImmutableArray.CreateBuilder<ProofPremise>(rule.Body.Length);
        int next = 0;
        foreach (BoundLiteral literal in rule.Body)
        {
            premises.Add(literal is BoundAtom { IsNegated: false } ? new FactPremise(nodeOf(facts[next++])) : Explain(literal, bindings));
        }

        return premises.MoveToImmutable();
    }

    /// <summary><c>Y = expr</c> after a body or a group.</summary>
    public ConditionPremise Explain(BoundLet let, ImmutableArray<Value?> bindings) =>
        new($"{rule.Variables[let.Slot]} = {expressions.SourceText(let.Value)}", $"= {expressions.ValueText(let.Value, bindings)}");

    private ProofPremise Explain(BoundLiteral literal, ImmutableArray<Value?> bindings) => literal switch
    {
        BoundAtom absent => new AbsencePremise(Pattern(absent, bindings)),
        BoundComparison comparison => Explain(comparison, bindings),
        BoundBuiltinLiteral builtin => Explain(builtin, bindings),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What was looked for, and, of the past, when.</summary>
    private string Pattern(BoundAtom atom, ImmutableArray<Value?> bindings)
    {
        BoundPredicate predicate = program.Predicates[atom.Predicate];
        string pattern = $"{predicate.Name}({string.Join(", ", atom.Arguments.Select(a => expressions.ValueText(a, bindings)))})";
        return predicate.View is { } view ? pattern + HistoryWords.Looked(view, expressions.Now) : pattern;
    }

    private ConditionPremise Explain(BoundComparison comparison, ImmutableArray<Value?> bindings) =>
        comparison.Hysteresis is { } hysteresis && !Holds(comparison, bindings)
            ? GoingOn(hysteresis.EnterOnRight ? comparison with { Right = hysteresis.Exit } : comparison with { Left = hysteresis.Exit }, bindings)
            : Plain(comparison, bindings);

    /// <summary>The rule held before, so the threshold to exit was used.</summary>
    private ConditionPremise GoingOn(BoundComparison exit, ImmutableArray<Value?> bindings)
    {
        ConditionPremise plain = Plain(exit, bindings);
        return plain with { Values = $"{plain.Values}, the threshold to exit: the rule held before" };
    }

    private bool Holds(BoundComparison comparison, ImmutableArray<Value?> bindings) =>
        expressions.TryEvaluate(comparison.Left, bindings, out Value left) && expressions.TryEvaluate(comparison.Right, bindings, out Value right)
        && comparison.Operator.Admits(left.CompareTo(right));

    private ConditionPremise Plain(BoundComparison comparison, ImmutableArray<Value?> bindings)
    {
        string symbol = comparison.Operator.Symbol();
        string written = expressions.SourceText(comparison.Left), against = expressions.SourceText(comparison.Right);
        string left = expressions.ValueText(comparison.Left, bindings);
        string right = expressions.ValueText(comparison.Right, bindings);
        bool gives = comparison.Operator == ComparisonOperator.Equal && comparison.Left is BoundVariable != comparison.Right is BoundVariable;

        // An expression inside an atom was given a variable of its own, which has no name to show: both sides then read alike.
        string text = written == against ? written : $"{written} {symbol} {against}";
        return new ConditionPremise(text, gives ? $"= {left}" : $"{left} {symbol} {right}");
    }

    private ConditionPremise Explain(BoundBuiltinLiteral literal, ImmutableArray<Value?> bindings)
    {
        string not = literal.IsNegated ? "!" : "";
        string text = string.Join(", ", literal.Arguments.Select(expressions.SourceText));
        string values = string.Join(", ", literal.Arguments.Select(a => expressions.ValueText(a, bindings)));
        return new ConditionPremise($"{not}{literal.Predicate.Name}({text})", $"{not}{literal.Predicate.Name}({values})");
    }
}
