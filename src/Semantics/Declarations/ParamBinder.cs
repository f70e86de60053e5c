using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads <c>param name = value in [low, high].</c></summary>
internal sealed class ParamBinder(BindingContext context)
{
    /// <summary>Makes the names known before any clause is read.</summary>
    public void Declare(SyntaxTree tree, ParamSyntax syntax)
    {
        string name = syntax.NameToken.Text;
        SourceSpan span = tree.SpanOf(syntax.NameToken);
        if (context.Params.TryGetValue(name, out ParamSymbol? earlier))
        {
            context.Diagnostics.Add(Diagnostic.Create(NameDiagnostics.DuplicateParam, span, name) with { Related = [new(earlier.Span, "defined here first")] });
            return;
        }

        if (name == "now")
        {
            context.Report(NameDiagnostics.BadParam, span, name, "has the name of the transaction's time");
            return;
        }

        ParamSymbol symbol = new(name, span);
        context.Params.Add(name, symbol);
        ExpressionLowerer expressions = new(context, tree.Source, new RuleScope());
        symbol.Value = Constant(name, expressions.Lower(syntax.Value));
        symbol.Low = syntax.Range is { Items.Count: 2 } low ? Constant(name, expressions.Lower(low.Items[0])) : null;
        symbol.High = syntax.Range is { Items.Count: 2 } high ? Constant(name, expressions.Lower(high.Items[1])) : null;
    }

    /// <summary>States that value and bounds have the param's type.</summary>
    public static void Constrain(ParamSymbol symbol, ConstraintCollector constraints, TypeSolver solver)
    {
        foreach (DraftExpression part in new[] { symbol.Value, symbol.Low, symbol.High }.OfType<DraftExpression>())
        {
            constraints.Expression(part);
            solver.Unify(symbol.Node, part.Node, new UnifySite(part.Span, $"the param '{symbol.Name}'"));
        }
    }

    public BoundParam Emit(ParamSymbol symbol, ExpressionEmitter expressions)
    {
        Value value = Value(symbol.Value, expressions) ?? Primitives.Value.False;
        Value? low = Value(symbol.Low, expressions), high = Value(symbol.High, expressions);
        if (!context.Diagnostics.HasErrors && ((low is { } l && value.CompareTo(l) < 0) || (high is { } h && value.CompareTo(h) > 0)))
        {
            context.Diagnostics.Add(Diagnostic.Create(NameDiagnostics.BadParam, symbol.Value!.Span, symbol.Name, $"is {value}, outside its range [{low}, {high}]"));
        }

        return new BoundParam(symbol.Name, TypeResolution.Resolve(symbol.Node), value, low, high, symbol.Span);
    }

    private static Value? Value(DraftExpression? draft, ExpressionEmitter expressions) =>
        draft is not null && expressions.Emit(draft) is BoundConstant constant ? constant.Value : null;

    private DraftExpression? Constant(string name, DraftExpression draft)
    {
        if (draft is DraftFault || draft.IsGround)
        {
            return draft;
        }

        context.Report(NameDiagnostics.BadParam, draft.Span, name, "needs a constant; it cannot depend on variables, other params or 'now'");
        return null;
    }
}
