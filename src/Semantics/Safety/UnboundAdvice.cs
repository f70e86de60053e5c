using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Says which literal would bind a variable, or which one is missing.</summary>
internal static class UnboundAdvice
{
    public static (RelatedSpan? Related, string Help) For(DraftVariable variable, IReadOnlyList<DraftLiteral> body)
    {
        foreach (DraftLiteral literal in body)
        {
            if (IsInside(literal, variable))
            {
                return (new(literal.Span, "a literal binds the variables that are its arguments, not those inside an expression"),
                    $"give the whole argument a variable and take it apart: :match_field(S, /field, {variable.Name}), :match_cons(L, {variable.Name}, Rest)");
            }

            switch (literal)
            {
                case DraftComparison { Operator: ComparisonOperator.Equal } equal when Defines(equal, variable, out DraftExpression other):
                    string missing = string.Join(" and ", other.Variables().Select(static v => $"'{v.Name}'").Distinct(StringComparer.Ordinal));
                    return (new(equal.Span, $"this would bind '{variable.Name}' if {missing} were bound"), $"bind {missing} with a positive literal");
                case DraftAtom { IsNegated: true } atom when Mentions(atom.Arguments, variable):
                    return (
                        atom.Span == variable.Span ? null : new RelatedSpan(atom.Span, "a negated literal asks about its variables and binds none"),
                        $"bind '{variable.Name}' with a positive literal before it is denied, or write '_' for \"any\"");
                case DraftBuiltin builtin when Mentions(builtin.Arguments, variable):
                    return (new(builtin.Span, "a built-in binds only its outputs, once its inputs are bound"), $"bind '{variable.Name}' with a positive literal");
                default:
                    break;
            }
        }

        string example = body.OfType<DraftAtom>().FirstOrDefault(static a => !a.IsNegated) is { } first ? $", as '{first.Span.Text}' binds its variables" : "";
        return (null, $"add a positive literal that has '{variable.Name}' as an argument{example}");
    }

    private static bool Defines(DraftComparison equal, DraftVariable variable, out DraftExpression other)
    {
        bool left = equal.Left is DraftVariable l && l.Slot == variable.Slot;
        bool right = equal.Right is DraftVariable r && r.Slot == variable.Slot;
        other = left ? equal.Right : equal.Left;
        return (left || right) && other.Variables().All(v => v.Slot != variable.Slot);
    }

    /// <summary>Whether the literal stands for an expression that an atom has as its argument, as in <c>p({/a: X})</c>.</summary>
    private static bool IsInside(DraftLiteral literal, DraftVariable variable) =>
        literal is DraftComparison { Operator: ComparisonOperator.Equal, Right: DraftCall { Function.Name: "list" or "map" or "struct" or "pair" } call } equal
        && equal.Span == call.Span && Mentions([call], variable);

    private static bool Mentions(IEnumerable<DraftExpression> arguments, DraftVariable variable) =>
        arguments.SelectMany(static a => a.Variables()).Any(v => v.Slot == variable.Slot);
}
