using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes literals as they stand in the rule, and with the values found so far put in.</summary>
internal sealed class LiteralWriter(BoundProgram program, ExpressionReader texts)
{
    public string Text(BoundLiteral literal) => literal switch
    {
        BoundAtom or BoundBuiltinLiteral => RuleTexts.Of(literal.Span),
        BoundComparison comparison => Text(comparison),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public string Values(BoundLiteral literal, ImmutableArray<Value?> slots) => literal switch
    {
        BoundAtom atom => $"{(atom.IsNegated ? "!" : "")}{program.Predicates[atom.Predicate].Name}({Join(atom.Arguments, slots)})",
        BoundBuiltinLiteral builtin => $"{(builtin.IsNegated ? "!" : "")}{builtin.Predicate.Name}({Join(builtin.Arguments, slots)})",
        BoundComparison comparison => $"{texts.ValueText(comparison.Left, slots)} {comparison.Operator.Symbol()} {texts.ValueText(comparison.Right, slots)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>An expression inside an atom was given a variable of its own, which has no name to show: both sides then read alike.</summary>
    private string Text(BoundComparison comparison)
    {
        string left = texts.SourceText(comparison.Left), right = texts.SourceText(comparison.Right);
        return left == right ? left : $"{left} {comparison.Operator.Symbol()} {right}";
    }

    private string Join(ImmutableArray<BoundExpression> arguments, ImmutableArray<Value?> slots) => string.Join(", ", arguments.Select(a => texts.ValueText(a, slots)));
}
