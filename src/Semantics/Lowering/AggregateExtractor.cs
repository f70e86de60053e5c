using System.Collections.Immutable;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Finds the aggregates in the <c>let</c>s of one group.</summary>
internal sealed class AggregateExtractor(BindingContext context, ExpressionLowerer expressions)
{
    private readonly ImmutableArray<DraftAggregate>.Builder _aggregates = ImmutableArray.CreateBuilder<DraftAggregate>();

    public ImmutableArray<DraftAggregate> Aggregates => _aggregates.ToImmutable();

    /// <summary>When the term is an aggregate call as a whole, its result goes straight to <paramref name="slot"/>.</summary>
    public bool TryWhole(TermSyntax term, int slot)
    {
        if (Find(term) is not { } aggregate)
        {
            return false;
        }

        Add((ApplicationSyntax)term, aggregate, slot);
        return true;
    }

    /// <summary>An expression over results of the group: every aggregate in it becomes a hidden result.</summary>
    public DraftExpression Lower(TermSyntax term)
    {
        if (Find(term) is { } aggregate)
        {
            DraftVariable hidden = expressions.Scope.Fresh(expressions.SpanOf(term));
            Add((ApplicationSyntax)term, aggregate, hidden.Slot);
            return hidden;
        }

        return term switch
        {
            ParenthesizedSyntax inner => Lower(inner.Inner),
            BinarySyntax binary => Call(OperatorNames.Arithmetic(binary.Operator.Kind), [binary.Left, binary.Right], binary),
            ConditionTermSyntax condition => Call(OperatorNames.Condition(condition.Operator.Kind), [condition.Left, condition.Right], condition),
            NegationSyntax { Operand: not LiteralTermSyntax } negation => Call("neg", [negation.Operand], negation),
            ApplicationSyntax application when BuiltinTable.FindFunction(ExpressionLowerer.BareName(application.Name)) is { } function =>
                Call(function.Name, application.Arguments, application),
            StructSyntax structure => Call("struct", structure.Fields.SelectMany(static e => new[] { e.Key, e.Value }), structure),
            ListSyntax list => Call("list", list.Items, list),
            _ => expressions.Lower(term),
        };
    }

    private DraftExpression Call(string? name, IEnumerable<TermSyntax> arguments, TermSyntax whole)
    {
        ImmutableArray<DraftExpression> lowered = [.. arguments.Select(Lower)];
        return name is not null && BuiltinTable.FindFunction(name) is { } function
            ? new DraftCall(function, lowered, expressions.SpanOf(whole), new TypeNode())
            : expressions.Fault(whole, lowered);
    }

    private void Add(ApplicationSyntax call, AggregateFunction aggregate, int slot)
    {
        ImmutableArray<DraftExpression> arguments = [.. call.Arguments.Select(Argument)];
        _aggregates.Add(new DraftAggregate(slot, aggregate, arguments, expressions.SpanOf(call), new TypeNode()));
    }

    private DraftExpression Argument(TermSyntax term)
    {
        if (Find(term) is { } inner)
        {
            context.Report(NameDiagnostics.NestedAggregate, expressions.SpanOf(term), inner.Name);
            return expressions.Fault(term, []);
        }

        return expressions.Lower(term);
    }

    private static AggregateFunction? Find(TermSyntax term) =>
        term is ApplicationSyntax application ? BuiltinTable.FindAggregate(ExpressionLowerer.BareName(application.Name)) : null;
}
