using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds bodies without a head against a finished program: <c>--query</c> and the expectations of tests.</summary>
public static class QueryBinder
{
    /// <summary>Null, with diagnostics, when the query does not fit the program. Names are qualified.</summary>
    public static BoundQuery? Bind(BoundProgram program, IReadOnlyList<LiteralSyntax> literals, SourceText source, DiagnosticBag diagnostics) =>
        Bind(program, literals, source, diagnostics, PackageScope.None);

    internal static BoundQuery? Bind(BoundProgram program, IReadOnlyList<LiteralSyntax> literals, SourceText source, DiagnosticBag diagnostics, PackageScope package)
    {
        DiagnosticBag found = new();
        BindingContext context = ProgramContext.Of(program, found);
        RuleScope scope = new();
        ImmutableArray<DraftLiteral> drafts = new BodyLowerer(context, package, new ExpressionLowerer(context, source, scope)).Lower(literals);
        Constrain(drafts, context);
        if (!scope.IsFaulty)
        {
            SafetyCheck.Body(drafts, found);
        }

        RuleEmitter emitter = new(found);
        ImmutableArray<BoundLiteral> bound = [.. drafts.Select(emitter.Literal)];
        diagnostics.AddRange(found.ToSorted());
        return found.HasErrors ? null : new BoundQuery(bound, [.. scope.Names], Span(literals, source));
    }

    internal static void Constrain(ImmutableArray<DraftLiteral> drafts, BindingContext context)
    {
        TypeSolver solver = new(context.Diagnostics);
        CallTyper calls = new(solver, context.Diagnostics);
        ConstraintCollector constraints = new(solver, calls);
        foreach (ParamSymbol param in context.Params.Values)
        {
            solver.Add(param.Node, new(param.Settled!, param.Span, $"the param '{param.Name}'", IsDeclared: true), new UnifySite(param.Span, $"the param '{param.Name}'"));
        }

        foreach (DraftLiteral draft in drafts)
        {
            constraints.Literal(draft);
        }

        calls.Run();
    }

    private static SourceSpan Span(IReadOnlyList<LiteralSyntax> literals, SourceText source) =>
        new(source, literals.Count == 0 ? default : literals[0].Span.Union(literals[^1].Span));
}
