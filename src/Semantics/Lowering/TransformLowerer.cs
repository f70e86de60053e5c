using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns <c>|&gt;</c> steps into groups and lets; an aggregate inside an expression of a group gets a slot of its own.</summary>
internal sealed class TransformLowerer(BindingContext context, ExpressionLowerer expressions)
{
    private readonly ImmutableArray<DraftTransform>.Builder _steps = ImmutableArray.CreateBuilder<DraftTransform>();

    public ImmutableArray<DraftTransform> Lower(IReadOnlyList<TransformSyntax> transforms)
    {
        foreach (TransformSyntax transform in transforms)
        {
            if (transform.GroupBy is null)
            {
                foreach (LetSyntax let in transform.Lets)
                {
                    _steps.Add(new DraftLet(Target(let), expressions.Lower(let.Value), expressions.SpanOf(let)));
                }
            }
            else
            {
                Group(transform);
            }
        }

        return _steps.ToImmutable();
    }

    private void Group(TransformSyntax transform)
    {
        SourceSpan span = expressions.SpanOf(transform);
        ImmutableArray<DraftVariable> keys = Keys(transform.GroupBy!);
        if (_steps.Any(static s => s is DraftGroup))
        {
            context.Report(NameDiagnostics.SecondGroup, span);
            expressions.Scope.IsFaulty = true;
        }

        AggregateExtractor extractor = new(context, expressions);
        List<DraftLet> lets = [];
        foreach (LetSyntax let in transform.Lets)
        {
            Let(let, extractor, lets);
        }

        _steps.Add(new DraftGroup(keys, extractor.Aggregates, span));
        _steps.AddRange(lets);
    }

    private void Let(LetSyntax let, AggregateExtractor extractor, List<DraftLet> lets)
    {
        int slot = Target(let);
        if (!extractor.TryWhole(let.Value, slot))
        {
            lets.Add(new DraftLet(slot, extractor.Lower(let.Value), expressions.SpanOf(let)));
        }
    }

    /// <summary>A let defines its variable: a variable that the rule has already is an error.</summary>
    private int Target(LetSyntax let)
    {
        if (expressions.Scope.Knows(let.Variable.Text) || let.Variable.Text == "_")
        {
            context.Report(NameDiagnostics.LetRedefines, expressions.SpanOf(let.Variable), let.Variable.Text);
            expressions.Scope.IsFaulty = true;
        }

        return expressions.Scope.SlotOf(let.Variable.Text);
    }

    private ImmutableArray<DraftVariable> Keys(TermSyntax term)
    {
        if (term is not ApplicationSyntax application || ExpressionLowerer.BareName(application.Name) != "group_by")
        {
            context.Report(NameDiagnostics.NotGroupBy, expressions.SpanOf(term), expressions.SpanOf(term).Text);
            expressions.Scope.IsFaulty = true;
            return [];
        }

        ImmutableArray<DraftVariable>.Builder keys = ImmutableArray.CreateBuilder<DraftVariable>();
        foreach (TermSyntax argument in application.Arguments)
        {
            if (argument is VariableSyntax { IsWildcard: false } variable)
            {
                keys.Add(expressions.Variable(variable.Token));
            }
            else
            {
                context.Report(NameDiagnostics.GroupKeyNotVariable, expressions.SpanOf(argument), expressions.SpanOf(argument).Text);
                expressions.Scope.IsFaulty = true;
            }
        }

        return keys.ToImmutable();
    }
}
