using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Makes the names and types of a finished program the context of a query.</summary>
internal static class ProgramContext
{
    /// <summary>As <see cref="Of"/>, but decisions are predicates that literals may name: ids from <c>program.Predicates.Length</c> on, key columns, action, size.</summary>
    public static BindingContext WithDecisions(BoundProgram program, DiagnosticBag diagnostics)
    {
        BindingContext context = Of(program, diagnostics);
        context.DecisionNames.Clear();
        for (int i = 0; i < program.Decides.Length; i++)
        {
            BoundDecide decide = program.Decides[i];
            BoundPredicate candidates = program.Predicates[decide.Candidates];
            ImmutableArray<int> columns = decide.Columns;
            context.Predicates.Import(new PredicateSymbol(decide.Name, columns.Length, decide.Span)
            {
                Id = program.Predicates.Length + i,
                Columns = [.. columns.Select(c => candidates.Columns[c])],
                Declared = [.. columns.Select(c => candidates.Types[c])],
                IsDeclared = true,
            });
        }

        return context;
    }

    public static BindingContext Of(BoundProgram program, DiagnosticBag diagnostics)
    {
        BindingContext context = new(BindOptions.Default, diagnostics);
        foreach (BoundPredicate predicate in program.Predicates)
        {
            context.Predicates.Import(new PredicateSymbol(predicate.Name, predicate.Arity, predicate.Span)
            {
                Id = predicate.Id,
                Columns = predicate.Columns,
                Declared = predicate.Types,
                IsDeclared = predicate.IsDeclared,
                IsTemporal = predicate.IsTemporal,
            });
        }

        context.Predicates.IsClosed = true;
        for (int i = 0; i < program.Params.Length; i++)
        {
            BoundParam param = program.Params[i];
            context.Params.Add(param.Name, new ParamSymbol(param.Name, param.Span) { Index = i, Settled = param.Type });
        }

        foreach (BoundDecide decide in program.Decides)
        {
            context.DecisionNames.Add(decide.Name, decide.Span);
        }

        return context;
    }
}
