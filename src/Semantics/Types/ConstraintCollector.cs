using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>States what a draft says about types: which expressions must have one type, and what declarations and constants say.</summary>
internal sealed class ConstraintCollector(TypeSolver solver, CallTyper calls)
{
    public void Rule(DraftRule rule)
    {
        foreach (DraftLiteral literal in rule.Body)
        {
            Literal(literal);
        }

        if (rule.Hysteresis is { } hysteresis)
        {
            Expression(hysteresis.Exit);
            solver.Unify(hysteresis.Enter.Node, hysteresis.Exit.Node, new UnifySite(hysteresis.Exit.Span, $"'{hysteresis.Exit.Span.Text}'"));
        }

        foreach (DraftTransform transform in rule.Transforms)
        {
            Transform(transform, rule.Scope);
        }

        Arguments(rule.Head, rule.HeadArguments);
    }

    public void Literal(DraftLiteral literal)
    {
        switch (literal)
        {
            case DraftAtom atom: Arguments(atom.Predicate, atom.Arguments); break;
            case DraftComparison comparison: Comparison(comparison); break;
            case DraftBuiltin builtin: Builtin(builtin); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    public void Arguments(PredicateSymbol predicate, ImmutableArray<DraftExpression> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            DraftExpression argument = arguments[i];
            Argument(argument);
            string what = $"argument {i + 1} of '{predicate.Name}'";
            if (predicate.DeclaredType(i) is { } declared)
            {
                Expect(argument, declared, $"column {i + 1} ({predicate.Columns[i]}) of '{predicate.Name}'", what);
            }
            else
            {
                solver.Unify(predicate.Nodes[i], argument.Node, new UnifySite(argument.Span, what, AllowsMixture: true));
            }
        }
    }

    /// <summary>A list or structure that stands in a column may differ in kind from the column's other rows, as any constant there may.</summary>
    private void Argument(DraftExpression argument)
    {
        if (argument is DraftCall call)
        {
            Call(call, isArgument: true);
        }
        else
        {
            Expression(argument);
        }
    }

    /// <summary>The type of a column as a node: the inferred one, or a fresh one that carries the declaration.</summary>
    public TypeNode Column(PredicateSymbol predicate, int column)
    {
        TypeNode node = predicate.Nodes[column];
        if (predicate.DeclaredType(column) is { } declared)
        {
            node = new TypeNode();
            string what = $"column {column + 1} ({predicate.Columns[column]}) of '{predicate.Name}'";
            solver.Add(node, new(declared, predicate.Span, what, IsDeclared: true), new UnifySite(predicate.Span, what));
        }

        return node;
    }

    /// <summary>States what a constant says by itself, and passes through calls.</summary>
    public void Expression(DraftExpression expression)
    {
        switch (expression)
        {
            case DraftConstant { Shape.Number: { } number } constant:
                solver.AddLiteral(constant.Node, number.IsFraction, new UnifySite(constant.Span, $"'{constant.Span.Text}'"));
                break;
            case DraftConstant constant:
                Known(constant, TypeKinds.TypeOf(constant.Shape.Settled), $"'{constant.Span.Text}'");
                break;
            case DraftNow now:
                Known(now, BoundType.Time, "'now'");
                break;
            case DraftCall call:
                Call(call);
                break;
            case DraftFault fault:
                solver.MarkFaulty(fault.Node);
                break;
            default:
                break;
        }
    }

    private void Known(DraftExpression expression, BoundType type, string why) =>
        solver.Add(expression.Node, new(type, expression.Span, why, false), new UnifySite(expression.Span, $"'{expression.Span.Text}'"));

    /// <summary>The context asks for a type: constants inside lists and structures take their part of it.</summary>
    public void Expect(DraftExpression argument, BoundType type, string why, string what)
    {
        solver.Add(argument.Node, new(type, argument.Span, why, true), new UnifySite(argument.Span, what));
        if (argument is not DraftCall call)
        {
            return;
        }

        switch (call.Function.Name, type.Kind)
        {
            case ("list", TypeKind.List):
                ExpectEach(call.Arguments, _ => type.Arguments[0], why, what);
                break;
            case ("pair", TypeKind.Pair) when call.Arguments.Length == 2:
            case ("map", TypeKind.Map):
                ExpectEach(call.Arguments, i => type.Arguments[i % 2], why, what);
                break;
            case ("struct", TypeKind.Struct) when !type.IsOpen:
                ExpectFields(call.Arguments, type, why, what);
                break;
            default:
                break;
        }
    }

    private void ExpectEach(ImmutableArray<DraftExpression> items, Func<int, BoundType> type, string why, string what)
    {
        for (int i = 0; i < items.Length; i++)
        {
            Expect(items[i], type(i), why, what);
        }
    }

    private void ExpectFields(ImmutableArray<DraftExpression> entries, BoundType type, string why, string what)
    {
        for (int i = 0; i + 1 < entries.Length; i += 2)
        {
            if (entries[i] is DraftConstant { Shape.Settled: { Kind: ValueKind.Name } name }
                && type.Fields.FirstOrDefault(f => f.Name == name.AsText) is { } field)
            {
                Expect(entries[i + 1], field.Type, $"field {field.Name} of {why}", what);
            }
        }
    }

    private void Call(DraftCall call, bool isArgument = false)
    {
        foreach (DraftExpression argument in call.Arguments)
        {
            Expression(argument);
        }

        UnifySite site = new(call.Span, $"'{call.Span.Text}'");
        if (CallShapes.Of(call.Function.Name, call.Arguments.Length) == CallShape.SameArguments)
        {
            solver.Unify(call.Arguments[0].Node, call.Arguments[^1].Node, site);
            solver.Add(call.Node, new(BoundType.Bool, call.Span, "a condition", false), site);
        }
        else
        {
            calls.Add(new PendingCall(call.Function.Name, call.Function.TryType, call.Arguments, call.Node, call.Span) { IsArgument = isArgument });
        }
    }

    private void Comparison(DraftComparison comparison)
    {
        Expression(comparison.Left);
        Expression(comparison.Right);
        solver.Unify(comparison.Left.Node, comparison.Right.Node, new UnifySite(comparison.Span, $"'{comparison.Span.Text}'"));
    }

    private void Builtin(DraftBuiltin builtin)
    {
        foreach (DraftExpression argument in builtin.Arguments)
        {
            Expression(argument);
            if (CallShapes.Of(builtin.Predicate.Name, builtin.Arguments.Length) == CallShape.SameArguments)
            {
                solver.Unify(builtin.Arguments[0].Node, argument.Node, new UnifySite(builtin.Span, $"'{builtin.Span.Text}'"));
            }
        }

        calls.AddBuiltin(builtin);
    }

    private void Transform(DraftTransform transform, RuleScope scope)
    {
        switch (transform)
        {
            case DraftLet let:
                Expression(let.Value);
                solver.Unify(scope.Nodes[let.Slot], let.Value.Node, new UnifySite(let.Span, $"'{let.Span.Text}'"));
                break;
            case DraftGroup group:
                foreach (DraftAggregate aggregate in group.Aggregates)
                {
                    Aggregate(aggregate, scope);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Aggregate(DraftAggregate aggregate, RuleScope scope)
    {
        foreach (DraftExpression argument in aggregate.Arguments)
        {
            Expression(argument);
        }

        UnifySite site = new(aggregate.Span, $"'{aggregate.Span.Text}'");
        solver.Unify(scope.Nodes[aggregate.Slot], aggregate.Node, site);
        if (CallShapes.Of(aggregate.Function.Name, aggregate.Arguments.Length) == CallShape.SameAsFirst)
        {
            solver.Unify(aggregate.Node, aggregate.Arguments[0].Node, site);
        }

        calls.Add(new PendingCall(aggregate.Function.Name, aggregate.Function.TryType, aggregate.Arguments, aggregate.Node, aggregate.Span, isAggregate: true));
    }
}
