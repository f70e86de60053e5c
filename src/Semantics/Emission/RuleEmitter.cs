using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns draft rules into bound rules.</summary>
internal sealed class RuleEmitter(DiagnosticBag diagnostics)
{
    private readonly ExpressionEmitter _expressions = new(diagnostics);

    public BoundRule Rule(DraftRule draft, int index, string id) => new()
    {
        Index = index,
        Id = id,
        Effect = draft.Effect,
        HeadPredicate = draft.Head.Id,
        Head = Arguments(draft.Head, draft.HeadArguments),
        Body = [.. draft.Body.Select(l => Literal(l, draft))],
        Transforms = [.. draft.Transforms.Select(t => Transform(t, draft.Scope))],
        Variables = [.. draft.Scope.Names],
        Span = draft.Span,
        Doc = draft.Doc,
        Priority = draft.Attributes.Priority,
        Class = draft.Attributes.Class,
    };

    private BoundLiteral Literal(DraftLiteral literal, DraftRule rule)
    {
        BoundLiteral bound = Literal(literal);
        return rule.Hysteresis is { } hysteresis && ReferenceEquals(hysteresis.Comparison, literal)
            ? new HysteresisEmitter(diagnostics, _expressions).Emit((BoundComparison)bound, hysteresis, rule, Arguments(rule.Head, rule.HeadArguments))
            : bound;
    }

    public BoundFact Fact(DraftRule draft)
    {
        Value[] values = [.. Arguments(draft.Head, draft.HeadArguments).Select(static a => ((BoundConstant)a).Value)];
        return new BoundFact(new Fact(draft.Head.Name, values), draft.HeadSpan);
    }

    public BoundLiteral Literal(DraftLiteral draft) => draft switch
    {
        DraftAtom atom => new BoundAtom
        {
            Predicate = atom.Predicate.Id,
            IsNegated = atom.IsNegated,
            Arguments = Arguments(atom.Predicate, atom.Arguments),
            Span = atom.Span,
        },
        DraftComparison comparison => new BoundComparison
        {
            Operator = comparison.Operator,
            Left = _expressions.Emit(comparison.Left),
            Right = _expressions.Emit(comparison.Right),
            Span = comparison.Span,
        },
        DraftBuiltin builtin => new BoundBuiltinLiteral
        {
            Predicate = builtin.Predicate,
            IsNegated = builtin.IsNegated,
            Arguments = [.. builtin.Arguments.Select(_expressions.Emit)],
            Span = builtin.Span,
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private ImmutableArray<BoundExpression> Arguments(PredicateSymbol predicate, ImmutableArray<DraftExpression> arguments) =>
        [.. arguments.Select((a, i) => _expressions.Argument(a, predicate, i))];

    private BoundTransform Transform(DraftTransform draft, RuleScope scope) => draft switch
    {
        DraftLet let => new BoundLet { Slot = let.Slot, Value = _expressions.Emit(let.Value), Span = let.Span },
        DraftGroup group => new BoundGroup
        {
            Keys = [.. group.Keys.Select(static k => k.Slot)],
            Aggregates = [.. group.Aggregates.Select(a => Aggregate(a, scope))],
            Span = group.Span,
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private BoundAggregate Aggregate(DraftAggregate draft, RuleScope scope) =>
        new(draft.Slot, draft.Function, [.. draft.Arguments.Select(_expressions.Emit)], TypeResolution.Resolve(scope.Nodes[draft.Slot]), draft.Span);
}
