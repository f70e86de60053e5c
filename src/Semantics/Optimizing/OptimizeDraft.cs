using System.Collections.Immutable;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>An <c>optimize</c> item with names resolved and expressions lowered.</summary>
/// <param name="Head">The row that is published.</param>
/// <param name="Literals">Of <c>subject to</c>; each <c>sum(…)</c> in a comparison became a variable.</param>
/// <param name="Sums">Such a variable = the term that is added up.</param>
/// <param name="Objective">A variable = the objective.</param>
internal sealed record OptimizeDraft(RuleScope Scope, DraftLiteral Head, ImmutableArray<DraftLiteral> Literals, ImmutableArray<DraftLiteral> Sums, DraftLiteral Objective)
{
    /// <summary>Everything, as one body: for types and safety.</summary>
    public ImmutableArray<DraftLiteral> All => [Head, .. Sums, .. Literals, Objective];

    public static OptimizeDraft Lower(OptimizeSyntax item, ProgramFile file, BindingContext context)
    {
        RuleScope scope = new();
        ExpressionLowerer expressions = new(context, file.Tree.Source, scope);
        AggregateExtractor sums = new(context, expressions);
        ImmutableArray<DraftLiteral> head = new BodyLowerer(context, file.Scope, expressions).Lower([new AtomLiteralSyntax(null, null, item.Head, null, null)]);
        List<DraftLiteral> literals = [.. new BodyLowerer(context, file.Scope, expressions).Lower(item.Constraints.OfType<AtomLiteralSyntax>())];
        literals.AddRange(item.Constraints.OfType<ComparisonLiteralSyntax>().Select(c =>
            new DraftComparison(OperatorNames.Comparison(c.Operator.Kind) ?? ComparisonOperator.Equal, sums.Lower(c.Left), sums.Lower(c.Right), expressions.SpanOf(c))));
        DraftExpression objective = expressions.Lower(item.Objective);
        DraftComparison best = new(ComparisonOperator.Equal, scope.Fresh(objective.Span), objective, objective.Span);
        foreach (DraftAggregate other in sums.Aggregates.Where(static a => a.Function.Name != "sum" || a.Arguments.Length != 1))
        {
            context.Report(FactDiagnostics.BadOptimize, other.Span, $"of the aggregates only sum(term) can stand in a limit, not '{other.Function.Name}'");
        }

        IEnumerable<DraftLiteral> added = sums.Aggregates.Where(static a => a.Arguments.Length == 1).Select(a => new DraftComparison(
            ComparisonOperator.Equal, new DraftVariable(a.Slot, scope.Names[a.Slot], a.Span, scope.Nodes[a.Slot]), a.Arguments[0], a.Span));
        return new OptimizeDraft(scope, head.IsEmpty ? best : head[0], [.. head.Skip(1), .. literals], [.. added], best);
    }
}
