using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns draft expressions into bound ones once types are known; constant parts are computed here.</summary>
internal sealed class ExpressionEmitter(DiagnosticBag diagnostics)
{
    /// <summary>An argument of an atom or a head: constants must lie within the declared type of their column.</summary>
    public BoundExpression Argument(DraftExpression draft, PredicateSymbol predicate, int column)
    {
        BoundExpression bound = Emit(draft);
        if (bound is not BoundConstant constant || predicate.DeclaredType(column) is not { } declared || TypeKinds.Holds(declared, constant.Value))
        {
            return bound;
        }

        if (draft is DraftConstant { Shape.Number: not null } literal && ConstantConverter.TryFit(literal.Shape, declared, out Value value, out _))
        {
            return constant with { Value = value, Type = TypeKinds.TypeOf(value) };
        }

        if (constant.Type.Kind != TypeKind.Error)
        {
            diagnostics.Add(Diagnostic.Create(
                TypeDiagnostics.ValueOutsideType, draft.Span, constant.Value, declared, $"column {column + 1} ({predicate.Columns[column]}) of '{predicate.Name}'") with
            {
                Related = [new(predicate.Span, $"'{predicate.Name}' is declared here")],
                Help = declared is { Kind: TypeKind.Name, Prefix: { } prefix } && constant.Value.Kind == ValueKind.Name
                    ? $"names of this type start with '{prefix}/'"
                    : null,
            });
        }

        return bound;
    }

    public BoundExpression Emit(DraftExpression draft)
    {
        BoundType type = TypeResolution.Resolve(draft.Node);
        return draft switch
        {
            DraftConstant constant => Constant(constant, type),
            DraftVariable variable => new BoundVariable { Slot = variable.Slot, Type = type, Span = draft.Span },
            DraftParameter parameter => new BoundParameter { Index = parameter.Symbol.Index, Type = type, Span = draft.Span },
            DraftNow => new BoundNow { Type = BoundType.Time, Span = draft.Span },
            DraftCall call => Call(call, type),
            DraftFault => Broken(draft),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private BoundConstant Constant(DraftConstant draft, BoundType type)
    {
        if (ConstantConverter.TryConvert(draft.Shape, type, out Value value, out string problem))
        {
            return new BoundConstant { Value = value, Type = TypeKinds.KindOf(type) == TypeKind.Any ? TypeKinds.TypeOf(value) : type, Span = draft.Span };
        }

        diagnostics.Report(TypeDiagnostics.NotExact, draft.Span, draft.Span.Text, type, problem);
        return Broken(draft);
    }

    private BoundExpression Call(DraftCall draft, BoundType type)
    {
        ImmutableArray<BoundExpression> arguments = [.. draft.Arguments.Select(Emit)];
        return draft.IsGround ? Fold(draft, arguments, type) : new BoundCall { Function = draft.Function, Arguments = arguments, Type = type, Span = draft.Span };
    }

    /// <summary>Computes a constant call; one with a reported fault stays silent.</summary>
    private BoundConstant Fold(DraftCall draft, ImmutableArray<BoundExpression> arguments, BoundType type)
    {
        if (type.Kind == TypeKind.Error || arguments.Any(static a => a.Type.Kind == TypeKind.Error))
        {
            return Broken(draft);
        }

        Value[] values = [.. arguments.Select(static a => ((BoundConstant)a).Value)];
        if (draft.Function.TryApply(values, out Value value))
        {
            return new BoundConstant { Value = value, Type = type, Span = draft.Span };
        }

        diagnostics.Report(NameDiagnostics.NoValue, draft.Span, draft.Span.Text);
        return Broken(draft);
    }

    /// <summary>Stands for a reported fault; such a program is never handed out.</summary>
    private static BoundConstant Broken(DraftExpression draft) => new() { Value = Value.Name("/error"), Type = BoundType.Error, Span = draft.Span };
}
