using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds the <c>invariant</c> and <c>never</c> items of one file against the finished program. Unlike rules they may speak of decisions.</summary>
internal sealed class InvariantBinder(BoundProgram program, ProgramFile file, DiagnosticBag diagnostics)
{
    /// <summary>Null when the item is neither, or faulty; a diagnostic stands then.</summary>
    public BoundInvariant? Bind(ItemSyntax item) => item switch
    {
        InvariantSyntax invariant => Bind(invariant, invariant.NameToken, invariant.Body, invariant.Conclusion),
        NeverSyntax never => Bind(never, never.NameToken, never.Body, null),
        _ => null,
    };

    private BoundInvariant? Bind(ItemSyntax item, SyntaxToken name, IReadOnlyList<LiteralSyntax> bodySyntax, IReadOnlyList<LiteralSyntax>? conclusionSyntax)
    {
        DiagnosticBag found = new();
        BindingContext context = ProgramContext.WithDecisions(program, found);
        RuleScope scope = new();
        ExpressionLowerer expressions = new(context, file.Tree.Source, scope);
        ImmutableArray<DraftLiteral> body = new BodyLowerer(context, file.Scope, expressions).Lower(bodySyntax);
        ImmutableArray<DraftLiteral> conclusion = new BodyLowerer(context, file.Scope, expressions).Lower(conclusionSyntax ?? []);
        QueryBinder.Constrain([.. body, .. conclusion], context);
        if (!scope.IsFaulty)
        {
            SafetyCheck.Body([.. body], found);
            SafetyCheck.Body([.. body, .. conclusion], found);
        }

        RuleEmitter emitter = new(found);
        BoundInvariant bound = new()
        {
            Name = name.Text,
            IsNever = conclusionSyntax is null,
            Body = [.. body.Select(emitter.Literal)],
            Conclusion = [.. conclusion.Select(emitter.Literal)],
            Variables = [.. scope.Names],
            Span = file.Tree.SpanOf(item),
            Doc = DocComment.Of(item),
        };
        diagnostics.AddRange(found.ToSorted().Distinct());
        return found.HasErrors || name.IsMissing ? null : bound;
    }
}
