using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Finds the threshold that a hysteresis speaks of: the one ordered comparison with its <c>enter</c> on one side.</summary>
internal sealed class HysteresisBinder(BindingContext context, ExpressionLowerer expressions)
{
    private const string Shape = "write hysteresis(enter: 0.0040, exit: 0.0030), with constants or params";

    /// <summary>Null when the attribute is absent or, with a diagnostic, when it does not fit.</summary>
    public DraftHysteresis? Bind(ApplicationSyntax? attribute, ImmutableArray<DraftLiteral> body, bool hasTransforms)
    {
        if (attribute is null)
        {
            return null;
        }

        SourceSpan span = expressions.SpanOf(attribute);
        if (attribute.Arguments.Count != 2 || Named(attribute, "enter") is not { } enter || Named(attribute, "exit") is not { } exit)
        {
            return Refuse(span, "it needs 'enter' and 'exit', and nothing else", Shape);
        }

        if (hasTransforms)
        {
            return Refuse(span, "the rule has transforms ('|>')", "derive the value in that rule, and compare it in a rule of its own");
        }

        DraftExpression wanted = expressions.Lower(enter), weaker = expressions.Lower(exit);
        if (wanted is not (DraftConstant or DraftParameter) || weaker is not (DraftConstant or DraftParameter))
        {
            return Refuse(span, "its thresholds must be constants or params", Shape);
        }

        DraftHysteresis[] fitting = [.. body.OfType<DraftComparison>().SelectMany(c => Sides(c, wanted, weaker, span))];
        return fitting.Length == 1
            ? fitting[0]
            : Refuse(
                span,
                fitting.Length == 0 ? $"no comparison of the body has the threshold {wanted.Span.Text}" : $"{fitting.Length} comparisons of the body have the threshold {wanted.Span.Text}",
                "let exactly one comparison (<, <=, > or >=) have the 'enter' value on one side");
    }

    private static IEnumerable<DraftHysteresis> Sides(DraftComparison comparison, DraftExpression enter, DraftExpression exit, SourceSpan span)
    {
        if (comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            if (IsSame(comparison.Right, enter))
            {
                yield return new DraftHysteresis(comparison, true, exit, span);
            }
            else if (IsSame(comparison.Left, enter))
            {
                yield return new DraftHysteresis(comparison, false, exit, span);
            }
        }
    }

    private static bool IsSame(DraftExpression side, DraftExpression enter) => (side, enter) switch
    {
        (DraftConstant a, DraftConstant b) => a.Shape.Equals(b.Shape),
        (DraftParameter a, DraftParameter b) => ReferenceEquals(a.Symbol, b.Symbol),
        _ => false,
    };

    private DraftHysteresis? Refuse(SourceSpan span, string problem, string help)
    {
        context.Diagnostics.Add(Diagnostic.Create(TimeDiagnostics.BadHysteresis, span, problem) with { Help = help });
        expressions.Scope.IsFaulty = true;
        return null;
    }

    private static TermSyntax? Named(ApplicationSyntax attribute, string name) =>
        attribute.Arguments.OfType<NamedArgumentSyntax>().FirstOrDefault(a => a.Name == name)?.Value;
}
